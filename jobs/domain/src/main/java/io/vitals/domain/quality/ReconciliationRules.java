package io.vitals.domain.quality;

import io.vitals.domain.freshness.FreshnessRules;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.ControlTotal;
import io.vitals.schemas.DifferenceClass;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Why a total of another system is not ours: each rule takes what it can explain of what the rules
 * before it left, so that the parts sum to theirs minus ours.
 *
 * <ol>
 *   <li>Another rule of counting gives their total: the CRM's own ARR field for ARR, active
 *       accounts for accounts or the reverse. DEFINITION. Lost subscriptions look the same, so this
 *       comes first only where the system counts as many subscriptions as we do, and after LATE
 *       otherwise.
 *   <li>We have more, and accounts look like others: DUPLICATE, as many as do.
 *   <li>They have more, and records of theirs could not be used: DEAD_LETTERED, as many as there
 *       are; of ARR the whole, since an amount that could not be read is not known.
 *   <li>The source has not yet sent all of the instant, or is broken: LATE.
 *   <li>They have more ARR, and the amount of some subscriptions is not known: UNEXPLAINED.
 *   <li>They have more: MISSING.
 *   <li>We have more: UNEXPLAINED.
 * </ol>
 */
public final class ReconciliationRules {
  /**
   * What could not be decoded is of no entity that could be told, and of no source but its topic
   * where no header names one.
   */
  private static final Entity ANY = Entity.UNKNOWN;

  private final ControlTotal claim;
  private final Known known;
  private final List<DifferencePart> parts = new ArrayList<>();
  private long rest;

  /**
   * What we know when a total is compared.
   *
   * @param ours our totals of the instant
   * @param surplus what those accounts count for that look like an earlier one
   * @param deadLetters records that could not be used, by {@link #deadLetterKey}
   * @param sources how each source does
   * @param subscriptionsAgree whether the system counts as many active subscriptions as we do
   */
  public record Known(
      PortfolioTotals ours,
      PortfolioTotals surplus,
      Map<String, Long> deadLetters,
      List<SourceFreshness> sources,
      boolean subscriptionsAgree) {}

  private ReconciliationRules(ControlTotal claim, Known known) {
    this.claim = claim;
    this.known = known;
  }

  /** What a count of dead letters is kept under. */
  public static String deadLetterKey(String source, Entity entity) {
    return source + "|" + entity;
  }

  /** What a reconciliation is kept under: the last of each stands. */
  public static String key(ControlTotal claim) {
    return claim.getSystem() + "|" + claim.getMeasure();
  }

  /**
   * Compares.
   *
   * @param claim their total
   * @param now from when on this holds
   */
  public static Reconciliation compare(ControlTotal claim, Known known, Instant now) {
    ReconciliationRules rules = new ReconciliationRules(claim, known);
    long ours = known.ours().of(claim.getMeasure());
    rules.rest = claim.getTotal() - ours;
    if (known.subscriptionsAgree()) {
      rules.definition();
    }
    rules.duplicates();
    rules.deadLetters();
    rules.late();
    rules.definition();
    rules.remainder();
    rules.parts.sort(
        Comparator.comparingLong((DifferencePart part) -> -Math.abs(part.getAmount()))
            .thenComparing(DifferencePart::getReason));
    return Reconciliation.newBuilder()
        .setIngestTime(now)
        .setSystem(claim.getSystem())
        .setMeasure(claim.getMeasure())
        .setAsOf(claim.getAsOf())
        .setTheirs(claim.getTotal())
        .setOurs(ours)
        .setParts(rules.parts)
        .build();
  }

  private void definition() {
    PortfolioTotals ours = known.ours();
    switch (claim.getMeasure()) {
      case ARR -> {
        double tolerated = AccountRules.ARR_TOLERANCE * Math.abs(claim.getTotal());
        boolean theirField = Math.abs(claim.getTotal() - ours.controlArrMinor()) <= tolerated;
        if (theirField && Math.abs(rest) > tolerated) {
          part(
              DifferenceClass.DEFINITION,
              rest - (claim.getTotal() - ours.controlArrMinor()),
              "theirs is the sum of the ARR field of accounts, ours of their active subscriptions");
        }
      }
      case ACCOUNTS -> sameAs(ours.activeAccounts(), "theirs are the accounts with a subscription");
      case ACTIVE_ACCOUNTS -> sameAs(ours.accounts(), "theirs are all accounts of the CRM");
      default -> {}
    }
  }

  private void sameAs(long otherCount, String evidence) {
    if (claim.getTotal() == otherCount) {
      part(DifferenceClass.DEFINITION, rest, evidence);
    }
  }

  private void duplicates() {
    long surplus = known.surplus().of(claim.getMeasure());
    if (rest < 0 && surplus > 0) {
      part(
          DifferenceClass.DUPLICATE,
          -Math.min(-rest, surplus),
          known.surplus().accounts() + " accounts look like another, and may be counted twice");
    }
  }

  private void deadLetters() {
    long unusable = count(Topic.SOURCE_CRM.topicName(), ANY);
    for (SourceFreshness source : feeding()) {
      unusable += count(source.getSource(), entity()) + count(source.getSource(), ANY);
    }
    if (rest > 0 && unusable > 0) {
      part(
          DifferenceClass.DEAD_LETTERED,
          claim.getMeasure() == ControlMeasure.ARR ? rest : Math.min(rest, unusable),
          unusable + " records could not be used in the last days");
    }
  }

  private long count(String source, Entity of) {
    return known.deadLetters().getOrDefault(deadLetterKey(source, of), 0L);
  }

  private void late() {
    for (SourceFreshness source : feeding()) {
      Instant complete = source.getCompleteThrough();
      boolean behind = complete != null && complete.isBefore(claim.getAsOf());
      if (behind || FreshnessRules.holds(source.getStatus())) {
        String sent =
            complete == null ? "has not said what it has sent" : "has sent all to " + complete;
        part(DifferenceClass.LATE, rest, source.getSource() + " " + sent);
      }
    }
  }

  private void remainder() {
    long withoutAmount = known.ours().withoutAmount();
    if (rest > 0 && claim.getMeasure() == ControlMeasure.ARR && withoutAmount > 0) {
      part(
          DifferenceClass.UNEXPLAINED,
          rest,
          "the amount of " + withoutAmount + " active subscriptions is not known");
    } else if (rest > 0) {
      part(DifferenceClass.MISSING, rest, "sent by no source until now");
    } else {
      part(DifferenceClass.UNEXPLAINED, rest, "ended or deleted there, and not told of here");
    }
  }

  /** The system itself when it is a source of what is counted, else all such sources. */
  private List<SourceFreshness> feeding() {
    List<SourceFreshness> all =
        known.sources().stream().filter(source -> source.getEntities().contains(entity())).toList();
    List<SourceFreshness> itself =
        all.stream().filter(source -> source.getSource().equals(claim.getSystem())).toList();
    return itself.isEmpty() ? all : itself;
  }

  private Entity entity() {
    return claim.getMeasure() == ControlMeasure.ACCOUNTS ? Entity.ACCOUNT : Entity.SUBSCRIPTION;
  }

  private void part(DifferenceClass reason, long amount, String evidence) {
    if (amount != 0) {
      parts.add(new DifferencePart(reason, amount, evidence));
      rest -= amount;
    }
  }
}
