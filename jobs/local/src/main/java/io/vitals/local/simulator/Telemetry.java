package io.vitals.local.simulator;

import io.vitals.local.simulator.Seeds.Purpose;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The product's own record of its use, hour by hour. */
final class Telemetry {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int MOST_EVENTS = 4_096;
  private static final double LOGIN_SHARE = 0.12;
  private static final double LATE_SHARE = 0.005;
  private static final double DUPLICATE_SHARE = 0.001;
  private static final long MEAN_LAG = Duration.ofSeconds(20).toMillis();
  private static final long LONGEST_LAG = Duration.ofMinutes(4).toMillis();
  private static final long LONGEST_LATENESS = Duration.ofHours(12).toMillis();

  private final Seeds seeds;
  private final double eventsPerHour;
  private final Arrivals arrivals;
  private final RecordWriter<TelemetryEvent> writer = RecordWriter.of(TelemetryEvent.class);
  private final TelemetryEvent event = new TelemetryEvent();

  /**
   * Telemetry of a company.
   *
   * @param eventsPerHour in a mean hour of a customer of size 1
   */
  Telemetry(Seeds seeds, double eventsPerHour, Arrivals arrivals) {
    this.seeds = seeds;
    this.eventsPerHour = eventsPerHour;
    this.arrivals = arrivals;
    event.setIngestTime(Instant.EPOCH);
    event.setSource(SimulatedCompany.TELEMETRY);
    event.setProduct(Product.NAME);
    event.setQuantity(1);
  }

  /** Events to be expected of a customer in an hour, since the epoch, if it fares as now. */
  double expected(AccountLife life, long hour) {
    AccountProfile profile = life.profile();
    return eventsPerHour
        * profile.size()
        * profile.region().activity(hour)
        * Occasions.use(profile, profile.region().day(hour))
        * life.vigor();
  }

  /**
   * Sends what a customer does in an hour.
   *
   * @param hour hours since the epoch
   */
  void send(AccountLife life, long hour) {
    if (!life.present()) {
      return;
    }
    AccountProfile profile = life.profile();
    LocalDate day = profile.region().day(hour);
    double expected = expected(life, hour);
    SplittableRandom random = seeds.random(Purpose.TELEMETRY, profile.index(), hour);
    int count = Math.min(MOST_EVENTS, poisson(expected, random));
    if (count == 0) {
      return;
    }
    String key = profile.workspaceKey();
    double health = Math.min(1, life.vigorPerSeat());
    int users = (int) Math.ceil(life.seats() * profile.adoption() * health);
    int features = taken(profile.breadth() * Math.sqrt(health));
    event.setAccountKey(key);
    event.setSubscriptionId(profile.subscriptionId());
    for (int i = 0; i < count; i++) {
      long time = hour * HOUR + random.nextLong(HOUR);
      event.setEventId(eventId(profile.index(), hour, i));
      event.setEventTime(Instant.ofEpochMilli(time));
      event.setUserId("u-" + skewed(users, random));
      describe(features, life.distress(), Occasions.errors(day), random);
      long arrival = time + lag(random);
      byte[] value = writer.write(event);
      arrivals.add(Topic.SOURCE_TELEMETRY, key, SimulatedCompany.TELEMETRY, arrival, value);
      if (random.nextDouble() < DUPLICATE_SHARE) {
        long again = arrival + 1_000 + random.nextInt(60_000);
        arrivals.add(Topic.SOURCE_TELEMETRY, key, SimulatedCompany.TELEMETRY, again, value);
      }
    }
  }

  private void describe(int features, double distress, double teething, SplittableRandom random) {
    if (random.nextDouble() < LOGIN_SHARE) {
      event.setEventName("login");
      event.setFeature(null);
      event.setDurationSeconds(null);
      event.setErrorCount(null);
      return;
    }
    event.setEventName("feature_used");
    event.setFeature(Product.FEATURES.get(skewed(features, random)));
    event.setDurationSeconds(Math.rint(1 + 90 * exponential(random)));
    event.setErrorCount(random.nextDouble() < 0.02 + 0.05 * distress + teething ? 1 : 0);
  }

  /** Seconds mostly, minutes at most; a few records hours. */
  private static long lag(SplittableRandom random) {
    if (random.nextDouble() < LATE_SHARE) {
      return HOUR + random.nextLong(LONGEST_LATENESS - HOUR);
    }
    return Math.min(LONGEST_LAG, 1_000 + (long) (MEAN_LAG * exponential(random)));
  }

  /** How many of the features are taken up, the most used first. */
  private static int taken(double share) {
    return (int) Math.max(2, Math.round(Product.FEATURES.size() * Math.min(1, share)));
  }

  /** A number below the bound, low ones more often. */
  private static int skewed(int bound, RandomGenerator random) {
    double share = random.nextDouble();
    return (int) (bound * share * share);
  }

  private static double exponential(RandomGenerator random) {
    return -Math.log(1 - random.nextDouble());
  }

  private static String eventId(int account, long hour, int number) {
    return "e"
        + Integer.toString(account, 36)
        + "-"
        + Long.toString(hour * MOST_EVENTS + number, 36);
  }

  /** Poisson by Knuth's product; by the normal approximation where the mean is large. */
  static int poisson(double mean, RandomGenerator random) {
    if (mean > 30) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
