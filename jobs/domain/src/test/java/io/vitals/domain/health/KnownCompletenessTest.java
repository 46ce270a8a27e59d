package io.vitals.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.freshness.CompletenessTimeline;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.freshness.SourcesFile;
import java.time.Instant;
import java.util.List;
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

  private static Completeness at(CompletenessTimeline... timelines) {
    return new KnownCompleteness(List.of(timelines), DECLARED).at(NOON);
  }

  private static CompletenessTimeline said(String source, int partition, int minutesAgo) {
    long known = NOON.minusSeconds(10).toEpochMilli();
    return CompletenessTimeline.empty(source, partition)
        .with(known, NOON.minusSeconds(60L * minutesAgo).toEpochMilli(), 0);
  }
}
