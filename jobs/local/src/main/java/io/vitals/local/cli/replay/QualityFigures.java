package io.vitals.local.cli.replay;

import io.vitals.schemas.ExceptionType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the jobs found wrong with the data itself.
 *
 * @param exceptions by type: of every type that accounts are checked for, {@link
 *     ExceptionFigures#NONE} when there is none, and of others that were found
 * @param ratios shares of the portfolio by measure, subject and segment
 */
public record QualityFigures(
    Map<ExceptionType, ExceptionFigures> exceptions, List<RatioLine> ratios) {

  /** What every account is checked for. */
  private static final Set<ExceptionType> CHECKED =
      Collections.unmodifiableSet(
          EnumSet.range(ExceptionType.MISSING_FIELD, ExceptionType.MISSING_HEALTH_INPUT));

  public QualityFigures {
    Map<ExceptionType, ExceptionFigures> all = new EnumMap<>(ExceptionType.class);
    CHECKED.forEach(type -> all.put(type, ExceptionFigures.NONE));
    all.putAll(exceptions);
    exceptions = Collections.unmodifiableMap(all);
    ratios = List.copyOf(ratios);
  }
}
