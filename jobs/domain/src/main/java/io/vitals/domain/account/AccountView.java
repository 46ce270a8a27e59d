package io.vitals.domain.account;

import io.vitals.domain.change.Provenance;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An account on a day, by the rows known.
 *
 * @param today the day, in the tenant's time zone
 * @param crm the CRM's row, of several the one changed last; empty when none is known that is not
 *     deleted
 * @param crmProvenance of the CRM's rows, deletions included; empty when none ever came
 * @param activeSubscriptions subscriptions active today, trials included
 * @param arrMinor their annual amount, minor units of the reporting currency, as far as it is
 *     known: less than the whole while {@code subscriptionsWithoutAmount} is above 0; null when
 *     none of them has a known amount
 * @param subscriptionsWithoutAmount of the active ones, those whose amount is not known
 * @param seats their seats; null when none of them is sold by seats
 * @param renewalDate the CRM's own unless it is past, else the nearest day from today on at which
 *     an active subscription renews or ends, else the CRM's past one; null when not known
 * @param noticeKnown whether any active subscription tells how it ends: automatic renewal, notice,
 *     end, or the end of a term that does not renew by itself
 * @param silentSubscriptions active subscriptions of any amount but 0 that do not: while there are
 *     some, nothing under notice means nothing
 * @param noticedArrMinor the amount of active subscriptions under notice, or ending within {@value
 *     SubscriptionRow#NOTICED_WITHIN_DAYS} days without automatic renewal; null when {@code
 *     arrMinor} is null
 * @param subscriptionProvenance of the subscriptions' rows, deletions included; empty when none
 *     ever came
 * @param subscribedSince first day of the first subscription that has begun; null when none has
 */
public record AccountView(
    LocalDate today,
    Optional<CrmRow> crm,
    Optional<Provenance> crmProvenance,
    int activeSubscriptions,
    Long arrMinor,
    int subscriptionsWithoutAmount,
    Integer seats,
    LocalDate renewalDate,
    boolean noticeKnown,
    int silentSubscriptions,
    Long noticedArrMinor,
    Optional<Provenance> subscriptionProvenance,
    LocalDate subscribedSince) {

  /** Whether a subscription is active, with or without a CRM row. */
  public boolean active() {
    return activeSubscriptions > 0;
  }
}
