package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.series.Family;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An episode that was told of and is not over. Flat; times are epoch milliseconds.
 *
 * @param series what the budget decides on
 * @param scope what it is about
 * @param subject who it is
 * @param family what was measured
 * @param kind what it is called
 * @param since start of its first bucket
 * @param toldAt when it was last told of
 * @param worst the least tail probability it was told with
 * @param odd series that are in it, by measure and length of bucket; of accounts that made a
 *     segment's, none
 */
public record OpenEpisode(
    String series,
    SignalScope scope,
    String subject,
    Family family,
    SignalKind kind,
    long since,
    long toldAt,
    double worst,
    List<String> odd) {

  /** Reads an absent list as none. */
  public OpenEpisode {
    odd = odd == null ? List.of() : odd;
  }

  OpenEpisode with(Group group) {
    List<String> next = new ArrayList<>(odd);
    for (SeriesPoint point : group.points()) {
      String name = point.measure().label() + "/" + point.bucketMillis();
      next.remove(name);
      if (Group.isInEpisode(point)) {
        next.add(name);
      }
    }
    return new OpenEpisode(series, scope, subject, family, kind, since, toldAt, worst, next);
  }

  OpenEpisode told(long now, double tail) {
    return new OpenEpisode(
        series, scope, subject, family, kind, since, now, Math.min(worst, tail), odd);
  }

  /** For ever the same: kind, subject and start. */
  String id() {
    return kind.name().toLowerCase(Locale.ROOT) + "|" + subject + "|" + Instant.ofEpochMilli(since);
  }
}
