package io.vitals.domain.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.support.SupportState;
import io.vitals.schemas.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is kept of an account while a source behind it is incomplete: all as of the last close of an
 * hour for which everything was known, and the change rows since. From it the bands of the hours
 * between are worked out once they are known. Flat; bounded by {@link CatchUp#LONGEST} and {@link
 * #MOST_ROWS}.
 *
 * @param settledTo up to when everything is settled, epoch milliseconds
 * @param bands bands and gates at the last close up to then
 * @param trendKnown whether the usage trend was known at that close
 * @param account the account as of then
 * @param support its tickets as of then
 * @param rows change rows since, by when they count
 * @param behind what was incomplete at the last close
 */
public record HeldState(
    long settledTo,
    BandState bands,
    boolean trendKnown,
    AccountState account,
    SupportState support,
    List<HeldRow> rows,
    List<Entity> behind) {
  /** More rows than this are not kept: the oldest count as settled. */
  public static final int MOST_ROWS = 4_096;

  /**
   * A change row.
   *
   * @param from when it counts from, epoch milliseconds: when it was learned, or, of a source that
   *     was behind, when it happened
   * @param topic name of its topic
   * @param change the row, encoded
   */
  @SuppressWarnings("ArrayRecordComponent") // as it stands on its topic; compared by no one
  public record HeldRow(long from, String topic, byte[] change) {}

  /** Reads absent parts as nothing known. */
  public HeldState {
    bands = bands == null ? BandState.initial() : bands;
    account = account == null ? AccountState.empty() : account;
    support = support == null ? SupportState.empty() : support;
    rows = rows == null ? List.of() : rows;
    behind = behind == null ? List.of() : behind;
  }

  /** The state with a row added, in its place. */
  public HeldState with(HeldRow row) {
    List<HeldRow> next = new ArrayList<>(rows);
    int place = next.size();
    while (place > 0 && next.get(place - 1).from() > row.from()) {
      place--;
    }
    next.add(place, row);
    return new HeldState(settledTo, bands, trendKnown, account, support, next, behind);
  }

  /** The state with other things incomplete. */
  public HeldState behind(Collection<Entity> incomplete) {
    return new HeldState(
        settledTo, bands, trendKnown, account, support, rows, List.copyOf(incomplete));
  }
}
