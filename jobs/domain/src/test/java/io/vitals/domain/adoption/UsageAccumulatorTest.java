package io.vitals.domain.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vitals.schemas.TelemetryEvent;
import java.time.Instant;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UsageAccumulatorTest {
  private static final Usage USAGE = Usage.at("2026-11-23T10:15:00Z");
  private static final int HOUR = USAGE.eventHour();

  @Test
  void sumsWhatItIsGiven() {
    UsageAccumulator accumulator = new UsageAccumulator("acme:1", HOUR, HOUR);
    accumulator.add(USAGE.times(3).by(9).of("search").event());
    accumulator.add(Usage.at("2026-11-23T10:05:00Z").by(0).of("export").event());
    accumulator.add(USAGE.by(9).of("search").learnedAt("2026-11-23T10:20:00Z").event());

    UsageDelta delta = accumulator.toDelta();

    assertThat(accumulator.records()).isEqualTo(3);
    assertThat(delta.accountId()).isEqualTo("acme:1");
    assertThat(delta.eventHour()).isEqualTo(HOUR);
    assertThat(delta.ingestHour()).isEqualTo(HOUR);
    assertThat(delta.records()).isEqualTo(3);
    assertThat(delta.events()).isEqualTo(5);
    assertThat(delta.features()).containsExactly("export", "search");
    assertThat(delta.users()).containsExactly(0, 9);
    assertThat(Instant.ofEpochMilli(delta.firstEventTime())).isEqualTo("2026-11-23T10:05:00Z");
    assertThat(Instant.ofEpochMilli(delta.lastEventTime())).isEqualTo("2026-11-23T10:15:00Z");
    assertThat(Instant.ofEpochMilli(delta.lastIngestTime())).isEqualTo("2026-11-23T10:20:00Z");
    assertThat(delta.source()).isEqualTo("product");
  }

  @Test
  void whatNoRecordTellsIsNull() {
    UsageDelta delta = USAGE.delta();

    assertThat(delta.errors()).isNull();
    assertThat(delta.users()).isNull();
    assertThat(delta.subscriptionIds()).isNull();
    assertThat(delta.recordsPerSubscription()).isNull();
    assertThat(delta.features()).isEmpty();
  }

  @Test
  void errorsMeasuredAsNoneAreZero() {
    UsageAccumulator accumulator = new UsageAccumulator("acme:1", HOUR, HOUR);
    accumulator.add(USAGE.event());
    accumulator.add(TelemetryEvent.newBuilder(USAGE.event()).setErrorCount(0).build());
    assertThat(accumulator.toDelta().errors()).isZero();

    accumulator.add(TelemetryEvent.newBuilder(USAGE.event()).setErrorCount(4).build());
    assertThat(accumulator.toDelta().errors()).isEqualTo(4);
  }

  @Test
  void countsRecordsPerSubscription() {
    UsageAccumulator accumulator = new UsageAccumulator("acme:1", HOUR, HOUR);
    for (String subscription : new String[] {"s2", null, "s1", "s2"}) {
      accumulator.add(
          TelemetryEvent.newBuilder(USAGE.event()).setSubscriptionId(subscription).build());
    }

    assertThat(accumulator.toDelta().subscriptionIds()).containsExactly("s1", "s2");
    assertThat(accumulator.toDelta().recordsPerSubscription()).containsExactly(1, 2);
  }

  @Test
  void theSourceIsThatOfTheLastIngestTimeWhateverTheOrder() {
    TelemetryEvent early = from("z", "2026-11-23T10:20:00Z");
    TelemetryEvent late = from("a", "2026-11-23T10:30:00Z");
    TelemetryEvent lateToo = from("b", "2026-11-23T10:30:00Z");

    assertThat(sourceOf(early, late, lateToo)).isEqualTo("b");
    assertThat(sourceOf(lateToo, late, early)).isEqualTo("b");
    assertThat(sourceOf(late, early)).isEqualTo("a");
  }

  @Test
  void holdsEveryUserOnce() {
    Random random = new Random(5);
    UsageAccumulator accumulator = new UsageAccumulator("acme:1", HOUR, HOUR);
    TreeSet<Long> expected = new TreeSet<>();
    int empty = accumulator.estimatedBytes();
    for (int i = 0; i < 20_000; i++) {
      long user = random.nextBoolean() ? random.nextInt(50) : random.nextLong() << 20;
      expected.add(user);
      accumulator.add(USAGE.by(user).event());
    }

    assertThat(accumulator.toDelta().users())
        .describedAs("seed 5")
        .isEqualTo(expected.stream().mapToLong(Long::longValue).toArray());
    assertThat(accumulator.estimatedBytes()).isGreaterThan(empty + expected.size() * Long.BYTES);
  }

  @Test
  void hasNoDeltaOfNothing() {
    UsageAccumulator accumulator = new UsageAccumulator("acme:1", HOUR, HOUR);

    assertThatIllegalStateException().isThrownBy(accumulator::toDelta);
  }

  private static TelemetryEvent from(String source, String learned) {
    return TelemetryEvent.newBuilder(USAGE.learnedAt(learned).event()).setSource(source).build();
  }

  private static String sourceOf(TelemetryEvent... events) {
    UsageAccumulator accumulator = new UsageAccumulator("acme:1", HOUR, HOUR);
    for (TelemetryEvent event : events) {
      accumulator.add(event);
    }
    return accumulator.toDelta().source();
  }
}
