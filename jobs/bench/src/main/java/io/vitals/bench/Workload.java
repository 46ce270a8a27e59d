package io.vitals.bench;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.local.history.History;
import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.HistoryWriter;
import io.vitals.local.history.KafkaRecordSink;
import io.vitals.local.history.SettledTick;
import io.vitals.local.history.SourceDeclarations;
import io.vitals.local.history.SourceHeartbeat;
import io.vitals.local.history.SourceRecord;
import io.vitals.local.simulator.SimulatedCompany;
import io.vitals.local.simulator.SimulationPlan;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/**
 * One working day of a busy product: the simulated company, as dense as asked for. Its sources are
 * loaded once; the intake job makes the canonical topics of them.
 *
 * @param plan of the company
 */
record Workload(SimulationPlan plan) {
  /** End of a Wednesday without holidays. */
  private static final Instant END = Instant.parse("2026-03-12T00:00:00Z");

  private static final long SEED = 20260312;

  /**
   * A working day has a third more than the mean day of the plan, and a part of the customers does
   * not come; what is asked for is a minimum.
   */
  private static final double MARGIN = 0.97;

  /**
   * What was loaded.
   *
   * @param telemetry records, those sent twice included
   * @param changes CRM and ticket rows
   */
  record Loaded(long telemetry, long changes) {}

  static Workload of(long records, int accounts) {
    return new Workload(new SimulationPlan(SEED, accounts, 1, END, MARGIN * records / accounts));
  }

  /** The time at which it ends. */
  Instant lastTick() {
    return plan.end().minusMillis(1);
  }

  /** Writes it to the source topics, and to {@code source.freshness} that all is well. */
  Loaded load(String bootstrapServers) throws InterruptedException {
    Properties connection = new Properties();
    connection.setProperty("bootstrap.servers", bootstrapServers);
    try (KafkaRecordSink sink = KafkaRecordSink.connect(connection)) {
      Loaded loaded = loadSources(new HistoryWriter(sink));
      loadFreshness(sink);
      sink.flush();
      return loaded;
    }
  }

  private Loaded loadSources(HistoryWriter writer) throws InterruptedException {
    History history = new SimulatedCompany(plan).history();
    long telemetry = 0;
    long changes = 0;
    while (history.entries().hasNext()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while the workload was written");
      }
      HistoryEntry entry = history.entries().next();
      if (entry instanceof SourceRecord sent) {
        telemetry += sent.topic() == Topic.SOURCE_TELEMETRY ? 1 : 0;
        changes += sent.topic() == Topic.SOURCE_CRM || sent.topic() == Topic.SOURCE_TICKETS ? 1 : 0;
      }
      if (entry instanceof SettledTick tick && tick.ingestTime() == lastTick().toEpochMilli()) {
        beat(writer, tick.ingestTime());
      }
      writer.write(entry);
    }
    writer.settle();
    return new Loaded(telemetry, changes);
  }

  /** So that no source partition must be found idle, by wall time, before the day can end. */
  private static void beat(HistoryWriter writer, long time) {
    long through = time + 1 - SimulatedCompany.SETTLING.toMillis();
    writer.write(new SourceHeartbeat(Topic.IDENTITY_MAP, SimulatedCompany.CRM, time, through));
    writer.write(new SourceHeartbeat(Topic.SOURCE_CRM, SimulatedCompany.CRM, time, through));
    writer.write(
        new SourceHeartbeat(Topic.SOURCE_TICKETS, SimulatedCompany.TICKETS, time, through));
    writer.write(
        new SourceHeartbeat(Topic.SOURCE_TELEMETRY, SimulatedCompany.TELEMETRY, time, through));
  }

  private void loadFreshness(KafkaRecordSink sink) {
    RecordWriter<SourceFreshness> rows = RecordWriter.of(SourceFreshness.class);
    RecordWriter<Punctuation> punctuations = RecordWriter.of(Punctuation.class);
    for (SourceDeclaration source : SourceDeclarations.bundled("demo")) {
      SourceFreshness row =
          SourceFreshness.newBuilder()
              .setIngestTime(plan.start())
              .setSource(source.id())
              .setEntities(List.copyOf(source.entities()))
              .setStatus(FreshnessStatus.FRESH)
              .setSince(plan.start())
              .setReason("the benchmark says so")
              .setExpectedCadenceSeconds(source.expectedCadence().toSeconds())
              .build();
      send(sink, source.id(), plan.start(), rows.write(row));
    }
    send(sink, null, lastTick(), punctuations.write(new Punctuation(lastTick(), "bench")));
  }

  private static void send(KafkaRecordSink sink, String key, Instant time, byte[] value) {
    sink.send(Topic.SOURCE_FRESHNESS, 0, key, null, time.toEpochMilli(), value);
  }
}
