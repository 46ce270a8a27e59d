package io.vitals.domain.quality;

import io.vitals.domain.account.AccountView;
import io.vitals.domain.account.CrmRow;
import io.vitals.domain.account.ReportingAmount;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.LifecycleStage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The faults of one account, one small rule each, in the order of {@link ExceptionType}.
 *
 * <ol>
 *   <li>A critical field is empty, of an active account: {@link #CRITICAL_FIELDS}.
 *   <li>Sources name different parents.
 *   <li>Subscriptions to one product overlap.
 *   <li>There are days without any subscription between two.
 *   <li>A subscription ends before it begins.
 *   <li>Use lies before or after the subscription it names.
 *   <li>The CRM's ARR is more than {@link #ARR_TOLERANCE} off the sum of the active subscriptions,
 *       which is 0 when none is active.
 *   <li>A stage has lasted too long, or followed one that it must not follow (until the next
 *       change), or a customer's stage lacks owner, start date or plan.
 *   <li>A health input of an active account is missing that is not declared not to apply.
 * </ol>
 *
 * <p>Empty fields and missing inputs are no faults of an account that is not active.
 */
public final class AccountRules {
  /** Fields without which an active account cannot be looked after. */
  public static final List<String> CRITICAL_FIELDS =
      List.of("renewal_date", "owner_id", "lifecycle_stage", "arr", "tier", "segment");

  /** Share of the greater of two ARRs by which they may differ. */
  static final double ARR_TOLERANCE = 0.005;

  private final AccountQuality quality;
  private final AccountView account;
  private final CrmRow crm;
  private final List<Finding> findings = new ArrayList<>();

  private AccountRules(AccountQuality quality, LocalDate today) {
    this.quality = quality;
    this.account = quality.account().at(today);
    this.crm = account.crm().orElse(null);
  }

  /** The faults that show on a day, in UTC. */
  public static List<Finding> findings(AccountQuality quality, LocalDate today) {
    AccountRules rules = new AccountRules(quality, today);
    rules.missingFields();
    rules.parents();
    rules.overlaps();
    rules.gaps();
    rules.reversed();
    rules.misplacedUse();
    rules.arrMismatch();
    rules.stage(today);
    rules.missingInputs();
    return rules.findings;
  }

  /** Which critical fields of an account are empty. */
  static Set<String> emptyFields(AccountView account) {
    CrmRow crm = account.crm().orElse(null);
    Set<String> empty = new TreeSet<>();
    addIf(account.renewalDate() == null, "renewal_date", empty);
    addIf(crm == null || crm.ownerId() == null, "owner_id", empty);
    addIf(crm == null || crm.lifecycleStage() == null, "lifecycle_stage", empty);
    addIf(account.arrMinor() == null, "arr", empty);
    addIf(crm == null || crm.tier() == null, "tier", empty);
    addIf(crm == null || crm.segment() == null, "segment", empty);
    return empty;
  }

  private static void addIf(boolean condition, String field, Set<String> fields) {
    if (condition) {
      fields.add(field);
    }
  }

  private void missingFields() {
    if (account.active()) {
      for (String field : emptyFields(account)) {
        add(ExceptionType.MISSING_FIELD, field, "no " + field.replace('_', ' '), 1);
      }
    }
  }

  private void parents() {
    Set<String> parents = new TreeSet<>();
    for (CrmRow row : quality.account().crm()) {
      if (!row.stamp().deleted() && row.parentAccountId() != null) {
        parents.add(row.parentAccountId());
      }
    }
    if (parents.size() > 1) {
      String names = String.join(", ", parents);
      add(ExceptionType.HIERARCHY_MULTIPLE_PARENTS, names, "parents " + names, parents.size());
    }
  }

  private void overlaps() {
    Map<String, List<SoldPeriod>> byProduct = new TreeMap<>();
    for (SoldPeriod period : living()) {
      byProduct.computeIfAbsent(period.product(), product -> new ArrayList<>()).add(period);
    }
    byProduct.forEach(
        (product, periods) -> {
          long pairs = 0;
          String first = null;
          for (int i = 0; i < periods.size(); i++) {
            for (int j = i + 1; j < periods.size(); j++) {
              if (periods.get(i).overlaps(periods.get(j))) {
                pairs++;
                first = first == null ? pair(periods.get(i), periods.get(j)) : first;
              }
            }
          }
          if (pairs > 0) {
            add(ExceptionType.SUBSCRIPTION_OVERLAP, product, first, pairs);
          }
        });
  }

  private static String pair(SoldPeriod one, SoldPeriod other) {
    return one.id() + " " + one.days() + " and " + other.id() + " " + other.days();
  }

  private void gaps() {
    long gaps = 0;
    String first = null;
    SoldPeriod latest = null;
    for (SoldPeriod period : living()) {
      if (latest != null && period.startDay() > latest.endDay()) {
        gaps++;
        first = first == null ? pair(latest, period) : first;
      }
      latest = latest == null || period.endDay() > latest.endDay() ? period : latest;
    }
    if (gaps > 0) {
      add(ExceptionType.SUBSCRIPTION_GAP, "", first, gaps);
    }
  }

  /** Subscriptions with at least one day, by their first day. */
  private List<SoldPeriod> living() {
    return quality.periods().stream()
        .filter(period -> !period.deleted() && !period.isEmpty())
        .sorted(Comparator.comparingLong(SoldPeriod::startDay).thenComparing(SoldPeriod::id))
        .toList();
  }

  private void reversed() {
    for (SoldPeriod period : quality.periods()) {
      if (!period.deleted() && period.isReversed()) {
        add(ExceptionType.SUBSCRIPTION_REVERSED, period.id(), period.days(), 1);
      }
    }
  }

  private void misplacedUse() {
    long before = quality.score().usageBefore();
    long after = quality.score().usageAfter();
    if (before > 0) {
      add(
          ExceptionType.USAGE_BEFORE_SUBSCRIPTION,
          "",
          before + " records before their subscription began",
          before);
    }
    if (after > 0) {
      add(
          ExceptionType.USAGE_AFTER_SUBSCRIPTION,
          "",
          after + " records after their subscription ended",
          after);
    }
  }

  private void arrMismatch() {
    if (crm == null || crm.controlArrMinor() == null || account.subscriptionsWithoutAmount() > 0) {
      return;
    }
    Long control = ReportingAmount.of(crm.controlArrMinor(), crm.currency(), null);
    long counted = account.arrMinor() == null ? 0 : account.arrMinor();
    if (control == null) {
      return;
    }
    double tolerated = ARR_TOLERANCE * Math.max(Math.abs(control), Math.abs(counted));
    if (Math.abs(control - counted) > tolerated) {
      add(
          ExceptionType.ARR_MISMATCH,
          "",
          "the CRM says " + units(control) + ", its subscriptions " + units(counted),
          1);
    }
  }

  private static String units(long minor) {
    return BigDecimal.valueOf(minor, 2).toPlainString();
  }

  private void stage(LocalDate today) {
    LifecycleStage stage = crm == null ? null : crm.lifecycleStage();
    if (stage == null) {
      return;
    }
    StageTrack track = quality.stage();
    long days = today.toEpochDay() - track.sinceDay();
    String since = " since " + LocalDate.ofEpochDay(track.sinceDay());
    if (StageRules.isStale(stage, days) && (account.active() || StageRules.isCustomer(stage))) {
      add(ExceptionType.STALE_STAGE, words(stage), words(stage) + since, days);
    }
    if (track.illegalFrom() != null) {
      String change = words(track.illegalFrom()) + " to " + words(stage);
      add(ExceptionType.ILLEGAL_STAGE_TRANSITION, change, change + since, 1);
    }
    if (StageRules.isCustomer(stage)) {
      Set<String> lacking = new TreeSet<>();
      addIf(crm.ownerId() == null, "owner", lacking);
      addIf(crm.customerSinceDay() == null, "start date", lacking);
      addIf(crm.tier() == null, "plan", lacking);
      if (!lacking.isEmpty()) {
        String names = String.join(", ", lacking);
        add(
            ExceptionType.INCOMPLETE_HANDOFF,
            names,
            words(stage) + " without " + names,
            lacking.size());
      }
    }
  }

  private void missingInputs() {
    if (!account.active()) {
      return;
    }
    for (int i = 0; i < quality.score().missing().size(); i++) {
      add(
          ExceptionType.MISSING_HEALTH_INPUT,
          quality.score().missing().get(i),
          quality.score().reasons().get(i).replace('_', ' '),
          1);
    }
  }

  private static String words(LifecycleStage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  private void add(ExceptionType type, String subject, String evidence, long count) {
    findings.add(new Finding(type, subject, evidence, count));
  }
}
