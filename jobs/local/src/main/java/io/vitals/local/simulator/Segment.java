package io.vitals.local.simulator;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** A market segment of the simulated company: how large its customers are, and how loyal. */
enum Segment {
  SMB(8, 0.6, 60, 0.36, 0.33, List.of("basic", "basic", "pro")),
  MID_MARKET(60, 0.5, 300, 0.26, 0.15, List.of("pro", "pro", "enterprise")),
  ENTERPRISE(300, 0.5, 2000, 0.14, 0.05, List.of("enterprise"));

  private final int medianSeats;
  private final double seatsSigma;
  private final int mostSeats;
  private final double churnShare;
  private final double shelfwareShare;
  private final List<String> tiers;

  Segment(
      int medianSeats,
      double seatsSigma,
      int mostSeats,
      double churnShare,
      double shelfwareShare,
      List<String> tiers) {
    this.medianSeats = medianSeats;
    this.seatsSigma = seatsSigma;
    this.mostSeats = mostSeats;
    this.churnShare = churnShare;
    this.shelfwareShare = shelfwareShare;
    this.tiers = tiers;
  }

  static Segment draw(RandomGenerator random) {
    double share = random.nextDouble();
    return share < 0.6 ? SMB : share < 0.9 ? MID_MARKET : ENTERPRISE;
  }

  /** Seats bought, log-normal. */
  int drawSeats(RandomGenerator random) {
    double seats = medianSeats * Math.exp(seatsSigma * random.nextGaussian());
    return (int) Math.min(mostSeats, Math.max(2, Math.round(seats)));
  }

  String drawTier(RandomGenerator random) {
    return tiers.get(random.nextInt(tiers.size()));
  }

  /** Share of terms that end in churn. */
  double churnShare() {
    return churnShare;
  }

  /** On which share of days anybody comes: all, but for customers who bought and hardly use it. */
  double drawPresence(RandomGenerator random) {
    return random.nextDouble() < shelfwareShare ? random.nextDouble(0.05, 0.12) : 1;
  }

  /** As it stands in CRM rows. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
