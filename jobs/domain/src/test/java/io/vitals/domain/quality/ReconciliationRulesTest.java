package io.vitals.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.quality.ReconciliationRules.Known;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.ControlTotal;
import io.vitals.schemas.DifferenceClass;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.SourceFreshness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReconciliationRulesTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-02T00:30:00Z");
  private static final PortfolioTotals OURS =
      new PortfolioTotals(500, 470, 610, 100_000_00, 104_000_00, 0);

  @Test
  void equalTotalsHaveNoParts() {
    Reconciliation row = compare(ControlMeasure.ACCOUNTS, 500, known());
    assertThat(row.getOurs()).isEqualTo(500);
    assertThat(row.getParts()).isEmpty();
  }

  @Test
  void whatASourceThatIsCompleteNeverSentIsMissing() {
    assertThat(parts(ControlMeasure.ACCOUNTS, 503, known())).containsExactly("MISSING 3");
    assertThat(parts(ControlMeasure.ACTIVE_SUBSCRIPTIONS, 613, known()))
        .containsExactly("MISSING 3");
  }

  @Test
  void whatASourceHasNotYetSentIsLateWhicheverWay() {
    Known behind = known(source("crm", FreshnessStatus.FRESH, MIDNIGHT.minusSeconds(1)));
    assertThat(parts(ControlMeasure.ACCOUNTS, 503, behind)).containsExactly("LATE 3");
    assertThat(parts(ControlMeasure.ACCOUNTS, 498, behind)).containsExactly("LATE -2");
    Known broken = known(source("crm", FreshnessStatus.SILENT, MIDNIGHT));
    assertThat(parts(ControlMeasure.ACCOUNTS, 503, broken)).containsExactly("LATE 3");
    Known late = known(source("crm", FreshnessStatus.LATE, MIDNIGHT));
    assertThat(parts(ControlMeasure.ACCOUNTS, 503, late)).containsExactly("MISSING 3");
  }

  @Test
  void aSourceIsHeldToItsOwnTotalsAndAnotherSystemToAllSources() {
    SourceFreshness whole = source("crm", FreshnessStatus.FRESH, MIDNIGHT);
    SourceFreshness broken = source("billing", FreshnessStatus.SILENT, MIDNIGHT);
    assertThat(parts(ControlMeasure.ACCOUNTS, 503, known(whole, broken)))
        .containsExactly("MISSING 3");
    ControlTotal finance = claim(ControlMeasure.ACCOUNTS, 503);
    finance.setSystem("finance");
    assertThat(shown(ReconciliationRules.compare(finance, known(whole, broken), NOW)))
        .containsExactly("LATE 3");
  }

  @Test
  void deadLettersExplainNoMoreThanThereAre() {
    assertThat(parts(ControlMeasure.ACCOUNTS, 503, known(Map.of("crm|ACCOUNT", 2L))))
        .containsExactly("DEAD_LETTERED 2", "MISSING 1");
    assertThat(parts(ControlMeasure.ACCOUNTS, 501, known(Map.of("crm|UNKNOWN", 2L))))
        .containsExactly("DEAD_LETTERED 1");
    assertThat(parts(ControlMeasure.ACCOUNTS, 501, known(Map.of("source.crm|UNKNOWN", 2L))))
        .as("no header names the source")
        .containsExactly("DEAD_LETTERED 1");
    assertThat(parts(ControlMeasure.ACCOUNTS, 503, known(Map.of("crm|TICKET", 2L))))
        .as("of something else")
        .containsExactly("MISSING 3");
    assertThat(parts(ControlMeasure.ACCOUNTS, 498, known(Map.of("crm|ACCOUNT", 2L))))
        .as("they have less")
        .containsExactly("UNEXPLAINED -2");
    assertThat(parts(ControlMeasure.ARR, 101_000_00, known(Map.of("crm|SUBSCRIPTION", 1L))))
        .as("an amount that could not be read is not known")
        .containsExactly("DEAD_LETTERED 100000");
  }

  @Test
  void duplicatesExplainWhatWeHaveMoreAndNoMoreThanThereAre() {
    PortfolioTotals surplus = new PortfolioTotals(2, 2, 0, 700_00, 0, 0);
    Known known =
        new Known(
            OURS, surplus, Map.of(), List.of(source("crm", FreshnessStatus.FRESH, MIDNIGHT)), true);
    assertThat(parts(ControlMeasure.ACCOUNTS, 497, known))
        .containsExactly("DUPLICATE -2", "UNEXPLAINED -1");
    assertThat(parts(ControlMeasure.ARR, 99_500_00, known)).containsExactly("DUPLICATE -50000");
    assertThat(parts(ControlMeasure.ACCOUNTS, 502, known)).containsExactly("MISSING 2");
  }

  @Test
  void anotherRuleOfCountingIsADefinition() {
    assertThat(parts(ControlMeasure.ACCOUNTS, 470, known())).containsExactly("DEFINITION -30");
    assertThat(parts(ControlMeasure.ACTIVE_ACCOUNTS, 500, known()))
        .containsExactly("DEFINITION 30");
    assertThat(parts(ControlMeasure.ARR, 104_100_00, known()))
        .as("the ARR field of accounts, nearly")
        .containsExactly("DEFINITION 400000", "MISSING 10000");
  }

  @Test
  void lostSubscriptionsAreNoDefinition() {
    Known lost =
        new Known(
            OURS,
            PortfolioTotals.NONE,
            Map.of("crm|SUBSCRIPTION", 3L),
            List.of(source("crm", FreshnessStatus.FRESH, MIDNIGHT)),
            false);
    assertThat(parts(ControlMeasure.ARR, 104_000_00, lost))
        .as("the field of accounts tells the same, since the CRM knows them all")
        .containsExactly("DEAD_LETTERED 400000");
    assertThat(parts(ControlMeasure.ACTIVE_ACCOUNTS, 500, lost))
        .containsExactly("DEFINITION 27", "DEAD_LETTERED 3");
    Known behind =
        new Known(
            OURS,
            PortfolioTotals.NONE,
            Map.of(),
            List.of(source("crm", FreshnessStatus.SILENT, MIDNIGHT)),
            false);
    assertThat(parts(ControlMeasure.ARR, 104_000_00, behind)).containsExactly("LATE 400000");
  }

  @Test
  void anAmountThatIsNotKnownIsNotOneThatNeverCame() {
    Known known =
        new Known(
            new PortfolioTotals(500, 470, 610, 100_000_00, 0, 2),
            PortfolioTotals.NONE,
            Map.of(),
            List.of(source("crm", FreshnessStatus.FRESH, MIDNIGHT)),
            true);
    assertThat(parts(ControlMeasure.ARR, 101_000_00, known)).containsExactly("UNEXPLAINED 100000");
  }

  @Test
  void partsSumToTheDifference() {
    SplittableRandom random = new SplittableRandom(20260302);
    for (int i = 0; i < 2_000; i++) {
      ControlMeasure measure = ControlMeasure.values()[random.nextInt(4)];
      PortfolioTotals surplus =
          new PortfolioTotals(
              random.nextInt(5), random.nextInt(5), 0, random.nextInt(99_999), 0, 0);
      Known known =
          new Known(
              OURS,
              surplus,
              Map.of("crm|ACCOUNT", (long) random.nextInt(4), "crm|UNKNOWN", 1L),
              List.of(
                  source(
                      "crm",
                      FreshnessStatus.values()[random.nextInt(5)],
                      MIDNIGHT.plusSeconds(random.nextInt(-60, 60)))),
              random.nextBoolean());
      ControlTotal claim = claim(measure, OURS.of(measure) + random.nextInt(-50, 50));
      Reconciliation row = ReconciliationRules.compare(claim, known, NOW);
      assertThat(row.getParts().stream().mapToLong(DifferencePart::getAmount).sum())
          .as("seed 20260302, case %d: %s", i, row)
          .isEqualTo(row.getTheirs() - row.getOurs());
      assertThat(row.getParts()).noneMatch(part -> part.getAmount() == 0);
    }
  }

  /**
   * The naive reference sums what happened up to the instant; the history subtracts what did after.
   */
  @Test
  void totalsOfAnInstantAreWhatHappenedUpToIt() {
    SplittableRandom random = new SplittableRandom(7);
    Map<Long, PortfolioTotals> happened = new TreeMap<>();
    Map<Long, PortfolioTotals> remembered = new TreeMap<>();
    PortfolioTotals now = PortfolioTotals.NONE;
    for (int i = 0; i < 500; i++) {
      long time = MIDNIGHT.toEpochMilli() + random.nextInt(-3_600_000, 3_600_000);
      PortfolioTotals change =
          new PortfolioTotals(random.nextInt(-2, 3), 0, 0, random.nextInt(9), 0, 0);
      happened.merge(time, change, PortfolioTotals::plus);
      remembered.merge(TotalsHistory.minuteOf(time), change, PortfolioTotals::plus);
      now = now.plus(change);
    }
    for (int minute = -60; minute <= 60; minute++) {
      Instant asOf = MIDNIGHT.plusSeconds(60L * minute);
      PortfolioTotals expected =
          happened.entrySet().stream()
              .filter(change -> change.getKey() <= asOf.toEpochMilli())
              .map(Map.Entry::getValue)
              .reduce(PortfolioTotals.NONE, PortfolioTotals::plus);
      assertThat(TotalsHistory.at(asOf, now, remembered.entrySet()))
          .as("seed 7")
          .isEqualTo(expected);
    }
  }

  private static Known known(SourceFreshness... sources) {
    return new Known(
        OURS,
        PortfolioTotals.NONE,
        Map.of(),
        sources.length > 0
            ? List.of(sources)
            : List.of(source("crm", FreshnessStatus.FRESH, MIDNIGHT)),
        true);
  }

  private static Known known(Map<String, Long> deadLetters) {
    return new Known(
        OURS,
        PortfolioTotals.NONE,
        deadLetters,
        List.of(source("crm", FreshnessStatus.FRESH, MIDNIGHT)),
        true);
  }

  private static SourceFreshness source(String id, FreshnessStatus status, Instant complete) {
    return SourceFreshness.newBuilder()
        .setIngestTime(NOW)
        .setSource(id)
        .setEntities(List.of(Entity.ACCOUNT, Entity.SUBSCRIPTION))
        .setStatus(status)
        .setSince(NOW)
        .setReason("")
        .setCompleteThrough(complete)
        .build();
  }

  private static ControlTotal claim(ControlMeasure measure, long total) {
    return ControlTotal.newBuilder()
        .setSystem("crm")
        .setMeasure(measure)
        .setTotal(total)
        .setAsOf(MIDNIGHT)
        .build();
  }

  private static Reconciliation compare(ControlMeasure measure, long total, Known known) {
    return ReconciliationRules.compare(claim(measure, total), known, NOW);
  }

  private static List<String> parts(ControlMeasure measure, long total, Known known) {
    return shown(compare(measure, total, known));
  }

  private static List<String> shown(Reconciliation row) {
    assertThat(row.getParts())
        .extracting(DifferencePart::getReason)
        .doesNotContain(DifferenceClass.UNKNOWN);
    return row.getParts().stream().map(part -> part.getReason() + " " + part.getAmount()).toList();
  }
}
