package io.vitals.local.replay;

import io.vitals.local.cli.replay.ExceptionFigures;
import io.vitals.local.cli.replay.QualityFigures;
import io.vitals.local.cli.replay.RatioLine;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityRatio;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Gathers what the quality job published, row by row. */
final class QualityFindings {
  private static final int MICROS = 6;

  private final Map<String, QualityException> exceptions = new HashMap<>();
  private final Map<Share, QualityRatio> ratios = new HashMap<>();

  /** What a ratio is of. */
  private record Share(String measure, String subject, String segment) {}

  /** A later row of a fault replaces the one before. */
  void add(QualityException row) {
    exceptions.put(row.getExceptionId(), row);
  }

  /** A later row of a share replaces the one before. */
  void add(QualityRatio row) {
    ratios.put(new Share(row.getMeasure().name(), row.getSubject(), row.getSegment()), row);
  }

  QualityFigures figures() {
    Map<ExceptionType, ExceptionFigures> byType = new EnumMap<>(ExceptionType.class);
    for (ExceptionType type : ExceptionType.values()) {
      List<QualityException> ofType =
          exceptions.values().stream().filter(row -> row.getType() == type).toList();
      if (!ofType.isEmpty()) {
        byType.put(type, figures(ofType));
      }
    }
    return new QualityFigures(
        byType,
        ratios.values().stream()
            .map(QualityFindings::line)
            .sorted(
                Comparator.comparing(RatioLine::measure)
                    .thenComparing(RatioLine::subject)
                    .thenComparing(RatioLine::segment))
            .toList());
  }

  private static ExceptionFigures figures(List<QualityException> rows) {
    List<QualityException> open = rows.stream().filter(row -> row.getClosed() == null).toList();
    return new ExceptionFigures(
        open.size(),
        rows.size() - open.size(),
        open.stream()
            .map(QualityException::getAccountId)
            .filter(Objects::nonNull)
            .distinct()
            .count(),
        open.stream().mapToLong(QualityException::getCount).sum());
  }

  private static RatioLine line(QualityRatio row) {
    return new RatioLine(
        row.getMeasure(),
        row.getSubject(),
        row.getSegment(),
        row.getCount(),
        row.getTotal(),
        row.getArrMinor(),
        row.getArrTotalMinor(),
        Optional.ofNullable(row.getTargetMicros())
            .map(target -> BigDecimal.valueOf(target, MICROS)),
        row.getAtMost());
  }
}
