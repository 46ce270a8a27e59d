package io.vitals.local.demo;

import io.vitals.local.demo.PublishedAccounts.Published;
import io.vitals.local.terminal.LiveView.BandTotal;
import io.vitals.local.terminal.LiveView.Mover;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What is shown of the published accounts.
 *
 * @param bands accounts and ARR of the five bands that sum to the active accounts
 * @param movers accounts whose score changed most within the last day
 */
record Board(List<BandTotal> bands, List<Mover> movers) {
  private static final List<CountBand> BANDS =
      List.of(
          CountBand.HEALTHY, CountBand.WATCH, CountBand.AT_RISK, CountBand.HELD, CountBand.UNKNOWN);
  private static final int MOVERS = 5;
  private static final double MICROS = 1_000_000;

  /** Less than this, one decimal of a point, is not shown as a change. */
  private static final long LEAST_CHANGE_MICROS = 50_000;

  /** The board of these accounts. */
  static Board of(List<Published> accounts) {
    return new Board(
        BANDS.stream().map(band -> total(band, accounts)).toList(),
        accounts.stream()
            .filter(account -> account.latest().getScoreMicros() != null)
            .filter(account -> Math.abs(account.recent().micros()) >= LEAST_CHANGE_MICROS)
            .sorted(
                Comparator.comparingLong(
                        (Published account) -> -Math.abs(account.recent().micros()))
                    .thenComparing(account -> account.latest().getAccountId()))
            .limit(MOVERS)
            .map(Board::mover)
            .toList());
  }

  private static BandTotal total(CountBand band, List<Published> accounts) {
    List<AccountHealth> members =
        accounts.stream()
            .map(Published::latest)
            .filter(account -> account.getCountBand() == band)
            .toList();
    BigDecimal arr =
        members.stream()
            .map(account -> account.getFacts().getArrMinor())
            .filter(minor -> minor != null)
            .map(minor -> BigDecimal.valueOf(minor, 2))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new BandTotal(band, members.size(), arr);
  }

  private static Mover mover(Published account) {
    AccountHealth latest = account.latest();
    String name = latest.getFacts().getName();
    return new Mover(
        name == null ? latest.getAccountId() : name,
        latest.getCountBand(),
        latest.getScoreMicros() / MICROS,
        account.recent().micros() / MICROS,
        account.recent().firstDriver().map(Board::words).orElse(""));
  }

  private static String words(RecentChanges.Drive drive) {
    String input = drive.driver().input();
    String what =
        input == null
            ? drive.driver().words()
            : input.substring(input.indexOf('.') + 1).replace('_', ' ');
    return String.format(Locale.ROOT, "%+.1f %s", drive.micros() / MICROS, what);
  }
}
