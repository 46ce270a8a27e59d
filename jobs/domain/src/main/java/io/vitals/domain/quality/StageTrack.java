package io.vitals.domain.quality;

import io.vitals.schemas.LifecycleStage;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which stage an account is in, and how it came there. Days since the epoch.
 *
 * @param stage the stage; null while none is known
 * @param sinceDay the day it was entered, or first seen
 * @param illegalFrom the stage before, when it must not be followed by this one; null otherwise
 */
public record StageTrack(LifecycleStage stage, long sinceDay, LifecycleStage illegalFrom) {
  /** No stage known. */
  static StageTrack none() {
    return new StageTrack(null, 0, null);
  }

  /** The track after a row; a row without a stage changes nothing. */
  StageTrack with(LifecycleStage next, long day) {
    if (next == null || next == stage) {
      return this;
    }
    boolean legal = stage == null || StageRules.mayFollow(stage, next);
    return new StageTrack(next, day, legal ? null : stage);
  }

  /** The first day on which the stage is stale; empty: never. */
  Optional<LocalDate> staleFrom() {
    OptionalLong after = StageRules.staleAfter(stage);
    return after.isPresent()
        ? Optional.of(LocalDate.ofEpochDay(sinceDay + after.getAsLong()))
        : Optional.empty();
  }
}
