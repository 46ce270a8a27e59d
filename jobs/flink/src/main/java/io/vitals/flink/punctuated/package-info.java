/**
 * Topics between our jobs, through which time passes as it passes through a Flink shuffle: each
 * partition has one writer, which puts its watermark there as a punctuation record, and a reader
 * takes its watermarks from nothing else. Knows Flink, Kafka and the topic catalogue, no job. Start
 * reading at {@link io.vitals.flink.punctuated.PunctuatedSink} and {@link
 * io.vitals.flink.punctuated.PunctuatedSource}.
 */
package io.vitals.flink.punctuated;
