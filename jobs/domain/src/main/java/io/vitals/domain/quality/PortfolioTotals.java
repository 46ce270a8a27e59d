package io.vitals.domain.quality;

import io.vitals.domain.account.AccountView;
import io.vitals.domain.account.CrmRow;
import io.vitals.domain.account.ReportingAmount;
import io.vitals.schemas.ControlMeasure;

/**
 * What other systems count too, of one account or of many: totals add up, and so do their changes.
 * Flat. Amounts are minor units of the reporting currency.
 *
 * @param accounts accounts with a CRM row that is not deleted
 * @param activeAccounts accounts with an active subscription
 * @param activeSubscriptions active subscriptions
 * @param arrMinor their ARR, as far as it is known
 * @param controlArrMinor the sum of the CRM's own ARR field, as far as it can be converted
 * @param withoutAmount active subscriptions whose amount is not known
 */
public record PortfolioTotals(
    long accounts,
    long activeAccounts,
    long activeSubscriptions,
    long arrMinor,
    long controlArrMinor,
    long withoutAmount) {

  /** Nothing counted. */
  public static final PortfolioTotals NONE = new PortfolioTotals(0, 0, 0, 0, 0, 0);

  /** What an account counts for on a day. */
  public static PortfolioTotals of(AccountView view) {
    CrmRow crm = view.crm().orElse(null);
    Long control =
        crm == null ? null : ReportingAmount.of(crm.controlArrMinor(), crm.currency(), null);
    return new PortfolioTotals(
        crm == null ? 0 : 1,
        view.active() ? 1 : 0,
        view.activeSubscriptions(),
        view.arrMinor() == null ? 0 : view.arrMinor(),
        control == null ? 0 : control,
        view.subscriptionsWithoutAmount());
  }

  /** What an account counts for by its summary, which knows no subscriptions. */
  static PortfolioTotals of(AccountSummary account) {
    return new PortfolioTotals(
        account.knownInCrm() ? 1 : 0,
        account.active() ? 1 : 0,
        0,
        account.arrMinor() == null ? 0 : account.arrMinor(),
        0,
        0);
  }

  /** Both together. */
  public PortfolioTotals plus(PortfolioTotals other) {
    return new PortfolioTotals(
        accounts + other.accounts,
        activeAccounts + other.activeAccounts,
        activeSubscriptions + other.activeSubscriptions,
        arrMinor + other.arrMinor,
        controlArrMinor + other.controlArrMinor,
        withoutAmount + other.withoutAmount);
  }

  /** What must be added to the other to make this. */
  public PortfolioTotals minus(PortfolioTotals other) {
    return new PortfolioTotals(
        accounts - other.accounts,
        activeAccounts - other.activeAccounts,
        activeSubscriptions - other.activeSubscriptions,
        arrMinor - other.arrMinor,
        controlArrMinor - other.controlArrMinor,
        withoutAmount - other.withoutAmount);
  }

  /** The total of a measure; 0 of one that only a later release knows. */
  public long of(ControlMeasure measure) {
    return switch (measure) {
      case ACCOUNTS -> accounts;
      case ACTIVE_ACCOUNTS -> activeAccounts;
      case ACTIVE_SUBSCRIPTIONS -> activeSubscriptions;
      case ARR -> arrMinor;
      case UNKNOWN -> 0;
    };
  }
}
