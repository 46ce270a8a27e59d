package io.vitals.domain.anomaly;

import java.util.Arrays;

/**
 * How much the sums over the last so many buckets vary beyond Poisson sums: the posterior of the
 * overdispersion over a few values of it, the likelihood of older sums discounted. One sum can
 * change the odds only so far, so that one anomaly does not make the next one usual.
 */
final class CountWindow {
  /** Variance beyond that of a Poisson count, by the mean squared; none is surer than 1 in 30. */
  private static final double[] OVERDISPERSIONS = {
    0.001, 0.003, 0.009, 0.027, 0.08, 0.24, 0.7, 2.2, 6.5
  };

  /** Standard deviation of the prior, in the logarithm of the overdispersion. */
  private static final double PRIOR_WIDTH = 1.5;

  /** Where peers are known. */
  private static final double PEERS_WIDTH = 0.75;

  /** Nats by which a sum may change the odds. */
  private static final double MOST_NATS = 3;

  /** In an episode fewer, or what is odd would soon be usual. */
  private static final double MOST_NATS_IN_EPISODE = 0.3;

  private static final double NEGLIGIBLE = 1e-7;

  private final int length;
  private final double kept;
  private final double[] prior = new double[OVERDISPERSIONS.length];
  private final double[] likelihood = new double[OVERDISPERSIONS.length];
  private final double[] weights = new double[OVERDISPERSIONS.length];
  private double usual;
  private double width = PRIOR_WIDTH;

  /**
   * Nothing known.
   *
   * @param length buckets
   * @param usual overdispersion of a bucket to begin with
   * @param horizon buckets after which one weighs 1/e
   */
  CountWindow(int length, double usual, double horizon) {
    this.length = length;
    this.kept = Math.exp(-1 / horizon);
    centre(usual);
  }

  int length() {
    return length;
  }

  /** What peers say of a bucket. */
  void start(double overdispersion) {
    width = PEERS_WIDTH;
    centre(overdispersion);
  }

  /** Of a sum it is less than of a bucket, between that of lasting and of brief causes. */
  private void centre(double overdispersion) {
    usual = overdispersion;
    double centre = Math.log(Math.max(OVERDISPERSIONS[0], overdispersion / Math.sqrt(length)));
    for (int i = 0; i < prior.length; i++) {
      double off = (Math.log(OVERDISPERSIONS[i]) - centre) / width;
      prior[i] = -off * off / 2;
    }
    weigh();
  }

  /** Mean of its posterior. */
  double overdispersion() {
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      mean += weights[i] * OVERDISPERSIONS[i];
    }
    return mean;
  }

  /** A distribution with the mean and the variance that are expected of the window's sum. */
  NegativeBinomial expectation(double mean, double uncertainty) {
    return new NegativeBinomial(mean, 1 / (overdispersion() + uncertainty));
  }

  /** P(sum <= count). */
  double atMost(double count, double mean, double uncertainty) {
    double tail = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > NEGLIGIBLE) {
        tail += weights[i] * given(i, mean, uncertainty).atMost(count);
      }
    }
    return tail;
  }

  /** P(sum >= count). */
  double atLeast(double count, double mean, double uncertainty) {
    double tail = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > NEGLIGIBLE) {
        tail += weights[i] * given(i, mean, uncertainty).atLeast(count);
      }
    }
    return tail;
  }

  /** Learns a sum; overlapping sums count for one. */
  void learn(double count, double mean, double uncertainty, boolean inEpisode) {
    double[] nats = new double[weights.length];
    for (int i = 0; i < nats.length; i++) {
      nats[i] = given(i, mean, uncertainty).logProbability(count);
    }
    double best = Arrays.stream(nats).max().orElseThrow();
    double most = inEpisode ? MOST_NATS_IN_EPISODE : MOST_NATS;
    for (int i = 0; i < nats.length; i++) {
      likelihood[i] = kept * likelihood[i] + Math.max(-most, nats[i] - best) / length;
    }
    weigh();
  }

  private void weigh() {
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      best = Math.max(best, prior[i] + likelihood[i]);
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(prior[i] + likelihood[i] - best);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }

  private static NegativeBinomial given(int place, double mean, double uncertainty) {
    return new NegativeBinomial(mean, 1 / (OVERDISPERSIONS[place] + uncertainty));
  }

  void write(SnapshotWriter out) {
    out.put(usual);
    out.put(width);
    for (double nats : likelihood) {
      out.put(nats);
    }
  }

  void read(SnapshotReader in) {
    usual = in.getDouble();
    width = in.getDouble();
    for (int i = 0; i < likelihood.length; i++) {
      likelihood[i] = in.getDouble();
    }
    centre(usual);
  }
}
