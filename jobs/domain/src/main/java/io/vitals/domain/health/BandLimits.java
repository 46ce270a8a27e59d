package io.vitals.domain.health;

import java.time.Duration;

/**
 * Where bands begin and how long a score must stay beyond an edge. Scores in micro-points.
 *
 * @param healthyFrom at or above it a score is healthy
 * @param watchFrom at or above it a score is watch, below it at risk
 * @param downMargin a band is lost when the score is below its threshold by more than this
 * @param downAfter for so long
 * @param upMargin a band is gained when the score is above its threshold by at least this
 * @param upAfter for so long
 */
public record BandLimits(
    long healthyFrom,
    long watchFrom,
    long downMargin,
    Duration downAfter,
    long upMargin,
    Duration upAfter) {}
