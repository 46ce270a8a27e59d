package io.vitals.exporter;

import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An attribute that active accounts are summed by. */
enum Dimension {
  SEGMENT(MetricFamily.SEGMENT_ACCOUNTS, MetricFamily.SEGMENT_ARR),
  TIER(MetricFamily.TIER_ACCOUNTS, MetricFamily.TIER_ARR),
  REGION(MetricFamily.REGION_ACCOUNTS, MetricFamily.REGION_ARR);

  /** What stands for an attribute that nobody told. */
  static final String UNSPECIFIED = "unspecified";

  /** What stands for the values beyond the bound. */
  static final String OTHER = "other";

  /**
   * How many values are told apart: an attribute typed by hand must not grow series without end.
   */
  static final int MAX_VALUES = 50;

  private final MetricFamily accountsFamily;
  private final MetricFamily arrFamily;

  Dimension(MetricFamily accountsFamily, MetricFamily arrFamily) {
    this.accountsFamily = accountsFamily;
    this.arrFamily = arrFamily;
  }

  /** The metric that counts accounts by this. */
  MetricFamily accountsFamily() {
    return accountsFamily;
  }

  /** The metric that sums ARR by this. */
  MetricFamily arrFamily() {
    return arrFamily;
  }

  /**
   * Totals of the active accounts by value. Beyond {@value #MAX_VALUES} values the ones with the
   * fewest accounts are summed as {@value #OTHER}.
   */
  SortedMap<String, BandTotals> totals(Collection<AccountHealth> accounts) {
    Map<String, List<AccountHealth>> byValue = new HashMap<>();
    for (AccountHealth account : accounts) {
      if (account.getCountBand() != CountBand.NOT_SCORED) {
        byValue.computeIfAbsent(valueOf(account), value -> new ArrayList<>()).add(account);
      }
    }
    Map<String, Long> sizes = new HashMap<>();
    byValue.forEach((value, rows) -> sizes.put(value, (long) rows.size()));
    UnaryOperator<String> bound = bound(sizes);
    Map<String, List<AccountHealth>> bounded = new TreeMap<>();
    byValue.forEach(
        (value, rows) ->
            bounded.computeIfAbsent(bound.apply(value), name -> new ArrayList<>()).addAll(rows));
    SortedMap<String, BandTotals> totals = new TreeMap<>();
    bounded.forEach((value, rows) -> totals.put(value, BandTotals.of(rows)));
    return totals;
  }

  private String valueOf(AccountHealth account) {
    AccountFacts facts = account.getFacts();
    return specified(
        switch (this) {
          case SEGMENT -> facts.getSegment();
          case TIER -> facts.getTier();
          case REGION -> facts.getRegion();
        });
  }

  /**
   * What a value is shown as: itself while it is one of the {@value #MAX_VALUES} largest, else
   * {@value #OTHER}.
   *
   * @param sizes how large each value is
   */
  static UnaryOperator<String> bound(Map<String, Long> sizes) {
    Set<String> kept =
        sizes.keySet().stream()
            .sorted(
                Comparator.comparingLong((String value) -> -sizes.get(value))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MAX_VALUES)
            .collect(Collectors.toSet());
    return value -> kept.contains(value) ? value : OTHER;
  }

  /** The attribute, or the word for one that nobody told. */
  static String specified(String attribute) {
    return attribute == null || attribute.isBlank() ? UNSPECIFIED : attribute;
  }
}
