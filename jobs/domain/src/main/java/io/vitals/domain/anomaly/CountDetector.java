package io.vitals.domain.anomaly;

import io.vitals.domain.anomaly.Judgement.Direction;
import io.vitals.domain.anomaly.Judgement.Kind;
import java.time.Duration;
import java.util.List;

/**
 * Expects of a bucket its level times its season and judges the sums over the last one, two, four
 * and eight buckets by the tails of a negative binomial distribution, whose variance holds Poisson
 * noise, overdispersion, and what is not known of level and season. The odder tail counts twice,
 * the oddest window four times (Bonferroni).
 *
 * <p>A bucket moves what is usual, and counts in the sums, as if it were off by a few standard
 * deviations at most: so one surge is odd once, and only many buckets make a long one odder. An
 * episode teaches nothing of the season: what shifts for all of the week reaches it slot by slot.
 *
 * <p>The first week it says nothing but gathers what each slot of the week has. Where peers tell
 * what to expect, the first day is enough, which says how large the series is.
 */
final class CountDetector implements Detector {
  private static final byte FORMAT = 4;
  private static final int[] WINDOWS = {1, 2, 4, 8};
  private static final int SIDES = 2;
  private static final int MOST = 8;
  private static final double CLIP = 3;
  private static final double USUAL_OVERDISPERSION = 0.1;

  /** A level taken anew rests on the last buckets, on a third of those that were odd most. */
  private static final double RENEWED = 3;

  /** How many level horizons the overdispersion is remembered. */
  private static final double SLOWER = 4;

  /** Of the buckets half a percent are expected beyond either end of the interval. */
  private static final double INTERVAL_TAIL = 0.005;

  private static final double INTERVAL_Z = 2.5758293035489;

  /** Standard deviations that 99 in 100 buckets stay under. */
  private static final double USUAL_Z = 2.3263478740408;

  private static final List<String> TESTS =
      List.of("bucket", "2 buckets", "4 buckets", "8 buckets");

  private final CountSettings settings;
  private final CountCalendar calendar;
  private final CountLevel level;
  private final CountSeason season;
  private final CountWindow[] windows = new CountWindow[WINDOWS.length];
  private final RecentCounts recent = new RecentCounts(MOST);
  private final CountEpisode episode;
  private final OwnTail above;
  private final OwnTail below;
  private long count;
  private long toGather;
  private long toScale;

  CountDetector(CountSettings settings) {
    this.settings = settings;
    calendar = new CountCalendar(settings);
    level = new CountLevel(settings.horizon());
    season = new CountSeason(calendar.slots());
    for (int i = 0; i < WINDOWS.length; i++) {
      windows[i] = new CountWindow(WINDOWS[i], USUAL_OVERDISPERSION, SLOWER * settings.horizon());
    }
    episode = new CountEpisode(settings.calm());
    above = new OwnTail(SLOWER * settings.horizon());
    below = new OwnTail(SLOWER * settings.horizon());
    toGather = Duration.ofDays(7).dividedBy(settings.bucket());
  }

  CountDetector(CountSettings settings, CountPrior prior) {
    this(settings);
    level.start(prior);
    season.start(prior);
    for (CountWindow window : windows) {
      window.start(prior.overdispersion());
    }
    boolean hasWholeDays = settings.bucket().toDays() == 1;
    if (hasWholeDays || !prior.season().isEmpty()) {
      toGather = 0;
      toScale = Duration.ofDays(1).dividedBy(settings.bucket());
    }
  }

  CountDetector(CountSettings settings, byte[] snapshot) {
    this(settings);
    SnapshotReader in = new SnapshotReader(snapshot, FORMAT, calendar.slots());
    count = in.getLong();
    toGather = in.getLong();
    toScale = in.getLong();
    level.read(in);
    season.read(in);
    for (CountWindow window : windows) {
      window.read(in);
    }
    recent.read(in);
    episode.read(in);
    above.read(in);
    below.read(in);
    in.end();
  }

  @Override
  public byte[] snapshot() {
    SnapshotWriter out = new SnapshotWriter(FORMAT, calendar.slots());
    out.put(count);
    out.put(toGather);
    out.put(toScale);
    level.write(out);
    season.write(out);
    for (CountWindow window : windows) {
      window.write(out);
    }
    recent.write(out);
    episode.write(out);
    above.write(out);
    below.write(out);
    return out.toBytes();
  }

  @Override
  public Judgement next(long time, double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException("not a count: " + value);
    }
    int slot = calendar.slot(time);
    count++;
    if (toGather > 0) {
      gather(slot, value);
      return unknown(time, value);
    }
    double factor = season.factor(slot);
    if (toScale > 0) {
      scale(value, factor);
      return unknown(time, value);
    }
    double mean = level.mean() * factor;
    double uncertainty = level.uncertainty() + season.uncertainty(slot);
    NegativeBinomial expected = windows[0].expectation(mean, uncertainty);
    double far = CLIP * Math.sqrt(expected.variance());
    double clipped = Math.max(mean - far, Math.min(mean + far, value));
    recent.add(clipped, mean, uncertainty);
    Finding finding = oddest(value, mean);
    boolean wasInEpisode = episode.start() != Evidence.NO_EPISODE;
    Judgement judgement = judgement(time, value, expected, finding, factor);
    learn(slot, value, clipped, factor, wasInEpisode);
    return judgement;
  }

  /** An absent count is not zero but unknown: nothing is odd, nothing is learned. */
  @Override
  public Judgement absent(long time) {
    if (toGather > 0 || toScale > 0) {
      return unknown(time, Double.NaN);
    }
    int slot = calendar.slot(time);
    double uncertainty = level.uncertainty() + season.uncertainty(slot);
    NegativeBinomial expected =
        windows[0].expectation(level.mean() * season.factor(slot), uncertainty);
    return judgement(time, Double.NaN, 1, 0, expected, Direction.NONE, Kind.NORMAL, null);
  }

  private void gather(int slot, double value) {
    season.learn(slot, value, 1, 1);
    level.learn(value, 1, CountLevel.information(level.mean(), USUAL_OVERDISPERSION));
    toGather--;
    if (toGather == 0) {
      season.calibrate(level.mean(), windows[0].overdispersion());
    }
  }

  private void scale(double value, double factor) {
    double likely = Math.max(value, level.mean() * factor);
    level.scale(value, factor, CountLevel.information(likely, windows[0].overdispersion()));
    toScale--;
  }

  private static Judgement unknown(long time, double value) {
    return new Judgement(
        time,
        value,
        0,
        0,
        1,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Direction.NONE,
        Kind.NORMAL,
        null);
  }

  /** The window whose sum is least to be expected; a longer one only if it goes on now. */
  private Finding oddest(double value, double mean) {
    Finding oddest = null;
    for (int i = 0; i < windows.length; i++) {
      int length = windows[i].length();
      if (recent.has(length)) {
        double sum = length == 1 ? value : recent.count(length);
        double due = recent.mean(length);
        double uncertainty = recent.uncertainty(length);
        boolean mayBeBelow = length == 1 || value < mean;
        boolean mayBeAbove = length == 1 || value > mean;
        double below = mayBeBelow ? windows[i].atMost(sum, due, uncertainty) : 1;
        double above = mayBeAbove ? windows[i].atLeast(sum, due, uncertainty) : 1;
        double tail = Math.min(below, above);
        if (oddest == null || tail < oddest.tail()) {
          oddest =
              new Finding(i, tail, above < below, sum, windows[i].expectation(due, uncertainty));
        }
      }
    }
    return oddest;
  }

  private Judgement judgement(
      long time, double value, NegativeBinomial expected, Finding finding, double factor) {
    double tests = SIDES * windows.length;
    double modelled = Math.min(1, Math.max(Double.MIN_NORMAL, tests * finding.tail()));
    double probability = (finding.isAbove() ? above : below).believed(modelled);
    double surprise = Math.max(0, -Math.log10(probability));
    boolean isOdd = probability <= settings.odd();
    double news = episode.news(time, surprise, isOdd, factor);
    boolean inEpisode = episode.start() != Evidence.NO_EPISODE;
    above.learn(finding.isAbove() ? modelled : 1, inEpisode);
    below.learn(finding.isAbove() ? 1 : modelled, inEpisode);
    Direction direction =
        probability == 1 ? Direction.NONE : finding.isAbove() ? Direction.UP : Direction.DOWN;
    double deviation = finding.sum() - finding.expected().mean();
    double usual = USUAL_Z * Math.sqrt(finding.expected().variance());
    Evidence evidence =
        new Evidence(
            TESTS.get(finding.window()),
            deviation,
            Math.copySign(usual, deviation),
            windows.length,
            count,
            episode.start());
    double score = Math.min(1, news / Judgement.DECADES);
    Kind kind = isOdd ? kind(finding) : Kind.NORMAL;
    return judgement(time, value, probability, score, expected, direction, kind, evidence);
  }

  private static Judgement judgement(
      long time,
      double value,
      double probability,
      double score,
      NegativeBinomial expected,
      Direction direction,
      Kind kind,
      Evidence evidence) {
    return new Judgement(
        time,
        value,
        score,
        Math.max(0, -Math.log10(probability)),
        probability,
        expected.mean(),
        expected.quantile(INTERVAL_TAIL, -INTERVAL_Z),
        expected.quantile(1 - INTERVAL_TAIL, INTERVAL_Z),
        direction,
        kind,
        evidence);
  }

  private Kind kind(Finding finding) {
    if (finding.sum() == 0) {
      return Kind.SILENCE;
    }
    if (episode.odd() >= WINDOWS[1]) {
      return Kind.SHIFT;
    }
    return finding.isAbove() ? Kind.SPIKE : Kind.DROP;
  }

  private void learn(int slot, double value, double clipped, double factor, boolean wasInEpisode) {
    boolean inEpisode = episode.start() != Evidence.NO_EPISODE;
    for (CountWindow window : windows) {
      int length = window.length();
      if (recent.has(length)) {
        double sum = length == 1 ? value : recent.count(length);
        window.learn(sum, recent.mean(length), recent.uncertainty(length), wasInEpisode);
      }
    }
    double mean = level.mean();
    double weight = CountLevel.information(mean * factor, windows[0].overdispersion());
    episode.add(weight * value, weight * factor, Math.exp(-RENEWED * factor / settings.renewal()));
    if (episode.strangeness() >= settings.renewal()) {
      level.renew(episode.count(), episode.exposure());
      recent.clear();
      episode.renew();
    } else {
      level.learn(clipped, factor, weight);
      if (!inEpisode) {
        season.learn(slot, clipped, mean, weight);
      }
    }
  }

  private record Finding(
      int window, double tail, boolean isAbove, double sum, NegativeBinomial expected) {}
}
