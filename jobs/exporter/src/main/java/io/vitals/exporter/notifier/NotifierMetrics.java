package io.vitals.exporter.notifier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the notifier says of itself, as the metric dictionary defines it. */
final class NotifierMetrics {
  private static final String PREFIX = "vitals_notifier_";

  private final MeterRegistry registry;
  private final ExportedMetrics dictionary;
  private final Map<String, AtomicLong> lastSuccess = new ConcurrentHashMap<>();

  NotifierMetrics(MeterRegistry registry, AlertBook book) {
    this.registry = registry;
    this.dictionary = ExportedMetrics.bundled();
    for (String state : new String[] {"firing", "resolved", "inhibited"}) {
      Gauge.builder(PREFIX + "alerts", book, seen -> seen.counts().get(state))
          .description(definition("alerts"))
          .tag("state", state)
          .register(registry);
    }
    Gauge.builder(PREFIX + "stream_time_seconds", book, NotifierMetrics::streamSeconds)
        .description(definition("stream_time_seconds"))
        .register(registry);
    Gauge.builder(PREFIX + "caught_up", book, seen -> seen.isCaughtUp() ? 1 : 0)
        .description(definition("caught_up"))
        .register(registry);
  }

  /** The series of an Alertmanager exist from the start, at 0. */
  void watch(String alertmanager) {
    sentCounter(alertmanager);
    failedCounter(alertmanager);
    Gauge.builder(
            PREFIX + "last_success_timestamp_seconds",
            lastSuccess.computeIfAbsent(alertmanager, name -> new AtomicLong()),
            millis -> millis.get() / 1e3)
        .description(definition("last_success_timestamp_seconds"))
        .tag("alertmanager", alertmanager)
        .register(registry);
  }

  void sent(String alertmanager, int alerts) {
    sentCounter(alertmanager).increment(alerts);
  }

  void failed(String alertmanager) {
    failedCounter(alertmanager).increment();
  }

  /** It was told of everything. */
  void succeeded(String alertmanager, Instant now) {
    lastSuccess.get(alertmanager).set(now.toEpochMilli());
  }

  private Counter sentCounter(String alertmanager) {
    return counter("sent_alerts", alertmanager);
  }

  private Counter failedCounter(String alertmanager) {
    return counter("failed_requests", alertmanager);
  }

  private Counter counter(String name, String alertmanager) {
    return Counter.builder(PREFIX + name)
        .description(definition(name + "_total"))
        .tag("alertmanager", alertmanager)
        .register(registry);
  }

  private static double streamSeconds(AlertBook book) {
    Instant time = book.streamTime();
    return time.equals(Instant.EPOCH) ? Double.NaN : time.toEpochMilli() / 1e3;
  }

  private String definition(String name) {
    return dictionary.find(PREFIX + name).orElseThrow().definition();
  }
}
