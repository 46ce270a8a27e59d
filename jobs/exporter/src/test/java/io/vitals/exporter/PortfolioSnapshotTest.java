package io.vitals.exporter;

import static io.vitals.exporter.TestAccounts.MONDAY_NOON;
import static io.vitals.exporter.TestAccounts.TODAY;
import static io.vitals.exporter.TestAccounts.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.exporter.BandTotals.Total;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PortfolioSnapshotTest {
  private static final List<CountBand> ANY_BAND = List.copyOf(EnumSet.allOf(CountBand.class));

  private static final List<AccountHealth> ONE_OF_EACH =
      List.of(
          account("t:a", CountBand.AT_RISK, 100L),
          account("t:h", CountBand.HEALTHY, 900L),
          account("t:l", CountBand.HELD, 300L),
          account("t:n", CountBand.NOT_SCORED, 0L),
          account("t:u", CountBand.UNKNOWN, 400L),
          account("t:w", CountBand.WATCH, 200L));

  @Test
  void renewalsMoveAtMidnightThoughNothingHappens() {
    AccountHealth account = account("t:1", CountBand.WATCH, 500L);
    account.getFacts().setRenewalDate(TODAY.plusDays(31));
    List<AccountHealth> accounts =
        List.of(account, account("t:2", CountBand.NOT_SCORED, 900L), undated());
    assertThat(due(accounts, TODAY)).containsExactly(Map.entry(RenewalDue.WITHIN_60_DAYS, 500L));
    assertThat(due(accounts, TODAY.plusDays(1)))
        .containsExactly(Map.entry(RenewalDue.WITHIN_30_DAYS, 500L));
    assertThat(due(accounts, TODAY.plusDays(32)))
        .containsExactly(Map.entry(RenewalDue.OVERDUE, 500L));
    assertThat(due(accounts, TODAY.minusDays(60))).isEmpty();
  }

  @Test
  void whileTheDayIsNotKnownNothingIsSaidOfRenewals() {
    assertThat(PortfolioSnapshot.of(ONE_OF_EACH, 10, Optional.empty()).renewals()).isEmpty();
  }

  private static AccountHealth undated() {
    AccountHealth account = account("t:3", CountBand.WATCH, 700L);
    account.getFacts().setRenewalDate(null);
    return account;
  }

  /** ARR by how soon it renews, where there is any. */
  private static Map<RenewalDue, Long> due(List<AccountHealth> accounts, LocalDate today) {
    Map<RenewalDue, Long> due = new TreeMap<>();
    PortfolioSnapshot.of(accounts, 10, Optional.of(today))
        .renewals()
        .forEach(
            (each, totals) ->
                totals.byBand().values().stream()
                    .filter(total -> total.accounts() > 0)
                    .forEach(total -> due.merge(each, total.arrMinor(), Long::sum)));
    return due;
  }

  @Test
  void fiveBandsSumToTheActiveAccounts() {
    PortfolioSnapshot portfolio = PortfolioSnapshot.of(ONE_OF_EACH, 10, Optional.of(TODAY));
    assertThat(portfolio.total().byBand().keySet()).containsExactlyElementsOf(BandTotals.ACTIVE);
    assertThat(portfolio.total().byBand().values()).extracting(Total::accounts).containsOnly(1);
    assertThat(portfolio.notScored()).isEqualTo(1);
    assertThat(portfolio.accounts()).isEqualTo(6);
    assertThat(portfolio.lastScored()).contains(MONDAY_NOON);
  }

  @Test
  void everyBandIsThereWhenThereIsNoAccount() {
    PortfolioSnapshot portfolio = PortfolioSnapshot.of(List.of(), 10, Optional.of(TODAY));
    assertThat(portfolio.total().byBand().values()).hasSize(5).containsOnly(new Total(0, 0, 0));
    assertThat(portfolio.omitted()).hasSize(CountBand.values().length);
    assertThat(portfolio.lastScored()).isEmpty();
  }

  @Test
  void unknownArrIsCountedAndNotSummed() {
    PortfolioSnapshot portfolio =
        PortfolioSnapshot.of(
            List.of(
                account("t:1", CountBand.WATCH, null),
                account("t:2", CountBand.WATCH, 0L),
                account("t:3", CountBand.WATCH, 50L)),
            10,
            Optional.of(TODAY));
    assertThat(portfolio.total().byBand()).containsEntry(CountBand.WATCH, new Total(3, 50, 1));
  }

  @Test
  void beyondTheLimitTheWorstByArrAtRiskAreExported() {
    PortfolioSnapshot portfolio = PortfolioSnapshot.of(ONE_OF_EACH, 3, Optional.of(TODAY));
    assertThat(portfolio.exported())
        .extracting(AccountHealth::getAccountId)
        .containsExactly("t:a", "t:l", "t:w");
    assertThat(portfolio.omitted())
        .containsEntry(CountBand.UNKNOWN, 1)
        .containsEntry(CountBand.HEALTHY, 1)
        .containsEntry(CountBand.NOT_SCORED, 1)
        .containsEntry(CountBand.AT_RISK, 0);
    assertThat(portfolio.total().byBand().values())
        .as("sums are over all accounts")
        .extracting(Total::accounts)
        .containsOnly(1);
  }

  @Test
  void withinABandKnownArrThenUnknownThenZeroThenTheId() {
    List<AccountHealth> accounts =
        new ArrayList<>(
            List.of(
                account("t:b-zero", CountBand.AT_RISK, 0L),
                account("t:a-zero", CountBand.AT_RISK, 0L),
                account("t:unknown", CountBand.AT_RISK, null),
                account("t:little", CountBand.AT_RISK, 1L),
                account("t:much", CountBand.AT_RISK, 9L),
                account("t:watch", CountBand.WATCH, 99L)));
    accounts.sort(ArrAtRisk.WORST_FIRST);
    assertThat(accounts)
        .extracting(AccountHealth::getAccountId)
        .containsExactly("t:much", "t:little", "t:unknown", "t:a-zero", "t:b-zero", "t:watch");
  }

  @Test
  void theChoiceDoesNotDependOnTheOrderOfTheMap() {
    long seed = 7;
    Random random = new Random(seed);
    List<AccountHealth> accounts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      accounts.add(
          account(
              "t:" + i, ANY_BAND.get(random.nextInt(ANY_BAND.size())), (long) random.nextInt(3)));
    }
    List<AccountHealth> first = PortfolioSnapshot.of(accounts, 50, Optional.of(TODAY)).exported();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(accounts, random);
      assertThat(PortfolioSnapshot.of(accounts, 50, Optional.of(TODAY)).exported())
          .as("seed %d", seed)
          .isEqualTo(first);
    }
  }

  @Test
  void dimensionsSumToTheTotalAndAreBounded() {
    List<AccountHealth> accounts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      AccountHealth account = account("t:" + i, ANY_BAND.get(i % ANY_BAND.size()), 10L);
      account.getFacts().setSegment(i < 80 ? "big" : "typed by hand " + i);
      account.getFacts().setRegion(null);
      accounts.add(account);
    }
    PortfolioSnapshot portfolio = PortfolioSnapshot.of(accounts, 0, Optional.of(TODAY));
    Map<String, BandTotals> segments = portfolio.byDimension().get(Dimension.SEGMENT);
    assertThat(segments).hasSize(Dimension.MAX_VALUES + 1).containsKeys("big", Dimension.OTHER);
    assertThat(portfolio.byDimension().get(Dimension.REGION))
        .containsOnlyKeys(Dimension.UNSPECIFIED);
    for (Dimension dimension : Dimension.values()) {
      for (CountBand band : BandTotals.ACTIVE) {
        assertThat(
                portfolio.byDimension().get(dimension).values().stream()
                    .mapToInt(totals -> totals.byBand().get(band).accounts())
                    .sum())
            .as("%s %s", dimension, band)
            .isEqualTo(portfolio.total().byBand().get(band).accounts());
      }
    }
  }
}
