package io.vitals.domain.anomaly;

import io.vitals.domain.anomaly.Judgement.Direction;
import io.vitals.domain.anomaly.Judgement.Kind;
import java.util.Arrays;

/**
 * A panel of measures, each of which knows how rare its present reading is among its own past
 * readings. Rarity beyond what is common adds up over the panel and, fading, over the last points
 * to evidence: a leaky cumulative sum (Page, "Continuous inspection schemes", 1954) of decades of
 * improbability. So one very rare reading opens an episode, and so do several rather rare ones.
 *
 * <p>What is odd is learned from with caution: a value moves the expectation by a few usual errors
 * at most, a reading counts once however extreme, and of odd patterns one in ten is remembered.
 */
final class PanelDetector implements Detector {
  private static final Measure[] MEASURES = Measure.values();

  /** The share of evidence that fades with a point. */
  private static final double FADING = 0.08;

  /** Decades of a point's improbability for one decade of mean rarity, by trial on noise. */
  private static final double DECADES = 3.75;

  /** Where no value came the gap speaks for so many measures that could not. */
  private static final double SILENT_VOICES = 3;

  private static final double LONG_RUN_RATE = 0.001;

  /** So many of the usual variations a point may move what is usual in the long run. */
  private static final double MOST_VARIATIONS = 50;

  /** While so few points are known, nothing is absurd. */
  private static final int BELIEVES_ALL = 50;

  private static final double ODD_SHARE = 0.1;

  /** Of the points half a percent are expected beyond either end of the interval. */
  private static final double INTERVAL_TAIL = 0.005;

  /** What a reading is compared with in the evidence: exceeded by one in a hundred. */
  private static final double USUAL_TAIL = 0.01;

  /** Keeps the logarithm of no variation at all finite. */
  private static final double LEAST_VARIATION = 0.01;

  private final PanelShape shape;
  private final SignedTail[] tails = new SignedTail[MEASURES.length];
  private final double[] readings = new double[MEASURES.length];
  private final RecentValues recent;
  private final Seasons seasons;
  private final Rhythm rhythm = new Rhythm();
  private final Novelty shortNovelty;
  private final Novelty longNovelty;
  private final Episode episode;
  private final int tests;
  private long count;
  private double accumulated;
  private double longRunLevel;
  private double longRunVariation;

  PanelDetector(PanelShape shape) {
    this.shape = shape;
    int used = 0;
    for (Measure measure : MEASURES) {
      if (shape.uses(measure)) {
        tails[measure.ordinal()] =
            new SignedTail(shape.resolution(), measure.hasTwoSides(), shape.horizon());
        used++;
      }
    }
    tests = used;
    recent = new RecentValues(shape.recentValues());
    seasons = new Seasons(shape.slotsADay());
    shortNovelty = new Novelty(shape.shortPattern(), shape.patterns(), ODD_SHARE);
    longNovelty = new Novelty(shape.longPattern(), shape.patterns(), ODD_SHARE);
    episode = new Episode(shape.opening(), shape.episodePoints());
  }

  PanelDetector(PanelShape shape, byte[] snapshot) {
    this(shape);
    SnapshotReader in = new SnapshotReader(snapshot, shape.format(), shape.layout());
    count = in.getLong();
    accumulated = in.getDouble();
    longRunLevel = in.getDouble();
    longRunVariation = in.getDouble();
    recent.read(in);
    seasons.read(in);
    rhythm.read(in);
    episode.read(in);
    for (SignedTail tail : tails) {
      if (tail != null) {
        tail.read(in);
      }
    }
    if (shape.patterns() > 0) {
      shortNovelty.read(in);
      longNovelty.read(in);
    }
    in.end();
  }

  @Override
  public byte[] snapshot() {
    SnapshotWriter out = new SnapshotWriter(shape.format(), shape.layout());
    out.put(count);
    out.put(accumulated);
    out.put(longRunLevel);
    out.put(longRunVariation);
    recent.write(out);
    seasons.write(out);
    rhythm.write(out);
    episode.write(out);
    for (SignedTail tail : tails) {
      if (tail != null) {
        tail.write(out);
      }
    }
    if (shape.patterns() > 0) {
      shortNovelty.write(out);
      longNovelty.write(out);
    }
    return out.toBytes();
  }

  @Override
  public Judgement next(long time, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    double expected = seasons.expect(time, rhythm.cadence());
    read(time, value, expected);
    Measure strongest = null;
    double most = 0;
    double rarity = 0;
    for (Measure measure : MEASURES) {
      double surprise = surprise(measure);
      rarity += Math.max(0, surprise - measure.commonDecades());
      if (surprise > most) {
        most = surprise;
        strongest = measure;
      }
    }
    Judgement judgement = judgement(time, value, expected, rarity, strongest);
    learn(time, value, judgement.surprise() >= shape.opening());
    return judgement;
  }

  @Override
  public Judgement absent(long time) {
    Arrays.fill(readings, Double.NaN);
    readings[Measure.GAP.ordinal()] = rhythm.gap(time);
    double surprise = surprise(Measure.GAP);
    double rarity = SILENT_VOICES * Math.max(0, surprise - Measure.GAP.commonDecades());
    double expected = seasons.expect(time, rhythm.cadence());
    Measure strongest = surprise > 0 ? Measure.GAP : null;
    return judgement(time, Double.NaN, expected, rarity, strongest);
  }

  private double surprise(Measure measure) {
    SignedTail tail = tails[measure.ordinal()];
    return tail == null ? 0 : tail.surprise(readings[measure.ordinal()]);
  }

  private void read(long time, double value, double expected) {
    recent.add(value);
    set(Measure.EXPECTATION, value - expected);
    set(Measure.SHORT_STEP, step(shape.shortStep()));
    set(Measure.LONG_STEP, step(shape.longStep()));
    int level = shape.level();
    set(Measure.LEVEL, recent.has(level) ? recent.mean(0, level) - longRunLevel : Double.NaN);
    set(Measure.VARIATION, variation(level));
    set(Measure.STILLNESS, rhythm.stillness(value));
    set(Measure.GAP, rhythm.gap(time));
    if (shape.patterns() > 0) {
      set(Measure.SHORT_NOVELTY, shortNovelty.distance(recent));
      set(Measure.LONG_NOVELTY, longNovelty.distance(recent));
    }
  }

  private void set(Measure measure, double reading) {
    readings[measure.ordinal()] = reading;
  }

  /** How far the mean of the last points is from that of the points before. */
  private double step(PanelShape.Step step) {
    return step.isUsed() && recent.has(step.last() + step.before())
        ? recent.mean(0, step.last()) - recent.mean(step.last(), step.before())
        : Double.NaN;
  }

  private double variation(int length) {
    if (!recent.has(length + 1) || longRunVariation == 0) {
      return Double.NaN;
    }
    double relative = recent.variation(length) / longRunVariation;
    return Math.log((relative + LEAST_VARIATION) / (1 + LEAST_VARIATION));
  }

  private Judgement judgement(
      long time, double value, double expected, double rarity, Measure strongest) {
    accumulated += FADING * (rarity - accumulated);
    double evidence = DECADES * accumulated;
    double news = episode.news(time, evidence, DECADES * rarity);
    SignedTail errors = tails[Measure.EXPECTATION.ordinal()];
    double high = expected + errors.magnitudeExceededBy(INTERVAL_TAIL, true);
    double low = expected - errors.magnitudeExceededBy(INTERVAL_TAIL, false);
    Direction beyond = value > high ? Direction.UP : value < low ? Direction.DOWN : Direction.NONE;
    return new Judgement(
        time,
        value,
        Math.min(1, news / Judgement.DECADES),
        evidence,
        Math.pow(10, -evidence),
        expected,
        low,
        high,
        direction(beyond, strongest),
        evidence < shape.opening() ? Kind.NORMAL : kind(beyond, strongest),
        strongest == null ? null : why(strongest));
  }

  private Direction direction(Direction beyond, Measure strongest) {
    if (beyond != Direction.NONE || strongest == null || !strongest.isSigned()) {
      return beyond;
    }
    return readings[strongest.ordinal()] > 0 ? Direction.UP : Direction.DOWN;
  }

  private static Kind kind(Direction beyond, Measure strongest) {
    if (strongest == null) {
      return Kind.NORMAL;
    }
    boolean isOfValue = strongest.kind() != Kind.SHIFT && strongest.kind() != Kind.VARIANCE;
    if (isOfValue && beyond != Direction.NONE) {
      return beyond == Direction.UP ? Kind.SPIKE : Kind.DROP;
    }
    return strongest.kind();
  }

  private Evidence why(Measure measure) {
    double reading = readings[measure.ordinal()];
    double usual = tails[measure.ordinal()].magnitudeExceededBy(USUAL_TAIL, reading > 0);
    return new Evidence(
        measure.label(), reading, reading > 0 ? usual : -usual, tests, count, episode.start());
  }

  private void learn(long time, double value, boolean isOdd) {
    set(Measure.STILLNESS, rhythm.endedStillness(value));
    for (int i = 0; i < tails.length; i++) {
      if (tails[i] != null) {
        tails[i].learn(readings[i]);
      }
    }
    if (shape.patterns() > 0) {
      shortNovelty.learn(recent, isOdd);
      longNovelty.learn(recent, isOdd);
    }
    seasons.learn(time, rhythm.cadence(), value);
    rhythm.learn(time, value);
    count++;
    double rate = Math.max(1.0 / count, LONG_RUN_RATE);
    longRunLevel += rate * bounded(value - longRunLevel);
    if (recent.has(2)) {
      longRunVariation += rate * bounded(recent.variation(1) - longRunVariation);
    }
  }

  /** One absurd value, as of a counter that wraps, must not blind it for thousands of points. */
  private double bounded(double change) {
    double most = MOST_VARIATIONS * longRunVariation;
    return count <= BELIEVES_ALL || most == 0 ? change : Math.max(-most, Math.min(most, change));
  }
}
