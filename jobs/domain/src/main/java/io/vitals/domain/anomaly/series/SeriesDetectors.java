package io.vitals.domain.anomaly.series;

import io.vitals.domain.anomaly.DetectorSettings;
import io.vitals.schemas.SignalScope;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;

/**
 * Which detectors judge which series.
 *
 * @param accounts those of accounts
 * @param segments those of segments and the portfolio
 * @param sources those of sources
 * @param holidays days on which nobody works, besides weekends
 */
public record SeriesDetectors(
    DetectorVariant accounts,
    DetectorVariant segments,
    DetectorVariant sources,
    Set<LocalDate> holidays)
    implements Serializable {
  /** Copies. */
  public SeriesDetectors {
    holidays = Set.copyOf(holidays);
  }

  /** All as counts. */
  public static SeriesDetectors standard(Set<LocalDate> holidays) {
    return new SeriesDetectors(
        DetectorVariant.COUNTS, DetectorVariant.COUNTS, DetectorVariant.COUNTS, holidays);
  }

  /** How a count is judged. */
  DetectorSettings of(SeriesCount count) {
    return variant(count.scope()).settings(count.isDaily(), holidays);
  }

  private DetectorVariant variant(SignalScope scope) {
    return switch (scope) {
      case ACCOUNT -> accounts;
      case SOURCE -> sources;
      default -> segments;
    };
  }
}
