package io.vitals.exporter;

import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How sources and data do; immutable.
 *
 * @param sources the latest row of each source
 * @param breaks the last break of each source, by source; empty while they are not read
 * @param exceptions the faults that are open; empty while they are not read
 * @param ratios the latest of each share
 * @param reconciliations the latest of each total of another system
 * @param alerts how alerts do; empty while they are not read
 * @param movements how accounts moved between the classes they are counted in; empty while that is
 *     not read
 * @param churned how many customers left, by why, where and when; empty while that is not read
 * @param anomalies how many stood out within a day, by what became of them; empty while unknown
 */
record DataSnapshot(
    List<SourceFreshness> sources,
    Optional<Map<String, SourceBreak>> breaks,
    Optional<List<QualityException>> exceptions,
    List<QualityRatio> ratios,
    List<Reconciliation> reconciliations,
    Optional<AlertFigures> alerts,
    Optional<MovementFigures> movements,
    Map<LatestOutcomes.Churn, Integer> churned,
    Map<String, Integer> anomalies) {

  /** Before anything was read. */
  static DataSnapshot nothing() {
    return new DataSnapshot(
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of());
  }
}
