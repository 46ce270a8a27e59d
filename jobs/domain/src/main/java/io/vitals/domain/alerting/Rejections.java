package io.vitals.domain.alerting;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a source sent and what could not be used, by quarters of an hour of the last hour. Flat.
 *
 * @param quarters the last of them, oldest first; {@value #QUARTERS} and what was read ahead
 */
public record Rejections(List<Quarter> quarters) {
  /** How many quarters are kept. */
  public static final int QUARTERS = 4;

  /** Length of a quarter of an hour, milliseconds. */
  public static final long QUARTER_MILLIS = Duration.ofMinutes(15).toMillis();

  private static final double MOST_REJECTED = 0.01;
  private static final double FEW_REJECTED = 0.001;
  private static final int LEAST_REJECTED = 20;
  private static final int MANY_AN_HOUR = 100;
  private static final double MOST_UNMAPPED = 0.005;
  private static final int LEAST_UNMAPPED = 3;

  /**
   * Counts of a quarter of an hour. Flat.
   *
   * @param start its start, epoch milliseconds
   * @param records what arrived
   * @param rejected of them, what could not be used
   * @param unmapped of those, what names an account that nobody knows
   */
  public record Quarter(long start, long records, long rejected, long unmapped) {
    Quarter plus(Quarter other) {
      return new Quarter(
          start, records + other.records, rejected + other.rejected, unmapped + other.unmapped);
    }
  }

  /** Reads an absent list as empty. */
  public Rejections {
    quarters = quarters == null ? List.of() : quarters;
  }

  /** Nothing arrived. */
  public static Rejections none() {
    return new Rejections(null);
  }

  /** With what arrived in a quarter, in any order. */
  public Rejections with(Quarter arrived) {
    List<Quarter> next = new ArrayList<>(quarters);
    int at = 0;
    while (at < next.size() && next.get(at).start() < arrived.start()) {
      at++;
    }
    if (at < next.size() && next.get(at).start() == arrived.start()) {
      next.set(at, next.get(at).plus(arrived));
    } else {
      next.add(at, arrived);
    }
    return new Rejections(next);
  }

  /** Without what is older than an hour at the close of a quarter. */
  public Rejections closedAt(Instant close) {
    long oldest = close.toEpochMilli() - QUARTERS * QUARTER_MILLIS;
    return new Rejections(quarters.stream().filter(quarter -> quarter.start() >= oldest).toList());
  }

  /**
   * What is the case at the close of a quarter.
   *
   * @param close its end
   */
  public List<Condition> conditions(String source, Instant close) {
    long end = close.toEpochMilli();
    Quarter quarter = sum(end, 1);
    Quarter hour = sum(end, QUARTERS);
    return List.of(deadLetters(source, end, quarter, hour), unmapped(source, end, hour));
  }

  private Condition deadLetters(String source, long end, Quarter quarter, Quarter hour) {
    if (hour.records() == 0) {
      return unknown(AlertKind.DEAD_LETTER_RATE, source, end);
    }
    double share = share(quarter.rejected(), quarter.records());
    boolean isMuch = share > MOST_REJECTED && quarter.rejected() >= LEAST_REJECTED;
    if (!isMuch && hour.rejected() <= MANY_AN_HOUR) {
      boolean isClear = share(hour.rejected(), hour.records()) < FEW_REJECTED;
      return Condition.not(
          isClear ? Standing.CLEAR : Standing.BETWEEN,
          AlertKind.DEAD_LETTER_RATE,
          SignalScope.SOURCE,
          source,
          end);
    }
    return Condition.holds(
        AlertKind.DEAD_LETTER_RATE,
        SignalScope.SOURCE,
        source,
        end - QUARTER_MILLIS,
        String.format(
            Locale.ROOT,
            "%,d of %,d records of the last hour could not be used",
            hour.rejected(),
            hour.records()));
  }

  private Condition unmapped(String source, long end, Quarter hour) {
    if (hour.records() == 0) {
      return unknown(AlertKind.UNMAPPED_ACCOUNTS, source, end);
    }
    double share = share(hour.unmapped(), hour.records());
    if (share <= MOST_UNMAPPED || hour.unmapped() < LEAST_UNMAPPED) {
      boolean isClear = share <= MOST_UNMAPPED / 2;
      return Condition.not(
          isClear ? Standing.CLEAR : Standing.BETWEEN,
          AlertKind.UNMAPPED_ACCOUNTS,
          SignalScope.SOURCE,
          source,
          end);
    }
    return Condition.holds(
        AlertKind.UNMAPPED_ACCOUNTS,
        SignalScope.SOURCE,
        source,
        end - QUARTERS * QUARTER_MILLIS,
        String.format(
            Locale.ROOT,
            "%,d of %,d records of the last hour name accounts that nobody knows",
            hour.unmapped(),
            hour.records()));
  }

  /** A source that sends nothing shows no improvement. */
  private static Condition unknown(AlertKind kind, String source, long end) {
    return Condition.not(Standing.UNKNOWN, kind, SignalScope.SOURCE, source, end);
  }

  private Quarter sum(long end, int last) {
    Quarter sum = new Quarter(end, 0, 0, 0);
    for (Quarter quarter : quarters) {
      if (quarter.start() >= end - last * QUARTER_MILLIS && quarter.start() < end) {
        sum = sum.plus(quarter);
      }
    }
    return sum;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
