package io.vitals.domain.account;

import io.vitals.domain.change.ChangeStamp;
import io.vitals.schemas.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The amount one version of a subscription gave it.
 *
 * @param epoch which history of the source the version counts in
 * @param version the source's version of the row
 * @param op what the change did
 * @param arrMinor annual amount in minor units of the reporting currency, null when not known
 * @param epochDay the day the change happened in the tenant's time zone
 */
public record AmountVersion(int epoch, long version, Operation op, Long arrMinor, int epochDay) {

  /** How many versions a subscription remembers. */
  public static final int REMEMBERED = 32;

  private static final Comparator<AmountVersion> VERSION =
      Comparator.comparingInt(AmountVersion::epoch).thenComparingLong(AmountVersion::version);

  // The same leading keys as the order of the rows, so that of two changes of one version the row
  // and its history keep the same one.
  private static final Comparator<AmountVersion> WINS =
      VERSION
          .thenComparingInt(amount -> ChangeStamp.rank(amount.op))
          .thenComparing(ChangeStamp.nullable(AmountVersion::arrMinor))
          .thenComparingInt(AmountVersion::epochDay);

  public AmountVersion {
    op = op == null ? Operation.UPDATE : op;
  }

  /**
   * A history, oldest version first, with one more amount.
   *
   * <p>Bounded to the newest {@value #REMEMBERED} versions, except that versions which only repeat
   * the amount before them go first: a row that is touched every night would else forget within a
   * month what it cost a quarter ago. The newest version always stays, even if it repeats: one that
   * comes late would else stand for it. So what is in force after all changes never depends on the
   * order of arrival; nor does the past, up to the bound, and beyond it when no amount repeats.
   */
  static List<AmountVersion> with(List<AmountVersion> history, AmountVersion amount) {
    int position = history.size();
    while (position > 0 && VERSION.compare(history.get(position - 1), amount) > 0) {
      position--;
    }
    boolean sameVersion = position > 0 && VERSION.compare(history.get(position - 1), amount) == 0;
    if (sameVersion && WINS.compare(history.get(position - 1), amount) >= 0) {
      return history;
    }
    List<AmountVersion> next = new ArrayList<>(history);
    if (sameVersion) {
      next.set(position - 1, amount);
    } else {
      next.add(position, amount);
    }
    if (next.size() > REMEMBERED) {
      next.remove(leastTelling(next));
    }
    return List.copyOf(next);
  }

  /**
   * The amount in force on a day: that of the newest version changed by then. The oldest version
   * known reaches back to the beginning, since a row first seen by snapshot was there before.
   *
   * @param history oldest version first
   * @return null when not known
   */
  static Long inForce(List<AmountVersion> history, long epochDay) {
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).epochDay <= epochDay) {
        return history.get(i).arrMinor;
      }
    }
    return history.isEmpty() ? null : history.get(0).arrMinor;
  }

  private static int leastTelling(List<AmountVersion> history) {
    for (int i = 1; i < history.size() - 1; i++) {
      AmountVersion before = history.get(i - 1);
      AmountVersion amount = history.get(i);
      boolean repeats =
          amount.arrMinor == null
              ? before.arrMinor == null
              : amount.arrMinor.equals(before.arrMinor);
      if (repeats && amount.epochDay >= before.epochDay) {
        return i;
      }
    }
    return 0;
  }
}
