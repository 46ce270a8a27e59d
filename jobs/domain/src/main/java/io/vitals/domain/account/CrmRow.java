package io.vitals.domain.account;

import static io.vitals.domain.change.ChangeStamp.nullable;

import io.vitals.domain.change.ChangeStamp;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.LifecycleStage;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * The CRM's row of an account as its last change left it. A null is null in the CRM. A deleted row
 * keeps its stamp only.
 *
 * @param stamp the change that made it so
 * @param key the account's key as the source spells it: several may mean one account
 * @param name the company's name
 * @param tier the plan bought
 * @param segment the market segment
 * @param region the sales region
 * @param industry the customer's industry
 * @param product the product bought
 * @param implementationType how it was implemented
 * @param ownerId opaque id of the customer success manager
 * @param lifecycleStage where the customer stands
 * @param parentAccountId {@code tenant:opaque} of the parent
 * @param controlArrMinor the CRM's own recurring revenue, a control total, in minor units of {@code
 *     currency}
 * @param currency ISO 4217 code
 * @param customerSinceDay the day the customer signed, epoch day in the tenant's time zone
 * @param renewalDay when the next renewal is due, epoch day in the tenant's time zone
 */
public record CrmRow(
    ChangeStamp stamp,
    String key,
    String name,
    String tier,
    String segment,
    String region,
    String industry,
    String product,
    String implementationType,
    String ownerId,
    LifecycleStage lifecycleStage,
    String parentAccountId,
    Long controlArrMinor,
    String currency,
    Integer customerSinceDay,
    Integer renewalDay) {

  /** Place of a row in the state: a key is unique within its source. */
  static final Comparator<CrmRow> KEY =
      Comparator.comparing(CrmRow::key).thenComparing(row -> row.stamp.source());

  /** Of two rows of one key the greater one stands. */
  static final Comparator<CrmRow> ORDER =
      ChangeStamp.lastWriterWins(
          CrmRow::stamp,
          ChangeStamp.<CrmRow, String>nullable(CrmRow::name)
              .thenComparing(nullable(CrmRow::tier))
              .thenComparing(nullable(CrmRow::segment))
              .thenComparing(nullable(CrmRow::region))
              .thenComparing(nullable(CrmRow::industry))
              .thenComparing(nullable(CrmRow::product))
              .thenComparing(nullable(CrmRow::implementationType))
              .thenComparing(nullable(CrmRow::ownerId))
              .thenComparing(nullable(CrmRow::lifecycleStage))
              .thenComparing(nullable(CrmRow::parentAccountId))
              .thenComparing(nullable(CrmRow::controlArrMinor))
              .thenComparing(nullable(CrmRow::currency))
              .thenComparing(nullable(CrmRow::customerSinceDay))
              .thenComparing(nullable(CrmRow::renewalDay)));

  /**
   * Of the living rows of several keys the account is shown by the greatest: the one changed last,
   * then by source and key. Versions of different keys are not compared, as they need not count
   * alike.
   */
  static final Comparator<CrmRow> SHOWN =
      Comparator.<CrmRow>comparingLong(row -> row.stamp.eventMillis())
          .thenComparing(row -> row.stamp.source())
          .thenComparing(CrmRow::key);

  public CrmRow {
    stamp = stamp == null ? ChangeStamp.NONE : stamp;
    key = key == null ? "" : key;
  }

  static CrmRow of(AccountChange change) {
    ChangeStamp stamp =
        ChangeStamp.of(
            change.getSource(),
            change.getSourceEpoch(),
            change.getSourceVersion(),
            change.getOp(),
            change.getEventTime(),
            change.getIngestTime());
    if (stamp.deleted()) {
      return new CrmRow(
          stamp,
          change.getAccountKey(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    return new CrmRow(
        stamp,
        change.getAccountKey(),
        change.getName(),
        change.getTier(),
        change.getSegment(),
        change.getRegion(),
        change.getIndustry(),
        change.getProduct(),
        change.getImplementationType(),
        change.getOwnerId(),
        change.getLifecycleStage(),
        change.getParentAccountId(),
        change.getControlArrMinor(),
        change.getCurrency(),
        EpochDay.ofNullable(change.getCustomerSince()),
        EpochDay.ofNullable(change.getRenewalDate()));
  }

  boolean deleted() {
    return stamp.deleted();
  }

  /** The day the customer signed, in the tenant's time zone; empty when not known. */
  public Optional<LocalDate> customerSince() {
    return Optional.ofNullable(EpochDay.toDate(customerSinceDay));
  }

  /** When the next renewal is due by the CRM's own word; empty when it does not say. */
  public Optional<LocalDate> renewalDate() {
    return Optional.ofNullable(EpochDay.toDate(renewalDay));
  }
}
