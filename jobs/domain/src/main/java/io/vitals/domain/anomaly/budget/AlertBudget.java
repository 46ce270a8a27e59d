package io.vitals.domain.anomaly.budget;

import io.vitals.domain.anomaly.budget.Selection.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been spent of the alerts of a day and of the false ones of a period, and which episodes
 * were told of: everything that a decision needs of those before it.
 *
 * <p><b>The rule.</b> A period has alpha to spend. Every test of a bucket is given the same level
 * c, so that the levels of a period add up to alpha at most: with s the share of alpha that is
 * left, n the tests of the bucket, and N those expected from here to the end of the period, {@code
 * c = alpha s / max(n, N)}. When the period has R alerts, a more are given if there are a
 * candidates with {@code p <= c beta(R + a)}; the most such a within the day's limit is taken.
 * {@code beta(r) = r / (1 + 1/2 + ... + 1/K)}, K the most alerts a period can have. Of those that
 * are odd enough, the a with the most ARR at stake become alerts.
 *
 * <p><b>What it promises.</b> At every moment of the period, the expected share of false alerts
 * among its alerts is at most alpha, whatever the dependence between series and over time, as long
 * as a tail probability of a normal point is at most u with probability at most u. For an alert has
 * {@code p <= c beta(r)}, r the alerts there then were, itself among them; so it adds at most 1/r
 * to the share, then and later, and the expectation of {@code 1{p <= c beta(r)} / r} over any r is
 * at most c (Blanchard and Roquain, Two simple sufficient conditions for FDR control, 2008). It
 * does not matter by which rule alerts are chosen from those that are odd enough, so rank, limit
 * and causes take nothing from it; an episode that was odd enough may be alerted later too, at the
 * level of its own test (Fischer, Xu and Ramdas, An online generalization of the (e-)
 * Benjamini-Hochberg procedure, 2024). Level c may depend on how much was tested, but not on what
 * was found: so points of alerted episodes are tests as well.
 *
 * <p>In batches of one this is LOND (Javanmard and Montanari, On online control of false discovery
 * rate, 2015) in its reshaped form (Zrnic, Ramdas and Jordan, Asynchronous online testing of
 * multiple hypotheses, 2021); with a single batch it is the procedure of Benjamini and Yekutieli
 * (2001).
 *
 * <p>ARR ranks; it does not weigh the levels. A weight would make the smallest anomaly of a large
 * account significant before a plain one of a small account, and would need an ARR where none is
 * known. Periods do not overlap: true alerts of long ago would otherwise pay for false ones of
 * today, or the levels would go to nothing (Ramdas, Yang, Wainwright and Jordan, Online control of
 * the false discovery rate with decaying memory, 2017).
 *
 * <p>Flat. Bounded by {@link AlertBudgetSettings#waitingLimit}, the alerts of {@link
 * AlertBudgetSettings#forgetAfterDays}, and alerted episodes that go on.
 *
 * @param periodEnd first day after the period, days since 1970-01-01
 * @param shareLeft share of the period's alpha that is left
 * @param alertsInPeriod alerts of the period
 * @param day day of the last bucket, days since 1970-01-01
 * @param alertsInDay alerts of that day
 * @param episodes episodes that were alerted or wait, by series
 */
public record AlertBudget(
    long periodEnd,
    double shareLeft,
    long alertsInPeriod,
    long day,
    int alertsInDay,
    List<KnownEpisode> episodes) {
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
  private static final Comparator<KnownEpisode> ODDEST_FIRST =
      Comparator.comparingDouble(KnownEpisode::ratio).thenComparing(KnownEpisode::series);

  /**
   * An episode that was alerted, or was odd enough to be.
   *
   * @param series the series it is of
   * @param start when it began
   * @param lastSeen start of the last bucket that had it
   * @param alerted whether it was alerted; it waits otherwise
   * @param ratio its least tail probability over the level of its test
   */
  public record KnownEpisode(
      String series, Instant start, Instant lastSeen, boolean alerted, double ratio) {

    private KnownEpisode seen(Instant now) {
      return new KnownEpisode(series, start, now, alerted, ratio);
    }

    private boolean isOf(Candidate candidate) {
      return series.equals(candidate.series()) && start.equals(candidate.episodeStart());
    }
  }

  /** Reads an absent list as no episode. */
  public AlertBudget {
    episodes = episodes == null ? List.of() : episodes;
  }

  /** Nothing spent. */
  public static AlertBudget start() {
    return new AlertBudget(Long.MIN_VALUE, 1, 0, Long.MIN_VALUE, 0, null);
  }

  /**
   * Decides on a bucket. Buckets are expected in the order of time; one that comes late is counted
   * to the day and the period of the last.
   */
  public Decision decide(Batch batch, AlertBudgetSettings settings) {
    long today = Math.floorDiv(batch.start().getEpochSecond(), DAY_SECONDS);
    return turnedTo(today, settings).decideWithin(batch, settings);
  }

  private AlertBudget turnedTo(long today, AlertBudgetSettings settings) {
    if (today >= periodEnd) {
      long length = settings.periodDays();
      long end = (Math.floorDiv(today, length) + 1) * length;
      List<KnownEpisode> alerted = episodes.stream().filter(KnownEpisode::alerted).toList();
      return new AlertBudget(end, 1, 0, today, 0, alerted);
    }
    if (today > day) {
      return new AlertBudget(periodEnd, shareLeft, alertsInPeriod, today, 0, episodes);
    }
    return this;
  }

  private Decision decideWithin(Batch batch, AlertBudgetSettings settings) {
    double spread = Math.max(batch.tests(), testsToCome(batch.start(), settings));
    double level = settings.falseDiscoveryRate() * shareLeft / spread;
    Map<String, KnownEpisode> known = new TreeMap<>();
    episodes.forEach(episode -> known.put(episode.series(), episode));
    List<Candidate> continuing = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    for (Candidate candidate : batch.candidates()) {
      KnownEpisode before = known.get(candidate.series());
      boolean same = before != null && before.isOf(candidate);
      if (same && before.alerted()) {
        continuing.add(candidate);
      } else {
        double p = Math.max(candidate.tailProbability(), settings.smallestBelievable());
        items.add(new Item(candidate, same ? Math.min(before.ratio(), p / level) : p / level));
      }
    }
    continuing.sort(Comparator.comparing(Candidate::series));

    Reshaping beta = Reshaping.of(settings);
    int room = Math.max(0, settings.alertsPerDay() - alertsInDay);
    Triage triage = Triage.of(items, continuing, alertsInPeriod, room, beta);
    int given = triage.alerts().size();
    AlertBudget next =
        new AlertBudget(
            periodEnd,
            shareLeft * (1 - batch.tests() / spread),
            alertsInPeriod + given,
            day,
            alertsInDay + given,
            remembered(batch, known, triage, settings));
    return new Decision(
        triage.alerts().stream().map(Item::candidate).toList(),
        continuing,
        triage.suppressed(),
        level * beta.at(alertsInPeriod + given + 1),
        next);
  }

  private double testsToCome(Instant from, AlertBudgetSettings settings) {
    double days = periodEnd - (double) from.getEpochSecond() / DAY_SECONDS;
    return settings.testsPerDay() * Math.min(days, settings.periodDays());
  }

  /** What was alerted or waits, while its episode lasts or nothing is heard of its series. */
  private static List<KnownEpisode> remembered(
      Batch batch, Map<String, KnownEpisode> known, Triage triage, AlertBudgetSettings settings) {
    Instant now = batch.start();
    Instant oldest = now.minus(Duration.ofDays(settings.forgetAfterDays()));
    Map<String, KnownEpisode> next = new TreeMap<>(known);
    next.values().removeIf(episode -> episode.lastSeen().isBefore(oldest));
    for (Candidate candidate : batch.candidates()) {
      next.computeIfPresent(
          candidate.series(),
          (series, episode) -> episode.isOf(candidate) ? episode.seen(now) : null);
    }
    triage.alerts().forEach(item -> next.put(item.series(), episode(item, now, true)));
    triage.overBudget().forEach(item -> next.put(item.series(), episode(item, now, false)));
    next.values().stream()
        .filter(episode -> !episode.alerted())
        .sorted(ODDEST_FIRST)
        .skip(settings.waitingLimit())
        .toList()
        .forEach(episode -> next.remove(episode.series()));
    return List.copyOf(next.values());
  }

  private static KnownEpisode episode(Item item, Instant now, boolean alerted) {
    Instant start = item.candidate().episodeStart();
    return new KnownEpisode(item.series(), start, now, alerted, item.ratio());
  }
}
