package io.vitals.local.cli.replay;

import io.vitals.schemas.CountBand;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the jobs published of a replayed data set, as of the end of one day.
 *
 * @param asOf the last day that counts, UTC
 * @param accounts accounts with at least one active subscription
 * @param activeSubscriptions subscriptions that are active on the day
 * @param currency ISO 4217 code of the amounts
 * @param arr annual recurring revenue in whole units of the currency
 * @param openTickets open tickets of every account, active or not
 * @param bands figures per band; what is missing is {@link BandFigures#NONE}; {@code NOT_SCORED}
 *     holds the accounts without an active subscription
 * @param rows where the rows of each file went; the key is the name without {@code ravenstack_} and
 *     {@code .csv}
 * @param sources how each source did at the end, by the same names
 * @param quality what is wrong with the data itself
 * @param lines every account
 */
public record ReplayReport(
    LocalDate asOf,
    int accounts,
    int activeSubscriptions,
    String currency,
    BigDecimal arr,
    int openTickets,
    Map<CountBand, BandFigures> bands,
    Map<String, RowClasses> rows,
    Map<String, SourceLine> sources,
    QualityFigures quality,
    List<AccountLine> lines) {

  /** The bands an active account can be in, in the order they are shown. */
  public static final List<CountBand> ACTIVE_BANDS =
      List.of(
          CountBand.HEALTHY, CountBand.WATCH, CountBand.AT_RISK, CountBand.HELD, CountBand.UNKNOWN);

  public ReplayReport {
    bands = Map.copyOf(bands);
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    lines = List.copyOf(lines);
  }

  /** The figures of one band. */
  public BandFigures band(CountBand band) {
    return bands.getOrDefault(band, BandFigures.NONE);
  }

  /** Each sum that does not add up, in words. A report with any is wrong somewhere. */
  public List<String> contradictions() {
    List<String> found = new ArrayList<>();
    int inBands = ACTIVE_BANDS.stream().mapToInt(band -> band(band).accounts()).sum();
    if (inBands != accounts) {
      found.add("the bands hold " + inBands + " accounts, not " + accounts);
    }
    BigDecimal arrInBands =
        ACTIVE_BANDS.stream()
            .map(band -> band(band).arr())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (arrInBands.compareTo(arr) != 0) {
      found.add(
          "the bands hold an ARR of "
              + arrInBands.toPlainString()
              + ", not "
              + arr.toPlainString());
    }
    int tickets = bands.values().stream().mapToInt(BandFigures::openTickets).sum();
    if (tickets != openTickets) {
      found.add("the bands hold " + tickets + " open tickets, not " + openTickets);
    }
    rows.forEach(
        (file, row) -> {
          if (row.classified() != row.read()) {
            found.add(file + ": " + row.classified() + " rows are in a class, not " + row.read());
          }
        });
    return found;
  }
}
