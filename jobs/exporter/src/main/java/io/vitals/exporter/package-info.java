/**
 * The exporter: reads the latest published health of every account from {@code account.health} and
 * serves it to Prometheus. May use Kafka's client, Micrometer and the contracts; nothing of Flink.
 *
 * <p>Another thread reads how sources, data and alerts do ({@link
 * io.vitals.exporter.DataTopicsReader}); accounts do not wait for it.
 *
 * <p>One thread reads the topic ({@link io.vitals.exporter.HealthTopicReader}), keeps the latest
 * rows ({@link io.vitals.exporter.LatestHealth}) and publishes an immutable {@link
 * io.vitals.exporter.ScrapeSnapshot} at most once a second; scrapes read nothing else, so none is
 * partial. Start reading at {@link io.vitals.exporter.Exporter}.
 */
package io.vitals.exporter;
