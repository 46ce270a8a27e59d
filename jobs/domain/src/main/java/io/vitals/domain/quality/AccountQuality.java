package io.vitals.domain.quality;

import io.vitals.domain.account.AccountState;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What quality remembers of an account. Flat; bounded by its subscriptions and CRM rows.
 *
 * @param account CRM rows and subscriptions
 * @param periods the days of each subscription
 * @param domain the company's internet domain; empty when not known
 * @param stage its lifecycle stage
 * @param score its last score row
 */
public record AccountQuality(
    AccountState account,
    List<SoldPeriod> periods,
    String domain,
    StageTrack stage,
    ScoredFacts score) {

  /** Reads absent parts as nothing known. */
  public AccountQuality {
    account = account == null ? AccountState.empty() : account;
    periods = periods == null ? List.of() : periods;
    domain = domain == null ? "" : domain;
    stage = stage == null ? StageTrack.none() : stage;
    score = score == null ? ScoredFacts.none() : score;
  }

  /** Nothing known. */
  public static AccountQuality empty() {
    return new AccountQuality(null, null, null, null, null);
  }

  /** After a change of a CRM row. */
  public AccountQuality with(AccountChange change) {
    LocalDate day = LocalDate.ofInstant(change.getEventTime(), ZoneOffset.UTC);
    boolean deleted = change.getOp() == Operation.DELETE;
    AccountState next = account.with(change);
    StageTrack track =
        deleted || next == account
            ? stage
            : stage.with(change.getLifecycleStage(), day.toEpochDay());
    String newDomain = deleted || next == account ? domain : change.getDomain();
    return new AccountQuality(next, periods, newDomain, track, score);
  }

  /** After a change of a subscription. */
  public AccountQuality with(SubscriptionChange change) {
    return new AccountQuality(
        account.with(change, ZoneOffset.UTC),
        SoldPeriod.with(periods, SoldPeriod.of(change)),
        domain,
        stage,
        score);
  }

  /**
   * The next day after {@code today} on which a fault may open or close without any row: what the
   * account shows changes by itself, or its stage becomes stale. Empty: there is none.
   */
  public Optional<LocalDate> nextChange(LocalDate today) {
    return Stream.of(account.nextChange(today), stage.staleFrom())
        .flatMap(Optional::stream)
        .filter(day -> day.isAfter(today))
        .min(Comparator.naturalOrder());
  }

  /** After a score. */
  public AccountQuality with(ScoredFacts facts) {
    return new AccountQuality(account, periods, domain, stage, facts);
  }
}
