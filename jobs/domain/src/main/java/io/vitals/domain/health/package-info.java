/**
 * Health: what an account scores, which band that is, what drove a change, and what of it may be
 * published while data is stale.
 *
 * <p>Pure decisions: time is an argument, state is a flat record that goes in and comes out. May
 * use the facts it scores ({@code account}, {@code adoption}, {@code support}, {@code change}),
 * {@code freshness}, the contracts and the YAML reader. Start reading at {@link
 * io.vitals.domain.health.Scorer}, then {@link io.vitals.domain.health.FreshnessGate}; a model
 * comes from {@link io.vitals.domain.health.ModelFile}.
 *
 * <p>Points are integer micro-points: one point is 1,000,000. A curve's result is made an integer
 * once; everything after it is exact integer arithmetic, so that a replay equals the first run.
 */
package io.vitals.domain.health;
