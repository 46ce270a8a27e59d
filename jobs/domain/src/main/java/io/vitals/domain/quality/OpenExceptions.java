package io.vitals.domain.quality;

import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.QualityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The faults that are open of one account, source or portfolio, and what follows from those that
 * show now: new ones open, those that still show are told again when they changed or a day has
 * passed, those that show no longer are closed. Flat; bounded by the faults open.
 *
 * @param open the faults by their ids
 */
public record OpenExceptions(List<Open> open) {
  private static final long TOLD_AGAIN_AFTER = Duration.ofDays(1).toMillis();

  /**
   * An open fault.
   *
   * @param id its id
   * @param type what kind
   * @param subject what it is about
   * @param opened when it was found, epoch milliseconds
   * @param toldAt when it was told of last, epoch milliseconds
   * @param evidence what showed it then
   * @param count how many records or days did
   */
  public record Open(
      String id,
      ExceptionType type,
      String subject,
      long opened,
      long toldAt,
      String evidence,
      long count) {}

  /**
   * Whose faults they are.
   *
   * @param accountId the account; null for a source's
   * @param source the source; null for an account's
   * @param ownerId the account's owner; null when there is none
   * @param segment the account's segment; null when not known
   * @param arrMinor the account's ARR; null when not known
   */
  public record Whose(
      String accountId, String source, String ownerId, String segment, Long arrMinor) {
    /** An account's. */
    public static Whose of(AccountSummary account) {
      String segment = account.segment().isEmpty() ? null : account.segment();
      return new Whose(account.accountId(), null, account.ownerId(), segment, account.arrMinor());
    }

    String key() {
      return accountId == null ? source : accountId;
    }
  }

  /**
   * What follows.
   *
   * @param next the faults open now
   * @param rows what is to be told
   */
  public record Step(OpenExceptions next, List<QualityException> rows) {}

  /** Reads an absent list as no fault. */
  public OpenExceptions {
    open = open == null ? List.of() : open;
  }

  /** No fault. */
  public static OpenExceptions none() {
    return new OpenExceptions(null);
  }

  /** What follows from the faults that show now. */
  public Step next(List<Finding> findings, Whose whose, Instant now) {
    Map<String, Open> before = new TreeMap<>();
    open.forEach(known -> before.put(known.id(), known));
    List<Open> next = new ArrayList<>();
    List<QualityException> rows = new ArrayList<>();
    for (Finding finding : findings) {
      String id = finding.type() + "|" + whose.key() + "|" + finding.subject();
      Open known = before.remove(id);
      long opened = known == null ? now.toEpochMilli() : known.opened();
      boolean tell =
          known == null
              || !known.evidence().equals(finding.evidence())
              || known.count() != finding.count()
              || now.toEpochMilli() - known.toldAt() >= TOLD_AGAIN_AFTER;
      Open still =
          new Open(
              id,
              finding.type(),
              finding.subject(),
              opened,
              tell ? now.toEpochMilli() : known.toldAt(),
              finding.evidence(),
              finding.count());
      next.add(still);
      if (tell) {
        rows.add(row(still, whose, now, now, null));
      }
    }
    before
        .values()
        .forEach(
            ended -> rows.add(row(ended, whose, now, Instant.ofEpochMilli(ended.toldAt()), now)));
    return new Step(new OpenExceptions(next), rows);
  }

  private static QualityException row(
      Open fault, Whose whose, Instant now, Instant lastSeen, Instant closed) {
    return QualityException.newBuilder()
        .setIngestTime(now)
        .setExceptionId(fault.id())
        .setType(fault.type())
        .setAccountId(whose.accountId())
        .setSource(whose.source())
        .setSubject(fault.subject())
        .setOwnerId(whose.ownerId())
        .setSegment(whose.segment())
        .setArrMinor(whose.arrMinor())
        .setOpened(Instant.ofEpochMilli(fault.opened()))
        .setLastSeen(lastSeen)
        .setClosed(closed)
        .setEvidence(fault.evidence())
        .setCount(fault.count())
        .build();
  }
}
