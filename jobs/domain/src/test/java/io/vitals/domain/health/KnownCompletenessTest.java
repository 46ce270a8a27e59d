package io.vitals.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.freshness.SourcesFile;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KnownCompletenessTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Map<String, SourceDeclaration> DECLARED =
      SourcesFile.parse(
              """
              sources:
                - {id: app, system: s, topic: source.telemetry, entities: [telemetry],
                   expected_cadence: 15m, settles_within: 20m, ingest_time: broker, owner: o}
                - {id: web, system: s, topic: source.telemetry, entities: [telemetry],
                   expected_cadence: 15m, settles_within: 20m, ingest_time: broker, owner: o}
                - {id: desk, system: s, topic: source.tickets, entities: [ticket],
                   expected_cadence: 15m, ingest_time: broker, owner: o}
                - {id: crm, system: s, topic: source.crm, entities: [account, subscription],
                   expected_cadence: 15m, ingest_time: broker, owner: o}
                - {id: outcomes, system: s, topic: source.crm, entities: [outcome],
                   expected_cadence: 15m, ingest_time: broker, owner: o}
              """)
          .stream()
          .collect(Collectors.toMap(SourceDeclaration::id, Function.identity()));

  @Test
  void whatNeverSaidAnythingHoldsNothingBack() {
    assertThat(at()).isEqualTo(Completeness.of(NOON));
  }

  @Test
  void aSourceMayLagByWhatItDeclares() {
    assertThat(at(said("app", 0, 20))).isEqualTo(Completeness.of(NOON));
    assertThat(at(said("app", 0, 21)).usage()).isEqualTo(NOON.minusSeconds(60));
    assertThat(at(said("app", 0, 21)).tickets()).isEqualTo(NOON);
  }

  @Test
  void withoutADeclarationItMayLagTwoCadences() {
    assertThat(at(said("desk", 0, 30))).isEqualTo(Completeness.of(NOON));
    assertThat(at(said("desk", 0, 31)).tickets()).isEqualTo(NOON.minusSeconds(60));
  }

  @Test
  void theLeastOfAllPartitionsAndSourcesCounts() {
    assertThat(at(said("crm", 0, 1), said("crm", 1, 60)).crm())
        .isEqualTo(NOON.minusSeconds(30 * 60));
    assertThat(at(said("app", 0, 80), said("web", 0, 50)).usage())
        .isEqualTo(NOON.minusSeconds(60 * 60));
  }

  @Test
  void whatFeedsNoInputOrIsNotDeclaredHasNoSay() {
    assertThat(at(said("outcomes", 0, 500), said("gone", 0, 500))).isEqualTo(Completeness.of(NOON));
  }

  @Test
  void theEarliestOfThemIsWhatAllIsCompleteTo() {
    assertThat(at(said("desk", 0, 40), said("crm", 0, 50)).all())
        .isEqualTo(NOON.minusSeconds(20 * 60));
  }

  @Test
  void aWordCountsFromWhenItBecameKnownWhateverTheOrder() {
    KnownCompleteness known = new KnownCompleteness(DECLARED);
    known.add("app", 0, millis(0), millis(-60));
    known.add("app", 0, millis(-30), millis(-90));
    assertThat(known.at(NOON.minusSeconds(60)).usage()).isEqualTo(NOON.minusSeconds(70 * 60));
    assertThat(known.at(NOON).usage()).isEqualTo(NOON.minusSeconds(40 * 60));
    assertThat(known.at(NOON.minusSeconds(31 * 60)).usage()).isEqualTo(NOON.minusSeconds(31 * 60));
  }

  @Test
  void aWordThatSaysLessTakesNothingBack() {
    KnownCompleteness known = new KnownCompleteness(DECLARED);
    assertThat(known.add("app", 0, millis(-10), millis(-50))).isTrue();
    assertThat(known.add("app", 0, millis(-5), millis(-80))).isFalse();
    assertThat(known.add("app", 0, millis(-20), millis(-40))).isTrue();
    assertThat(known.at(NOON).usage()).isEqualTo(NOON.minusSeconds(20 * 60));
  }

  @Test
  void ofWhatLiesBeforeTimeOnlyTheLatestIsKept() {
    KnownCompleteness known = new KnownCompleteness(DECLARED);
    for (int minute = -100; minute < 0; minute++) {
      known.add("app", 0, millis(minute), millis(minute - 60));
    }
    assertThat(known.forget("app", 0, millis(-10))).hasSize(90);
    assertThat(known.forget("app", 0, millis(-10))).isEmpty();
    assertThat(known.at(NOON.minusSeconds(600)).usage()).isEqualTo(NOON.minusSeconds(50 * 60));
    assertThat(known.forget("web", 0, millis(0))).isEmpty();
  }

  private static long millis(int minutes) {
    return NOON.plusSeconds(60L * minutes).toEpochMilli();
  }

  private record Said(String source, int partition, int minutesAgo) {}

  private static Completeness at(Said... words) {
    KnownCompleteness known = new KnownCompleteness(DECLARED);
    for (Said word : words) {
      known.add(word.source(), word.partition(), millis(0), millis(-word.minutesAgo()));
    }
    return known.at(NOON);
  }

  private static Said said(String source, int partition, int minutesAgo) {
    return new Said(source, partition, minutesAgo);
  }
}
