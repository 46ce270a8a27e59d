package io.vitals.domain.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.health.HeldState.HeldRow;
import io.vitals.domain.support.SupportState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes up for the hours in which a source was incomplete. A score follows from what is known, so
 * it is right again as soon as the data is there; bands and gates remember, so they are walked
 * through the hours that became known, close by close, as they would have gone had the data come in
 * time. Rows that were published in the meantime stay as they are.
 *
 * <p>Use is told by hours, rows by the time they count from. Beyond {@link #LONGEST} nothing is
 * made up for: what was known counts.
 */
public final class CatchUp {
  /** How far back is made up for: as long as telemetry may be late. */
  public static final Duration LONGEST = Duration.ofDays(3);

  private final Sight sight;
  private final Rows rows;

  /** How an account looked at an instant. */
  @FunctionalInterface
  public interface Sight {
    /**
     * What is known of it.
     *
     * @param now the instant
     * @param account its CRM rows as of then
     * @param support its tickets as of then
     * @param trendWasKnown whether the usage trend was known at the close before
     */
    Seen at(Instant now, AccountState account, SupportState support, boolean trendWasKnown);
  }

  /** How a change row changes what it is of. */
  public interface Rows {
    /** The account with a row; the same object if it is not of the account. */
    AccountState apply(AccountState account, HeldRow row);

    /** The tickets with a row; the same object if it is not of a ticket. */
    SupportState apply(SupportState support, HeldRow row);
  }

  /**
   * What was seen.
   *
   * @param model the model in force
   * @param facts what was known
   * @param trendKnown whether the usage trend was
   */
  public record Seen(Model model, ScoringFacts facts, boolean trendKnown) {}

  /** A catch-up that sees the account by these. */
  public CatchUp(Sight sight, Rows rows) {
    this.sight = sight;
    this.rows = rows;
  }

  /**
   * The state settled up to an instant: the closes up to it, none after.
   *
   * @param held what was kept
   * @param upTo up to when everything is known now
   */
  public HeldState settle(HeldState held, Instant upTo) {
    long end = upTo.toEpochMilli();
    HeldState walked = held;
    long close = IngestHours.closeOf(held.settledTo() + 1);
    while (close <= end) {
      walked = close(rowsUpTo(walked, close), close);
      close += IngestHours.MILLIS_AN_HOUR;
    }
    return walked;
  }

  /**
   * The state settled up to a close, everything up to it being known: the closes before it, and the
   * rows of its hour, but not the close itself.
   */
  public HeldState finish(HeldState held, Instant close) {
    return rowsUpTo(settle(held, close.minusMillis(1)), close.toEpochMilli());
  }

  /** The state with the oldest rows settled, when there are more than are kept. */
  public HeldState bounded(HeldState held) {
    int over = held.rows().size() - HeldState.MOST_ROWS;
    return over <= 0 ? held : rowsUpTo(held, held.rows().get(over - 1).from());
  }

  private HeldState close(HeldState held, long close) {
    Instant now = Instant.ofEpochMilli(close);
    Seen seen = sight.at(now, held.account(), held.support(), held.trendKnown());
    return new HeldState(
        close,
        Scorer.atClose(seen.model(), seen.facts(), held.bands(), now),
        seen.trendKnown(),
        held.account(),
        held.support(),
        held.rows(),
        held.behind());
  }

  /** Rows of one instant take effect together. */
  private HeldState rowsUpTo(HeldState held, long time) {
    AccountState account = held.account();
    SupportState support = held.support();
    BandState bands = held.bands();
    List<HeldRow> waiting = held.rows();
    int done = 0;
    while (done < waiting.size() && waiting.get(done).from() <= time) {
      HeldRow row = waiting.get(done++);
      account = rows.apply(account, row);
      support = rows.apply(support, row);
      boolean lastOfInstant = done == waiting.size() || waiting.get(done).from() > row.from();
      if (lastOfInstant) {
        Instant then = Instant.ofEpochMilli(row.from());
        Seen seen = sight.at(then, account, support, held.trendKnown());
        bands = Scorer.afterRow(seen.model(), seen.facts(), bands, then);
      }
    }
    return new HeldState(
        held.settledTo(),
        bands,
        held.trendKnown(),
        account,
        support,
        List.copyOf(waiting.subList(done, waiting.size())),
        held.behind());
  }
}
