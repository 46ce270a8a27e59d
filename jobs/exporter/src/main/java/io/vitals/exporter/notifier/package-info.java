/**
 * The notifier: reads the latest row of each episode from {@code alerts} and keeps every
 * Alertmanager told of it. May use Kafka's client, Micrometer, the contracts and the catalogue of
 * alerts; nothing of Flink.
 *
 * <p>One thread reads the topic into the {@link io.vitals.exporter.notifier.AlertBook}; one loop
 * each Alertmanager ({@link io.vitals.exporter.notifier.Delivery}) sends what changed at once and
 * everything each minute, since an Alertmanager forgets. Start reading at {@link
 * io.vitals.exporter.notifier.Notifier}.
 */
package io.vitals.exporter.notifier;
