package io.vitals.domain.anomaly.series;

import io.vitals.domain.anomaly.DetectorSettings;
import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.schemas.SignalScope;
import java.io.Serializable;

/**
 * Which detectors judge which series.
 *
 * @param accounts those of accounts
 * @param segments those of segments and the portfolio
 * @param sources those of sources
 * @param calendar when customers work
 */
public record SeriesDetectors(
    DetectorVariant accounts,
    DetectorVariant segments,
    DetectorVariant sources,
    WorkingCalendar calendar)
    implements Serializable {
  /** All as counts. */
  public static SeriesDetectors standard(WorkingCalendar calendar) {
    return new SeriesDetectors(
        DetectorVariant.COUNTS, DetectorVariant.COUNTS, DetectorVariant.COUNTS, calendar);
  }

  /** How a count is judged. */
  DetectorSettings of(SeriesCount count) {
    return variant(count.scope()).settings(count.isDaily(), calendar);
  }

  private DetectorVariant variant(SignalScope scope) {
    return switch (scope) {
      case ACCOUNT -> accounts;
      case SOURCE -> sources;
      default -> segments;
    };
  }
}
