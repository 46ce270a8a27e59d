package io.vitals.domain.anomaly;

import io.vitals.domain.anomaly.Judgement.Direction;
import io.vitals.domain.anomaly.Judgement.Kind;

/**
 * A panel of measures, each of which knows how rare its present reading is among its own past
 * readings. Rarity beyond what is common adds up over the panel and over the last points to
 * evidence, so either one very rare reading or several rather rare ones open an episode.
 */
final class PanelDetector implements Detector {
  private static final Measure[] MEASURES = Measure.values();

  /** A reading counts by the decades that it is rarer than this many. */
  private static final double COMMON_DECADES = 1.5;

  /** Evidence fades with this share a point. */
  private static final double EVIDENCE_RATE = 2.0 / 25;

  /** Decades of a point's improbability for one unit of accumulated rarity. */
  private static final double DECADES_A_UNIT = 3.75;

  private static final double LONG_RUN_RATE = 1.0 / 1_000;

  /** Share of odd runs that is remembered as a pattern. */
  private static final double ODD_SHARE = 0.1;

  /** Evidence from this share of the opening level on makes a point odd. */
  private static final double ODD = 1;

  private static final double INTERVAL_TAIL = 0.005;

  private final PanelShape shape;
  private final SignedTail[] tails = new SignedTail[MEASURES.length];
  private final double[] readings = new double[MEASURES.length];
  private final RecentValues recent;
  private final Seasons seasons;
  private final Rhythm rhythm = new Rhythm();
  private final Novelty shortNovelty;
  private final Novelty longNovelty;
  private final Episode episode;
  private long count;
  private double accumulated;
  private double longRunLevel;
  private double longRunRoughness;

  PanelDetector(PanelShape shape) {
    this.shape = shape;
    for (Measure measure : MEASURES) {
      tails[measure.ordinal()] =
          isUsed(measure) ? new SignedTail(shape.resolution(), shape.horizon()) : null;
    }
    recent = new RecentValues(shape.recent());
    seasons = new Seasons(shape.slotsADay());
    shortNovelty = new Novelty(shape.shortRun(), shape.rememberedRuns(), ODD_SHARE);
    longNovelty = new Novelty(shape.longRun(), shape.rememberedRuns(), ODD_SHARE);
    episode = new Episode(shape.opening(), shape.episodePoints());
  }

  private boolean isUsed(Measure measure) {
    return switch (measure) {
      case SHORT_NOVELTY, LONG_NOVELTY -> shape.longRun() > 0;
      case LONG_STEP -> shape.windows()[2] > 0;
      case GAP -> false;
      default -> true;
    };
  }

  @Override
  public Judgement next(long time, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    double cadence = rhythm.cadence();
    double expected = seasons.expect(time, cadence);
    read(value, expected);
    int strongest = -1;
    double most = 0;
    double sum = 0;
    for (int i = 0; i < MEASURES.length; i++) {
      if (tails[i] != null) {
        double surprise = tails[i].surprise(readings[i]);
        sum += Math.max(0, surprise - COMMON_DECADES);
        if (surprise > most) {
          most = surprise;
          strongest = i;
        }
      }
    }
    accumulated += EVIDENCE_RATE * (sum - accumulated);
    double evidence = DECADES_A_UNIT * accumulated;
    double news = episode.news(time, evidence);
    Judgement judgement = judgement(time, value, expected, evidence, news, strongest);
    learn(time, value, cadence, evidence >= ODD * shape.opening());
    return judgement;
  }

  @Override
  public Judgement absent(long time) {
    return new Judgement(time, Double.NaN, 0, 0, 1, Double.NaN, Double.NaN, Double.NaN, Direction.NONE, Kind.NORMAL, null);
  }

  private void read(double value, double expected) {
    recent.add(value);
    int[] w = shape.windows();
    readings[0] = value - expected;
    readings[1] = recent.has(w[0] + w[1]) ? recent.mean(0, w[0]) - recent.mean(w[0], w[1]) : Double.NaN;
    readings[2] =
        w[2] > 0 && recent.has(w[2] + w[3]) ? recent.mean(0, w[2]) - recent.mean(w[2], w[3]) : Double.NaN;
    readings[3] = recent.has(w[4]) ? recent.mean(0, w[4]) - longRunLevel : Double.NaN;
    double roughness = recent.has(w[4] + 1) ? recent.roughness(w[4]) : Double.NaN;
    readings[4] = longRunRoughness == 0 ? Double.NaN : Math.log((roughness + 0.01 * longRunRoughness) / (1.01 * longRunRoughness));
    readings[5] = rhythm.stillness(value);
    if (shape.longRun() > 0) {
      readings[7] = shortNovelty.distance(recent);
      readings[8] = longNovelty.distance(recent);
    }
  }

  private Judgement judgement(
      long time, double value, double expected, double evidence, double news, int strongest) {
    double high = expected + tails[0].magnitudeExceededBy(INTERVAL_TAIL, true);
    double low = expected - tails[0].magnitudeExceededBy(INTERVAL_TAIL, false);
    Direction direction = value > high ? Direction.UP : value < low ? Direction.DOWN : Direction.NONE;
    Kind kind = Kind.NORMAL;
    Evidence why = null;
    if (strongest >= 0) {
      Measure measure = MEASURES[strongest];
      kind = evidence < shape.opening() ? Kind.NORMAL : measure.kind();
      why = new Evidence(measure.label(), readings[strongest], tails[strongest].magnitudeExceededBy(0.01, readings[strongest] > 0), MEASURES.length, count, episode.start());
    }
    return new Judgement(
        time, value, Math.min(1, news / Judgement.DECADES), evidence, Math.pow(10, -evidence), expected, low, high, direction, kind, why);
  }

  private void learn(long time, double value, double cadence, boolean isOdd) {
    for (int i = 0; i < MEASURES.length; i++) {
      if (tails[i] != null) {
        tails[i].learn(readings[i]);
      }
    }
    if (shape.longRun() > 0) {
      shortNovelty.learn(recent, isOdd);
      longNovelty.learn(recent, isOdd);
    }
    seasons.learn(time, cadence, value);
    rhythm.learn(time, value);
    count++;
    longRunLevel += Math.max(1.0 / count, LONG_RUN_RATE) * (value - longRunLevel);
    if (recent.has(2)) {
      double step = Math.abs(recent.value(0) - recent.value(1));
      longRunRoughness += Math.max(1.0 / count, LONG_RUN_RATE) * (step - longRunRoughness);
    }
  }

  PanelDetector(PanelShape shape, byte[] snapshot) {
    this(shape);
    SnapshotReader in = new SnapshotReader(snapshot, shape.format(), shape.size());
    count = in.getLong();
    accumulated = in.getDouble();
    longRunLevel = in.getDouble();
    longRunRoughness = in.getDouble();
    recent.read(in);
    seasons.read(in);
    rhythm.read(in);
    episode.read(in);
    for (SignedTail tail : tails) {
      if (tail != null) {
        tail.read(in);
      }
    }
    if (shape.longRun() > 0) {
      shortNovelty.read(in);
      longNovelty.read(in);
    }
    in.end();
  }

  @Override
  public byte[] snapshot() {
    SnapshotWriter out = new SnapshotWriter(shape.format(), shape.size());
    out.put(count);
    out.put(accumulated);
    out.put(longRunLevel);
    out.put(longRunRoughness);
    recent.write(out);
    seasons.write(out);
    rhythm.write(out);
    episode.write(out);
    for (SignedTail tail : tails) {
      if (tail != null) {
        tail.write(out);
      }
    }
    if (shape.longRun() > 0) {
      shortNovelty.write(out);
      longNovelty.write(out);
    }
    return out.toBytes();
  }
}
