package io.vitals.local.replay;

import io.vitals.local.cli.replay.AccountLine;
import io.vitals.local.cli.replay.BandFigures;
import io.vitals.local.cli.replay.QualityFigures;
import io.vitals.local.cli.replay.ReplayReport;
import io.vitals.local.cli.replay.RowClasses;
import io.vitals.local.cli.replay.SourceLine;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceFreshness;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Gathers a replay's report from what the jobs published, row by row. */
final class ReplayFigures {
  private static final String CURRENCY = "USD";
  private static final String ADOPTION = "adoption.";
  private static final double MICROS = 1_000_000;
  private static final int SCORE_DECIMALS = 3;
  private static final int CONFIDENCE_DECIMALS = 4;

  private final Map<String, AccountHealth> accounts = new TreeMap<>();
  private final Map<String, SourceCounts> sources = new HashMap<>();
  private final Map<String, SourceFreshness> freshness = new HashMap<>();
  private final Map<String, Map<Integer, Instant>> completeThrough = new HashMap<>();
  private final Map<String, Instant> lastEvent = new HashMap<>();

  /** What intake counted of one source, by rows: each begins with one record that creates. */
  private record SourceCounts(long created, long duplicates, long deadLetters, long late) {}

  /** A later row of an account replaces the one before. */
  void add(AccountHealth health) {
    accounts.put(health.getAccountId(), health);
  }

  void add(SourceArrivals arrivals) {
    sources.merge(
        arrivals.getSource(),
        new SourceCounts(
            arrivals.getCreated(),
            arrivals.getDuplicatesCreated(),
            arrivals.getDeadLettersCreated(),
            arrivals.getLate()),
        (a, b) ->
            new SourceCounts(
                a.created + b.created,
                a.duplicates + b.duplicates,
                a.deadLetters + b.deadLetters,
                a.late + b.late));
    if (arrivals.getCompleteThrough() != null) {
      completeThrough
          .computeIfAbsent(arrivals.getSource(), source -> new HashMap<>())
          .merge(arrivals.getPartition(), arrivals.getCompleteThrough(), ReplayFigures::later);
    }
    if (arrivals.getLastEventTime() != null) {
      lastEvent.merge(arrivals.getSource(), arrivals.getLastEventTime(), ReplayFigures::later);
    }
  }

  /** A later row of a source replaces the one before. */
  void add(SourceFreshness row) {
    freshness.put(row.getSource(), row);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  ReplayReport report(RavenStackHistory history, QualityFigures quality) {
    Map<CountBand, List<AccountHealth>> byBand = new EnumMap<>(CountBand.class);
    int active = 0;
    int subscriptions = 0;
    int openTickets = 0;
    BigDecimal arr = BigDecimal.ZERO;
    List<AccountLine> lines = new ArrayList<>();
    for (AccountHealth account : accounts.values()) {
      byBand.computeIfAbsent(account.getCountBand(), band -> new ArrayList<>()).add(account);
      active += account.getFacts().getActiveSubscriptions() > 0 ? 1 : 0;
      subscriptions += account.getFacts().getActiveSubscriptions();
      openTickets += account.getFacts().getOpenTickets();
      arr = arr.add(arrOf(account));
      lines.add(line(account));
    }
    Map<CountBand, BandFigures> bands = new EnumMap<>(CountBand.class);
    byBand.forEach((band, members) -> bands.put(band, figures(members)));
    return new ReplayReport(
        history.asOf(),
        active,
        subscriptions,
        CURRENCY,
        arr,
        openTickets,
        bands,
        rows(history),
        sources(history),
        quality,
        lines);
  }

  private Map<String, SourceLine> sources(RavenStackHistory history) {
    Map<String, SourceLine> lines = new LinkedHashMap<>();
    for (RowCounts file : history.rows()) {
      SourceFreshness row = freshness.get(file.source());
      Optional<Instant> complete =
          completeThrough.getOrDefault(file.source(), Map.of()).values().stream()
              .min(Comparator.naturalOrder());
      lines.put(
          file.source(),
          new SourceLine(
              row == null ? FreshnessStatus.STALE : row.getStatus(),
              Optional.ofNullable(row).map(SourceFreshness::getSince),
              Optional.ofNullable(lastEvent.get(file.source())),
              complete,
              row == null ? "nothing was ever heard of it" : row.getReason()));
    }
    return lines;
  }

  private Map<String, RowClasses> rows(RavenStackHistory history) {
    long before = 0;
    long after = 0;
    for (AccountHealth account : accounts.values()) {
      before += account.getFacts().getUsageBeforeSubscription();
      after += account.getFacts().getUsageAfterSubscription();
    }
    Map<String, RowClasses> rows = new LinkedHashMap<>();
    for (RowCounts file : history.rows()) {
      boolean usage = file.source().equals(UsageRows.SOURCE);
      SourceCounts counted = sources.getOrDefault(file.source(), new SourceCounts(0, 0, 0, 0));
      rows.put(
          file.source(),
          new RowClasses(
              file.read(),
              usage ? counted.created() - before - after : counted.created(),
              usage ? before : 0,
              usage ? after : 0,
              counted.duplicates(),
              counted.deadLetters(),
              counted.late(),
              file.heldBack(),
              file.afterAsOf()));
    }
    return rows;
  }

  private static BandFigures figures(Collection<AccountHealth> members) {
    BigDecimal arr = BigDecimal.ZERO;
    int openTickets = 0;
    double adoption = 0;
    int withAdoption = 0;
    double score = 0;
    int scored = 0;
    for (AccountHealth account : members) {
      arr = arr.add(arrOf(account));
      openTickets += account.getFacts().getOpenTickets();
      OptionalDouble points = adoptionPoints(account);
      if (points.isPresent()) {
        adoption += points.getAsDouble();
        withAdoption++;
      }
      if (account.getScoreMicros() != null) {
        score += account.getScoreMicros() / MICROS;
        scored++;
      }
    }
    return new BandFigures(
        members.size(),
        arr,
        openTickets,
        withAdoption == 0 ? OptionalDouble.empty() : OptionalDouble.of(adoption / withAdoption),
        scored == 0 ? OptionalDouble.empty() : OptionalDouble.of(score / scored));
  }

  /** Weighted mean of the adoption inputs that are known, 0 to 100. */
  private static OptionalDouble adoptionPoints(AccountHealth account) {
    double points = 0;
    double weight = 0;
    for (ScoreInput input : account.getInputs()) {
      if (input.getName().startsWith(ADOPTION) && input.getPointsMicros() != null) {
        points += input.getPointsMicros() / MICROS * input.getWeightMicros();
        weight += input.getWeightMicros();
      }
    }
    return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(points / weight);
  }

  private static AccountLine line(AccountHealth account) {
    return new AccountLine(
        account.getAccountId(),
        decimal(account.getScoreMicros(), SCORE_DECIMALS),
        account.getCountBand(),
        account.getStatus(),
        decimal(account.getConfidenceMicros(), CONFIDENCE_DECIMALS),
        arrOf(account));
  }

  private static Optional<BigDecimal> decimal(Long micros, int decimals) {
    return Optional.ofNullable(micros)
        .map(value -> BigDecimal.valueOf(value, 6).setScale(decimals, RoundingMode.HALF_UP));
  }

  private static BigDecimal arrOf(AccountHealth account) {
    Long minor = account.getFacts().getArrMinor();
    return minor == null ? BigDecimal.ZERO : BigDecimal.valueOf(minor, 2).stripTrailingZeros();
  }
}
