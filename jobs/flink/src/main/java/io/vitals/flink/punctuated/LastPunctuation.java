package io.vitals.flink.punctuated;

/**
 * What a writer last said of a partition it owns; in state, since Flink keeps no watermarks.
 *
 * @param topic name of the topic
 * @param partition of it
 * @param time of the punctuation, epoch milliseconds
 */
public record LastPunctuation(String topic, int partition, long time) {}
