package io.vitals.domain.health;

import java.util.Set;

/**
 * What the components weigh in a lifecycle stage.
 *
 * @param weights by component position, in hundredths of a point, adding up to 10,000
 * @param needs the component without which the default stage's weights count; -1 for none
 * @param without positions of inputs that do not count in this stage
 * @param withinDaysOfRenewal any stage but onboarding becomes this one so near the renewal, or past
 *     it; {@link #NEVER} for a stage that only CRM tells
 */
record StageWeights(long[] weights, int needs, Set<Integer> without, int withinDaysOfRenewal) {
  /** No nearness of the renewal makes this the stage. */
  static final int NEVER = Integer.MIN_VALUE;
}
