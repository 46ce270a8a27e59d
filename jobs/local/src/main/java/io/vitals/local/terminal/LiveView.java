package io.vitals.local.terminal;

import io.vitals.schemas.CountBand;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The state of the demo at one moment.
 *
 * @param eventTime event time up to which everything is scored
 * @param speed seconds of event time per second of wall time
 * @param currency ISO 4217 code of the amounts
 * @param bands one line per band, in the order they are shown
 * @param movers accounts whose score changed most, first those to be shown first
 * @param streamLag wall time from a record's arrival to its published score
 * @param restarts restarts of the jobs since the start
 * @param links where else to look
 */
public record LiveView(
    Instant eventTime,
    int speed,
    String currency,
    List<BandTotal> bands,
    List<Mover> movers,
    Duration streamLag,
    int restarts,
    List<Link> links) {

  public LiveView {
    bands = List.copyOf(bands);
    movers = List.copyOf(movers);
    links = List.copyOf(links);
  }

  /**
   * What one band holds.
   *
   * @param arr annual recurring revenue in whole units of the currency
   */
  public record BandTotal(CountBand band, int accounts, BigDecimal arr) {}

  /**
   * An account whose score changed.
   *
   * @param account its name
   * @param score the published score, 0 to 100
   * @param change points up or down
   * @param driver the first driver of the change, in words
   */
  public record Mover(String account, CountBand band, double score, double change, String driver) {}

  /** An address to open, with what is found there. */
  public record Link(String name, String address) {}

  int accounts() {
    return bands.stream().mapToInt(BandTotal::accounts).sum();
  }

  BigDecimal arr() {
    return bands.stream().map(BandTotal::arr).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
