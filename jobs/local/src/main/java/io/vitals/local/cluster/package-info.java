/**
 * What the command line does on a Kafka cluster of the user's: the catalogue's topics, the clock, a
 * simulated company, and what was published. Knows Kafka, no job. Start reading at {@link
 * io.vitals.local.cluster.CatalogueTopics} and {@link io.vitals.local.cluster.WallClock}.
 */
package io.vitals.local.cluster;
