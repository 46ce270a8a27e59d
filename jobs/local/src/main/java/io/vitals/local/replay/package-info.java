/**
 * Replay of the RavenStack data set: its five files become the history of changes they tell of, as
 * known on a given day. Reads files, writes none, knows no Kafka. Start reading at {@link
 * io.vitals.local.replay.RavenStackHistory}.
 */
package io.vitals.local.replay;
