package io.vitals.domain.quality;

import io.vitals.domain.account.AccountView;
import io.vitals.domain.account.CrmRow;
import io.vitals.schemas.Entity;
import io.vitals.schemas.LifecycleStage;
import java.util.List;

/**
 * An account as the portfolio's checks see it. Flat.
 *
 * @param accountId {@code tenant:opaque}
 * @param knownInCrm whether a CRM row of it is known that is not deleted
 * @param active whether it has an active subscription
 * @param arrMinor its ARR, minor units of the reporting currency; null when not known
 * @param segment its segment; empty when not known
 * @param ownerId its owner; null when there is none
 * @param stage its lifecycle stage; null when not known
 * @param name the company's name; null when not known
 * @param domain the company's internet domain; null when not known
 * @param parentAccountId its parent; null when there is none
 * @param emptyFields the critical fields that are empty
 * @param knownInputs health inputs that are known
 * @param missingInputs health inputs that are missing
 * @param fedBy what feeds its health inputs
 */
public record AccountSummary(
    String accountId,
    boolean knownInCrm,
    boolean active,
    Long arrMinor,
    String segment,
    String ownerId,
    LifecycleStage stage,
    String name,
    String domain,
    String parentAccountId,
    List<String> emptyFields,
    List<String> knownInputs,
    List<String> missingInputs,
    List<Entity> fedBy) {

  /** Reads absent lists as empty. */
  public AccountSummary {
    segment = segment == null ? "" : segment;
    emptyFields = emptyFields == null ? List.of() : emptyFields;
    knownInputs = knownInputs == null ? List.of() : knownInputs;
    missingInputs = missingInputs == null ? List.of() : missingInputs;
    fedBy = fedBy == null ? List.of() : fedBy;
  }

  /** The summary of an account on a day. */
  public static AccountSummary of(String accountId, AccountQuality quality, AccountView view) {
    CrmRow crm = view.crm().orElse(null);
    return new AccountSummary(
        accountId,
        crm != null,
        view.active(),
        view.arrMinor(),
        crm == null ? null : crm.segment(),
        crm == null ? null : crm.ownerId(),
        crm == null ? null : crm.lifecycleStage(),
        crm == null ? null : crm.name(),
        quality.domain().isEmpty() ? null : quality.domain(),
        crm == null ? null : crm.parentAccountId(),
        List.copyOf(AccountRules.emptyFields(view)),
        quality.score().known(),
        quality.score().missing(),
        quality.score().fedBy());
  }

  /** The tenant: the part of the id before the colon. */
  public String tenant() {
    int colon = accountId.indexOf(':');
    return colon < 0 ? accountId : accountId.substring(0, colon);
  }
}
