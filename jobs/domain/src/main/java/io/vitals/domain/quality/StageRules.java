package io.vitals.domain.quality;

import static io.vitals.schemas.LifecycleStage.ADOPTING;
import static io.vitals.schemas.LifecycleStage.CHURNED;
import static io.vitals.schemas.LifecycleStage.MATURE;
import static io.vitals.schemas.LifecycleStage.ONBOARDING;
import static io.vitals.schemas.LifecycleStage.PROSPECT;
import static io.vitals.schemas.LifecycleStage.RENEWING;

import io.vitals.schemas.LifecycleStage;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a customer's life looks like: which stage may follow which, and how long one may last. A
 * customer may leave from anywhere, and one who comes back begins anew.
 */
final class StageRules {
  private static final Map<LifecycleStage, Set<LifecycleStage>> NEXT =
      Map.of(
          PROSPECT, Set.of(ONBOARDING, CHURNED),
          ONBOARDING, Set.of(ADOPTING, CHURNED),
          ADOPTING, Set.of(MATURE, RENEWING, CHURNED),
          MATURE, Set.of(RENEWING, ADOPTING, CHURNED),
          RENEWING, Set.of(MATURE, ADOPTING, CHURNED),
          CHURNED, Set.of(PROSPECT, ONBOARDING));

  /** Days after which a stage is stale; a stage not named may last for ever. */
  private static final Map<LifecycleStage, Integer> LONGEST_DAYS =
      Map.of(PROSPECT, 30, ONBOARDING, 90, RENEWING, 180);

  private StageRules() {}

  static boolean mayFollow(LifecycleStage before, LifecycleStage after) {
    return before == after || NEXT.get(before).contains(after);
  }

  /** Whether a stage has lasted too long. */
  static boolean isStale(LifecycleStage stage, long days) {
    OptionalLong after = staleAfter(stage);
    return after.isPresent() && days >= after.getAsLong();
  }

  /** Days after its beginning on which a stage is stale first; empty: never. */
  static OptionalLong staleAfter(LifecycleStage stage) {
    Integer longest = stage == null ? null : LONGEST_DAYS.get(stage);
    return longest == null ? OptionalLong.empty() : OptionalLong.of(longest + 1L);
  }

  /** Whether an account in this stage is a customer, who was handed over with all that it takes. */
  static boolean isCustomer(LifecycleStage stage) {
    return stage != PROSPECT && stage != CHURNED;
  }
}
