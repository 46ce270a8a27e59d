/**
 * Histories of source records and how they are written to Kafka. A history is an iterator of {@link
 * io.vitals.local.history.HistoryEntry} in rising ingest time; {@link
 * io.vitals.local.history.Heartbeats} and {@link io.vitals.local.history.SettledTicks} add what a
 * source and a loader say about time. Whatever shall disturb a history (an incident, a silent
 * source) is one more iterator between generator and writer. Only {@link
 * io.vitals.local.history.KafkaRecordSink} knows Kafka. Start reading at {@link
 * io.vitals.local.history.HistoryWriter}.
 */
package io.vitals.local.history;
