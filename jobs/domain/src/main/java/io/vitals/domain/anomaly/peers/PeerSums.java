package io.vitals.domain.anomaly.peers;

import io.vitals.domain.anomaly.CountPrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * Sums over one series of many accounts, from which it is known what to expect of another's: how
 * large it is, how much sizes differ, what week it has, and how much it varies. Flat; arrays, by
 * slot of the season, are never changed. Sums of whole numbers: in which order they are added makes
 * no difference.
 *
 * <p>Two counts of one account in the same slot have its size and the week in common and nothing
 * else: their product tells how much sizes differ, their difference how much one account varies
 * (moments of a negative binomial count whose mean differs by account).
 *
 * @param buckets how many counts
 * @param counts their sum
 * @param pairs how many of them had one of the same account in the same slot before
 * @param products sum of the products of such pairs
 * @param excess sum of squared differences of pairs, less what Poisson counts would have
 */
@SuppressWarnings("ArrayRecordComponent") // flat on purpose; compared by no one
public record PeerSums(
    double[] buckets, double[] counts, double[] pairs, double[] products, double excess) {
  /** Fewer peers in a slot say nothing. */
  static final int FEWEST = 20;

  private static final double KEPT = Math.exp(-1 / 28.0);

  private static final double USUAL_OVERDISPERSION = 0.1;
  private static final double MOST_OVERDISPERSION = 2;

  /** Products of pairs that the usual overdispersion is worth. */
  private static final double USUAL_WORTH = 100;

  /** However alike peers are: another may be of another size. */
  private static final double LEAST_SPREAD = 0.5;

  /** Weeks of its own, after which an account's season is its own. */
  private static final double SEASON_WEIGHT = 4;

  /** Nothing yet, of a season of so many slots. */
  public static PeerSums none(int slots) {
    return new PeerSums(
        new double[slots], new double[slots], new double[slots], new double[slots], 0);
  }

  /** This and another count. */
  public PeerSums with(PeerCount count) {
    PeerSums sums =
        new PeerSums(buckets.clone(), counts.clone(), pairs.clone(), products.clone(), excess);
    int slot = count.slot();
    sums.buckets[slot]++;
    sums.counts[slot] += count.count();
    if (count.before() == null) {
      return sums;
    }
    double before = count.before();
    double difference = count.count() - before;
    sums.pairs[slot]++;
    sums.products[slot] += count.count() * before;
    return new PeerSums(
        sums.buckets,
        sums.counts,
        sums.pairs,
        sums.products,
        excess + difference * difference - count.count() - before);
  }

  /** These sums of a day after those of the days before, which fade in four weeks. */
  public PeerSums afterADay(PeerSums before) {
    DoubleBinaryOperator add = (now, past) -> now + KEPT * past;
    return new PeerSums(
        each(buckets, before.buckets, add),
        each(counts, before.counts, add),
        each(pairs, before.pairs, add),
        each(products, before.products, add),
        add.applyAsDouble(excess, before.excess));
  }

  /** What to expect of another account; null while that is not known. */
  public CountPrior prior() {
    double total = sum(counts);
    boolean isKnown = Arrays.stream(buckets).allMatch(known -> known >= FEWEST);
    if (!isKnown || total <= 0 || sum(pairs) < FEWEST) {
      return null;
    }
    double mean = total / sum(buckets);
    List<Double> season = new ArrayList<>(buckets.length);
    double alike = 0;
    for (int slot = 0; slot < buckets.length; slot++) {
      double ofSlot = counts[slot] / buckets[slot];
      season.add(ofSlot / mean);
      alike += pairs[slot] * ofSlot * ofSlot;
    }
    double spread = alike == 0 ? 1 : sum(products) / alike - 1;
    double overdispersion =
        (excess / 2 + USUAL_WORTH * USUAL_OVERDISPERSION) / (sum(products) + USUAL_WORTH);
    double bounded = Math.min(MOST_OVERDISPERSION, Math.max(0, overdispersion));
    double weight = (1 + bounded * mean) / (mean * Math.max(LEAST_SPREAD, spread));
    return new CountPrior(mean, weight, bounded, season, SEASON_WEIGHT);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double[] each(double[] one, double[] other, DoubleBinaryOperator operator) {
    double[] result = new double[one.length];
    Arrays.setAll(result, i -> operator.applyAsDouble(one[i], other[i]));
    return result;
  }
}
