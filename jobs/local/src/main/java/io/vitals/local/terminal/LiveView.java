package io.vitals.local.terminal;

import io.vitals.domain.freshness.FreshnessRules;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SignalKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The state of the demo at one moment.
 *
 * @param eventTime event time up to which everything is scored
 * @param speed seconds of event time per second of wall time
 * @param currency ISO 4217 code of the amounts
 * @param bands one line per band, in the order they are shown
 * @param movers accounts whose score changed most, first those to be shown first
 * @param sources how each source does
 * @param completeness the least complete critical field below its target; empty when all are above
 * @param openExceptions faults of the data that are open
 * @param incidents what was made to go wrong
 * @param signals what stands out, the newest first
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
    List<SourceState> sources,
    Optional<Completeness> completeness,
    long openExceptions,
    List<IncidentState> incidents,
    List<SignalState> signals,
    Duration streamLag,
    int restarts,
    List<Link> links) {

  public LiveView {
    bands = List.copyOf(bands);
    movers = List.copyOf(movers);
    sources = List.copyOf(sources);
    incidents = List.copyOf(incidents);
    signals = List.copyOf(signals);
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

  /**
   * How a source does.
   *
   * @param lastGood latest event time when all was well; empty when it never was
   * @param touched what its break touches; empty while it gates nothing
   */
  public record SourceState(
      String source,
      FreshnessStatus status,
      Instant since,
      String reason,
      Optional<Instant> lastGood,
      Optional<Touched> touched) {
    /** Whether it holds scores. */
    public boolean gates() {
      return FreshnessRules.holds(status);
    }
  }

  /** What a break touches: accounts and their ARR in whole units of the currency. */
  public record Touched(int accounts, BigDecimal arr) {}

  /** A critical field that too many accounts lack; shares from 0 to 1. */
  public record Completeness(String field, double share, double target) {}

  /**
   * What was made to go wrong, in event time.
   *
   * @param noticed when it was noticed; empty: not yet
   * @param over when it was found to be over; empty: not yet
   */
  public record IncidentState(
      String name,
      Instant injected,
      Instant ends,
      Optional<Instant> noticed,
      Optional<Instant> over) {}

  /**
   * An episode of something that stands out, and goes on.
   *
   * @param kind what kind
   * @param subject the account's name, the segment, the source, or all accounts
   * @param since since when, event time
   * @param measure what shows it best
   * @param observed what was counted of it in the last bucket that was told of
   * @param expected what was expected
   * @param arr ARR at stake in whole units of the currency; empty when not known
   * @param renewal nearest renewal of the account; empty when not known
   */
  public record SignalState(
      SignalKind kind,
      String subject,
      Instant since,
      String measure,
      double observed,
      double expected,
      Optional<BigDecimal> arr,
      Optional<LocalDate> renewal) {}

  /** An address to open, with what is found there. */
  public record Link(String name, String address) {}

  int accounts() {
    return bands.stream().mapToInt(BandTotal::accounts).sum();
  }

  BigDecimal arr() {
    return bands.stream().map(BandTotal::arr).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
