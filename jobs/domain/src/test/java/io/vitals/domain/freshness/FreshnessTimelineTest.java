package io.vitals.domain.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceFreshness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreshnessTimelineTest {
  private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

  @Test
  void aSourceNothingWasHeardOfIsStale() {
    assertThat(FreshnessTimeline.empty().at(NOON)).isEqualTo(FreshnessStatus.STALE);
  }

  @Test
  void aStatusHoldsFromItsInstantOn() {
    FreshnessTimeline timeline =
        FreshnessTimeline.empty()
            .with(row(FreshnessStatus.FRESH, NOON), NOON - 1)
            .with(row(FreshnessStatus.LATE, NOON + 10), NOON - 1);
    assertThat(timeline.at(NOON - 1)).isEqualTo(FreshnessStatus.STALE);
    assertThat(timeline.at(NOON)).isEqualTo(FreshnessStatus.FRESH);
    assertThat(timeline.at(NOON + 9)).isEqualTo(FreshnessStatus.FRESH);
    assertThat(timeline.at(NOON + 10)).isEqualTo(FreshnessStatus.LATE);
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
    Set<Entity> telemetry = Set.of(Entity.TELEMETRY);
    assertThat(
            FreshnessTimeline.worstByEntity(
                Map.of("late", telemetry, "recovering", telemetry), timelines, NOON))
        .isEqualTo(Map.of(Entity.TELEMETRY, FreshnessStatus.RECOVERING));
    assertThat(
            FreshnessTimeline.worstByEntity(
                Map.of("late", telemetry, "never heard of", telemetry), timelines, NOON))
        .isEqualTo(Map.of(Entity.TELEMETRY, FreshnessStatus.STALE));
    assertThat(FreshnessTimeline.worstByEntity(Map.of(), timelines, NOON)).isEmpty();
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
