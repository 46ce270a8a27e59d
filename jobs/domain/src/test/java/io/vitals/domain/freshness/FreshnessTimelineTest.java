package io.vitals.domain.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceFreshness;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FreshnessTimelineTest {
  private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

  @Test
  void aSourceNothingWasHeardOfIsStale() {
    assertThat(FreshnessTimeline.empty().at(NOON).status()).isEqualTo(FreshnessStatus.STALE);
  }

  @Test
  void aStatusHoldsFromItsInstantOn() {
    FreshnessTimeline timeline =
        FreshnessTimeline.empty()
            .with(row(FreshnessStatus.FRESH, NOON), NOON - 1)
            .with(row(FreshnessStatus.LATE, NOON + 10), NOON - 1);
    assertThat(timeline.at(NOON - 1).status()).isEqualTo(FreshnessStatus.STALE);
    assertThat(timeline.at(NOON).status()).isEqualTo(FreshnessStatus.FRESH);
    assertThat(timeline.at(NOON + 9).status()).isEqualTo(FreshnessStatus.FRESH);
    assertThat(timeline.at(NOON + 10).status()).isEqualTo(FreshnessStatus.LATE);
  }

  @Test
  void theSameTransitionAgainChangesNothing() {
    FreshnessTimeline once =
        FreshnessTimeline.empty().with(row(FreshnessStatus.FRESH, NOON), NOON - 1);
    assertThat(once.with(row(FreshnessStatus.FRESH, NOON), NOON - 1)).isEqualTo(once);
  }

  @Test
  void ofWhatLiesBeforeTimeOnlyTheLatestIsKept() {
    FreshnessTimeline timeline = FreshnessTimeline.empty();
    for (int i = 0; i < 100; i++) {
      timeline = timeline.with(row(FreshnessStatus.values()[i % 2], NOON + i), NOON + i - 1);
    }
    assertThat(timeline.from()).containsExactly(NOON + 98, NOON + 99);
  }

  @Test
  void anOlderTransitionSaidAgainErasesNoLaterOne() {
    FreshnessTimeline timeline =
        FreshnessTimeline.empty()
            .with(row(FreshnessStatus.LATE, NOON), NOON - 1)
            .with(row(FreshnessStatus.STALE, NOON + 10), NOON - 1);
    assertThat(timeline.with(row(FreshnessStatus.LATE, NOON), NOON - 1)).isEqualTo(timeline);
  }

  @Test
  void anEntityDoesAsTheWorstOfItsDeclaredSources() {
    Map<String, FreshnessTimeline> timelines =
        Map.of(
            "late", FreshnessTimeline.empty().with(row(FreshnessStatus.LATE, NOON), 0),
            "recovering", FreshnessTimeline.empty().with(row(FreshnessStatus.RECOVERING, NOON), 0),
            "gone", FreshnessTimeline.empty().with(row(FreshnessStatus.SILENT, NOON), 0));
    assertThat(byEntity(timelines, "late", "recovering"))
        .isEqualTo(Map.of(Entity.TELEMETRY, FreshnessStatus.RECOVERING));
    assertThat(byEntity(timelines, "late", "never_heard_of"))
        .isEqualTo(Map.of(Entity.TELEMETRY, FreshnessStatus.STALE));
    assertThat(byEntity(timelines)).isEmpty();
  }

  @Test
  void allWasWellUpToTheEarliestOfWhatIsNot() {
    Instant noon = Instant.ofEpochMilli(NOON);
    SourceFreshness silent = row(FreshnessStatus.SILENT, NOON);
    silent.setLastGoodTime(noon.minusSeconds(60));
    SourceFreshness stale = row(FreshnessStatus.STALE, NOON);
    stale.setLastGoodTime(noon.minusSeconds(90));
    SourceFreshness fresh = row(FreshnessStatus.FRESH, NOON);
    fresh.setLastGoodTime(noon.minusSeconds(600));
    Map<String, FreshnessTimeline> timelines =
        Map.of(
            "silent", FreshnessTimeline.empty().with(silent, 0),
            "stale", FreshnessTimeline.empty().with(stale, 0),
            "fresh", FreshnessTimeline.empty().with(fresh, 0));
    assertThat(
            FreshnessTimeline.byEntity(declared("silent", "stale", "fresh"), timelines, NOON)
                .lastGood())
        .isEqualTo(Map.of(Entity.TELEMETRY, NOON - 90_000));
  }

  private static Map<Entity, FreshnessStatus> byEntity(
      Map<String, FreshnessTimeline> timelines, String... declared) {
    return FreshnessTimeline.byEntity(declared(declared), timelines, NOON).statuses();
  }

  private static Map<String, SourceDeclaration> declared(String... ids) {
    Map<String, SourceDeclaration> declared = new HashMap<>();
    for (String id : ids) {
      declared.putAll(
          SourcesFile.parse(
                  "sources: [{id: '%s', system: s, topic: source.telemetry, entities: [telemetry], expected_cadence: 1m, ingest_time: broker, owner: o}]"
                      .formatted(id.replace(' ', '_')))
              .stream()
              .collect(Collectors.toMap(SourceDeclaration::id, source -> source)));
    }
    return declared;
  }

  private static SourceFreshness row(FreshnessStatus status, long time) {
    return SourceFreshness.newBuilder()
        .setIngestTime(Instant.ofEpochMilli(time))
        .setSource("product")
        .setEntities(List.of(Entity.TELEMETRY))
        .setStatus(status)
        .setSince(Instant.ofEpochMilli(time))
        .setReason("")
        .setExpectedCadenceSeconds(60L)
        .build();
  }
}
