/**
 * Replay of the RavenStack data set: its five files become the history of changes they tell of, as
 * known on a given day, which the whole stack replays. Reads files, writes none. Start reading at
 * {@link io.vitals.local.replay.RavenStackHistory}, then {@link
 * io.vitals.local.replay.RavenStackReplay}.
 */
package io.vitals.local.replay;
