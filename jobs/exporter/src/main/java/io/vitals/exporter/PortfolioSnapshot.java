package io.vitals.exporter;

import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The portfolio at an instant; immutable. Sums are over all accounts, whether or not they have
 * series of their own.
 *
 * @param accounts how many accounts there are, active or not
 * @param notScored of them, without an active subscription
 * @param exported the accounts with series of their own, by account id
 * @param omitted how many have none because of the limit, by band; every band is present
 * @param limit how many may have series of their own
 * @param total sums over all active accounts
 * @param byDimension the same by segment, tier and region
 * @param renewals the active accounts that renew soon, by how soon; every class is present; empty
 *     while it is not known what day it is
 * @param publishedBy how many active accounts were last published by what
 * @param lastScored when any account was last scored; empty without accounts
 */
record PortfolioSnapshot(
    int accounts,
    int notScored,
    List<AccountHealth> exported,
    Map<CountBand, Integer> omitted,
    int limit,
    BandTotals total,
    Map<Dimension, SortedMap<String, BandTotals>> byDimension,
    Map<RenewalDue, BandTotals> renewals,
    Map<PublishedBy, Integer> publishedBy,
    Optional<Instant> lastScored) {

  /**
   * The portfolio of these accounts.
   *
   * @param accounts the latest row of every account; not changed afterwards
   * @param limit how many may have series of their own: the worst by {@link ArrAtRisk}
   * @param today the day of the stream's time in UTC; empty while that is not known
   */
  static PortfolioSnapshot of(
      Collection<AccountHealth> accounts, int limit, Optional<LocalDate> today) {
    List<AccountHealth> ranked =
        accounts.size() <= limit
            ? List.copyOf(accounts)
            : accounts.stream().sorted(ArrAtRisk.WORST_FIRST).toList();
    int exported = Math.min(limit, ranked.size());
    return new PortfolioSnapshot(
        ranked.size(),
        count(ranked).get(CountBand.NOT_SCORED),
        ranked.subList(0, exported).stream()
            .sorted(Comparator.comparing(AccountHealth::getAccountId))
            .toList(),
        count(ranked.subList(exported, ranked.size())),
        limit,
        BandTotals.of(ranked),
        Arrays.stream(Dimension.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    dimension -> dimension, dimension -> dimension.totals(ranked))),
        today.map(day -> renewals(ranked, day)).orElse(Map.of()),
        publishedBy(ranked),
        ranked.stream().map(AccountHealth::getScoredAt).max(Comparator.naturalOrder()));
  }

  private static Map<RenewalDue, BandTotals> renewals(
      List<AccountHealth> accounts, LocalDate today) {
    Map<RenewalDue, List<AccountHealth>> due = new EnumMap<>(RenewalDue.class);
    for (RenewalDue each : RenewalDue.values()) {
      due.put(each, new ArrayList<>());
    }
    for (AccountHealth account : accounts) {
      LocalDate renewal = account.getFacts().getRenewalDate();
      if (renewal != null) {
        RenewalDue.on(today, renewal).ifPresent(each -> due.get(each).add(account));
      }
    }
    Map<RenewalDue, BandTotals> totals = new EnumMap<>(RenewalDue.class);
    due.forEach((each, rows) -> totals.put(each, BandTotals.of(rows)));
    return Collections.unmodifiableMap(totals);
  }

  private static Map<PublishedBy, Integer> publishedBy(List<AccountHealth> accounts) {
    Map<PublishedBy, Integer> count = new HashMap<>();
    for (AccountHealth account : accounts) {
      if (account.getCountBand() != CountBand.NOT_SCORED) {
        count.merge(
            new PublishedBy(
                account.getModel(), account.getCodeVersion(), account.getDictionaryVersion()),
            1,
            Integer::sum);
      }
    }
    return Collections.unmodifiableMap(count);
  }

  private static Map<CountBand, Integer> count(List<AccountHealth> accounts) {
    Map<CountBand, Integer> count = new EnumMap<>(CountBand.class);
    for (CountBand band : CountBand.values()) {
      count.put(band, 0);
    }
    accounts.forEach(account -> count.merge(account.getCountBand(), 1, Integer::sum));
    return Collections.unmodifiableMap(count);
  }
}
