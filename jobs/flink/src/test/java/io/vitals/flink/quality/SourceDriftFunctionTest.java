package io.vitals.flink.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.freshness.SourcesFile;
import io.vitals.domain.quality.ObservedHour;
import io.vitals.domain.quality.ObservedHour.FieldCount;
import io.vitals.domain.quality.ObservedHour.NameCount;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.testing.TestingSources;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FilledField;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.UnknownName;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceDriftFunctionTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private KeyedOneInputStreamOperatorTestHarness<String, Observed, OutboundRecord> harness;
  private Map<String, SourceDeclaration> sources = TestingSources.byId(product("login, used"));

  @BeforeEach
  void start() throws Exception {
    open(null);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void anUnknownNameOpensAtTheCloseOfItsHourAndAShareIsTold() throws Exception {
    names(NOON, 6, "usde", 2);
    names(NOON.plusSeconds(600), 4, "usde", 1);
    watermark(NOON.plus(HOUR).minusMillis(2));
    assertThat(told()).isEmpty();
    watermark(NOON.plus(HOUR).minusMillis(1));
    assertThat(told())
        .containsExactly("UNKNOWN_EVENT_NAME|product|usde open 3", "TAXONOMY product 7 of 10");
    names(NOON.plus(HOUR), 10, "usde", 1);
    watermark(NOON.plus(Duration.ofHours(24)).minusMillis(1));
    assertThat(told())
        .as("told again as it was seen again")
        .containsExactly("UNKNOWN_EVENT_NAME|product|usde open 4", "TAXONOMY product 16 of 20");
    watermark(NOON.plus(Duration.ofDays(8)));
    assertThat(told())
        .as("told each day, and closed when it was not seen for a week")
        .contains("TAXONOMY product 9 of 10", "TAXONOMY product 0 of 0")
        .endsWith("UNKNOWN_EVENT_NAME|product|usde closed 4")
        .hasSize(6 + 2 + 1);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aNameThatIsDeclaredAtARestartIsNoFaultFromThenOn() throws Exception {
    names(NOON, 10, "opened", 5);
    watermark(NOON.plus(HOUR));
    assertThat(told()).contains("UNKNOWN_EVENT_NAME|product|opened open 5");
    sources = TestingSources.byId(product("login, used, opened"));
    restore();
    watermark(NOON.plus(HOUR.multipliedBy(2)));
    assertThat(told()).containsExactly("UNKNOWN_EVENT_NAME|product|opened closed 5");
  }

  @Test
  void aSourceThatIsDeclaredNoMoreHasNoFaults() throws Exception {
    names(NOON, 10, "opened", 5);
    watermark(NOON.plus(HOUR));
    told();
    sources = Map.of();
    restore();
    watermark(NOON.plus(Duration.ofDays(3)));
    assertThat(told())
        .containsExactly("UNKNOWN_EVENT_NAME|product|opened closed 5", "TAXONOMY product 0 of 0");
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aFieldVanishesAndComesBack() throws Exception {
    Instant time = NOON;
    for (int hour = 0; hour < 8 * 24; hour++, time = time.plus(HOUR)) {
      fields(time, 10, 9);
    }
    fields(time, 30, 0);
    watermark(time.plus(HOUR));
    assertThat(told()).containsExactly("VANISHED_FIELD|product|account.tier open 30");
    restore();
    time = time.plus(HOUR);
    fields(time, 30, 1);
    watermark(time.plus(HOUR));
    assertThat(told()).containsExactly("VANISHED_FIELD|product|account.tier closed 30");
    assertThat(harness.numEventTimeTimers()).as("nothing is waited for").isZero();
  }

  @Test
  void neitherRestoresNorTheOrderOfReadingChangeWhatIsTold() throws Exception {
    for (long seed = 1; seed <= 10; seed++) {
      Random random = new Random(seed);
      List<Observed> rows = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Instant time = NOON.plusSeconds(random.nextInt(20 * 24 * 3_600));
        boolean isTelemetry = random.nextBoolean();
        rows.add(
            isTelemetry
                ? named(time, 20, "n" + random.nextInt(3), random.nextInt(5))
                : filled(time, 20, random.nextInt(150) == 0 ? 1 : 0));
      }
      List<String> atOnce = run(rows, false, random);
      assertThat(atOnce).as("seed %d", seed).isNotEmpty();
      assertThat(run(rows, true, random)).as("seed %d", seed).isEqualTo(atOnce);
    }
  }

  private List<String> run(List<Observed> rows, boolean restoring, Random random) throws Exception {
    harness.close();
    open(null);
    List<String> told = new ArrayList<>();
    List<Observed> left = new ArrayList<>(rows);
    java.util.Collections.shuffle(left, random);
    if (!restoring) {
      for (Observed row : left) {
        send(row);
      }
    }
    for (int day = 1; day <= 30; day++) {
      long mark = NOON.plus(Duration.ofDays(day)).toEpochMilli();
      if (restoring) {
        for (Observed row : left) {
          if (row.time() <= mark && row.time() > mark - Duration.ofDays(1).toMillis()) {
            send(row);
          }
        }
        restore();
      }
      harness.processWatermark(mark);
      told.addAll(told());
    }
    return told;
  }

  @Test
  void rowsThatOnlyCountPassNothing() throws Exception {
    ToObserved passage = new ToObserved();
    passage.open(null);
    List<Observed> passed = new ArrayList<>();
    SourceArrivals.Builder row =
        SourceArrivals.newBuilder()
            .setIngestTime(NOON)
            .setSource("product")
            .setEntity(Entity.ACCOUNT)
            .setPartition(0)
            .setCreated(3);
    passage.flatMap(inbound(row.build()), new ListCollector<>(passed));
    assertThat(passed).isEmpty();
    row.setObserved(3).setFilled(List.of(new FilledField("tier", 2L)));
    row.setNamesJudged(4).setUnknownNames(List.of(new UnknownName("x", 1L)));
    passage.flatMap(inbound(row.build()), new ListCollector<>(passed));
    long time = NOON.toEpochMilli();
    assertThat(passed)
        .containsExactly(
            new Observed(
                "product",
                time,
                new ObservedHour(
                    List.of(new FieldCount("account.tier", 3, 2)),
                    4,
                    List.of(new NameCount("x", 1, time)))));
  }

  private static InboundRecord inbound(SourceArrivals row) {
    return new InboundRecord(
        Topic.SOURCE_ARRIVALS,
        0,
        0,
        RecordWriter.of(SourceArrivals.class).write(row),
        row.getIngestTime().toEpochMilli(),
        false);
  }

  private static SourceDeclaration product(String names) {
    return SourcesFile.parse(
            """
            sources:
              - {id: product, system: test, topic: source.telemetry, entities: [telemetry],
                 expected_cadence: 1m, ingest_time: declared, owner: test, event_names: [%s]}
            """
                .formatted(names))
        .get(0);
  }

  private void open(OperatorSubtaskState restored) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SourceDriftFunction(sources)),
            Observed::source,
            Types.STRING);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  private void restore() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(state);
  }

  private void names(Instant time, long judged, String unknown, long records) throws Exception {
    send(named(time, judged, unknown, records));
  }

  private void fields(Instant time, long records, long filled) throws Exception {
    send(filled(time, records, filled));
  }

  private static Observed named(Instant time, long judged, String unknown, long records) {
    long millis = time.toEpochMilli();
    List<NameCount> names =
        records == 0 ? List.of() : List.of(new NameCount(unknown, records, millis));
    return new Observed("product", millis, new ObservedHour(List.of(), judged, names));
  }

  private static Observed filled(Instant time, long records, long filled) {
    FieldCount tier = new FieldCount("account.tier", records, filled);
    return new Observed(
        "product", time.toEpochMilli(), new ObservedHour(List.of(tier), 0, List.of()));
  }

  private void send(Observed observed) throws Exception {
    harness.processElement(new StreamRecord<>(observed, observed.time()));
  }

  private void watermark(Instant time) throws Exception {
    harness.processWatermark(time.toEpochMilli());
  }

  private List<String> told() {
    RecordReader<QualityException> exceptions = RecordReader.of(QualityException.class);
    RecordReader<QualityRatio> ratios = RecordReader.of(QualityRatio.class);
    List<String> told = new ArrayList<>();
    for (OutboundRecord record : harness.extractOutputValues()) {
      if (record.topic() == Topic.QUALITY_EXCEPTIONS) {
        QualityException row = exceptions.read(record.value());
        assertThat(row.getAccountId()).isNull();
        assertThat(row.getSource()).isEqualTo("product");
        String state = row.getClosed() == null ? " open " : " closed ";
        told.add(row.getExceptionId() + state + row.getCount());
      } else {
        QualityRatio row = ratios.read(record.value());
        told.add(
            row.getMeasure()
                + " "
                + row.getSubject()
                + " "
                + row.getCount()
                + " of "
                + row.getTotal());
      }
    }
    harness.getOutput().clear();
    return told;
  }
}
