package io.vitals.domain.anomaly.budget;

import io.vitals.schemas.Entity;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/**
 * A time in which a source did not tell all.
 *
 * @param source the source
 * @param feeds what it feeds
 * @param since until when all was told
 * @param until from when all is told again; null while it is broken
 */
public record SourceBreak(String source, Set<Entity> feeds, Instant since, Instant until) {

  /**
   * Whether it explains that an account's point is odd: it feeds the measure, lasts in this bucket,
   * and the point's episode did not end its first bucket before the break. What outlasts the break
   * stands for itself again.
   */
  boolean explains(AccountPoint point, Bucket bucket) {
    return !Collections.disjoint(feeds, point.fedBy())
        && (until == null || until.isAfter(bucket.start()))
        && point.start(bucket).plus(bucket.length()).isAfter(since);
  }
}
