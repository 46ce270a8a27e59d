package io.vitals.domain.health;

import static io.vitals.schemas.MissingReason.NEVER_SEEN;
import static io.vitals.schemas.MissingReason.NOT_APPLICABLE;
import static io.vitals.schemas.MissingReason.TOO_LITTLE_EVIDENCE;

import io.vitals.domain.account.AccountView;
import io.vitals.domain.account.CrmRow;
import io.vitals.domain.adoption.AdoptionView;
import io.vitals.domain.change.Provenance;
import io.vitals.domain.health.InputValue.Missing;
import io.vitals.domain.health.InputValue.Present;
import io.vitals.domain.support.SupportView;
import io.vitals.schemas.Entity;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.MissingReason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The inputs of a score from what is known of an account: one small method each, in dictionary
 * order. An input without evidence is missing, never zero.
 *
 * @param model the model in force: what evidence it asks for, which features are key
 * @param account the account and its subscriptions today
 * @param arr90DaysAgo ARR 90 days ago, minor units; null when there was none, or a part of it is
 *     not known
 * @param adoption its usage
 * @param support its tickets
 * @param fed what any declared source feeds; "no tickets" is only good news where tickets would be
 *     told
 * @param trendWasKnown whether the trend was known at the last close of an hour: less evidence
 *     keeps it than makes it
 */
public record AccountInputs(
    Model model,
    AccountView account,
    Long arr90DaysAgo,
    AdoptionView adoption,
    SupportView support,
    Set<Entity> fed,
    boolean trendWasKnown) {
  private static final double MINUTES_AN_HOUR = 60;

  /**
   * Every input of the dictionary that can be told from these. One that the model declares not to
   * apply is missing as such, whatever is known of it.
   */
  public InputValues values() {
    InputValues.Builder values = told();
    for (int position : model.notApplicable(variantFacts())) {
      values.put(position, new Missing(NOT_APPLICABLE, null));
    }
    return values.build();
  }

  private InputValues.Builder told() {
    return InputValues.builder(model.dictionary())
        .put("adoption.active_days_ratio", activeDaysRatio())
        .put("adoption.usage_trend_ratio", usageTrendRatio())
        .put("adoption.weekly_active_seats_ratio", weeklyActiveSeatsRatio())
        .put("adoption.key_feature_breadth_ratio", keyFeatureBreadthRatio())
        .put("adoption.active_weeks_ratio", activeWeeksRatio())
        .put("engagement.days_since_last_activity", daysSinceLastActivity())
        .put("support.oldest_urgent_age_hours", oldestUrgentAgeHours())
        .put("support.open_severity_points", openSeverityPoints())
        .put("support.escalations_28d", escalations28d())
        .put("support.csat_ratio", csatRatio())
        .put("commercial.arr_change_90d_ratio", arrChange90dRatio())
        .put("commercial.noticed_arr_ratio", noticedArrRatio());
  }

  /** Whether the usage trend is known among these values. */
  public boolean trendIsKnown(ScoringFacts facts) {
    return facts.inputs().get(model.dictionary().indexOf("adoption.usage_trend_ratio"))
        instanceof Present;
  }

  /** What chooses the model's variant. */
  public VariantFacts variantFacts() {
    return new VariantFacts(
        stage(),
        account.crm().map(CrmRow::segment).orElse(null),
        account.crm().map(CrmRow::product).orElse(null));
  }

  /** What the gates judge besides the score. */
  public GateFacts gateFacts() {
    OptionalDouble idle = adoption.daysSinceLastActivity();
    return new GateFacts(
        support.open().escalated(),
        account.renewalDate() == null
            ? null
            : (int) ChronoUnit.DAYS.between(account.today(), account.renewalDate()),
        account.crm().map(CrmRow::ownerId).isPresent(),
        fed.contains(Entity.TICKET) ? oldestUrgentHours() : null,
        idle.isPresent() ? idle.getAsDouble() : null,
        noticedShare());
  }

  private LifecycleStage stage() {
    return account.crm().map(CrmRow::lifecycleStage).orElse(null);
  }

  private InputValue activeDaysRatio() {
    return ofUse(adoption.activeDaysRatio());
  }

  private InputValue activeWeeksRatio() {
    return ofUse(OptionalDouble.of(adoption.activeWeeksOf4() / 4.0));
  }

  private InputValue usageTrendRatio() {
    Evidence needed = model.evidence("adoption.usage_trend_ratio");
    int minEvents = trendWasKnown ? needed.minEventsOnceSeen() : needed.minEvents();
    boolean enough =
        adoption.events28d() >= minEvents
            && adoption.tenureDays().orElse(0) >= needed.minTenureDays();
    return enough ? ofUse(adoption.usageTrendRatio()) : missingUse();
  }

  private InputValue weeklyActiveSeatsRatio() {
    return account.seats() == null
        ? new Missing(NEVER_SEEN, usage())
        : ofUse(adoption.seatUtilisation(account.seats()), NEVER_SEEN);
  }

  /** The key features that the model lists for the account's product and tier. */
  public List<String> keyFeatures() {
    return model.keyFeatures(
        account.crm().map(CrmRow::product).orElse(null),
        account.crm().map(CrmRow::tier).orElse(null));
  }

  private InputValue keyFeatureBreadthRatio() {
    List<String> keyFeatures = keyFeatures();
    return keyFeatures.isEmpty()
        ? new Missing(NEVER_SEEN, usage())
        : ofUse(
            OptionalDouble.of(
                (double) adoption.keyFeaturesUsed(Set.copyOf(keyFeatures)) / keyFeatures.size()));
  }

  private InputValue daysSinceLastActivity() {
    return ofUse(adoption.daysSinceLastActivity());
  }

  private InputValue oldestUrgentAgeHours() {
    return ofTickets(oldestUrgentHours());
  }

  private InputValue openSeverityPoints() {
    return ofTickets(support.open().severityPoints());
  }

  private InputValue escalations28d() {
    return ofTickets(support.escalations28d());
  }

  private InputValue csatRatio() {
    if (!fed.contains(Entity.TICKET)) {
      return new Missing(NEVER_SEEN, null);
    }
    return support.ratings28d() < model.evidence("support.csat_ratio").minRatings()
            || support.csatRatio().isEmpty()
        ? new Missing(TOO_LITTLE_EVIDENCE, tickets())
        : new Present(support.csatRatio().getAsDouble(), tickets());
  }

  private InputValue arrChange90dRatio() {
    if (account.arrMinor() == null) {
      return new Missing(NEVER_SEEN, subscriptions());
    }
    return account.subscriptionsWithoutAmount() > 0 || arr90DaysAgo == null || arr90DaysAgo == 0
        ? new Missing(TOO_LITTLE_EVIDENCE, subscriptions())
        : new Present((double) account.arrMinor() / arr90DaysAgo - 1, subscriptions());
  }

  private InputValue noticedArrRatio() {
    Double share = noticedShare();
    if (share == null) {
      boolean partlyKnown = account.noticeKnown() && account.arrMinor() != null;
      return new Missing(partlyKnown ? TOO_LITTLE_EVIDENCE : NEVER_SEEN, subscriptions());
    }
    return account.silentSubscriptions() > 0
        ? new Missing(TOO_LITTLE_EVIDENCE, subscriptions())
        : new Present(share, subscriptions());
  }

  /**
   * What is known to be under notice / ARR: while some subscriptions do not tell how they end, the
   * least it can be. Bad news that is certain is enough for a gate; good news needs all to tell.
   */
  private Double noticedShare() {
    return !account.noticeKnown()
            || account.subscriptionsWithoutAmount() > 0
            || account.arrMinor() == null
            || account.arrMinor() <= 0
        ? null
        : (double) account.noticedArrMinor() / account.arrMinor();
  }

  private double oldestUrgentHours() {
    return support.open().oldestUrgentAge().map(Duration::toMinutes).orElse(0L) / MINUTES_AN_HOUR;
  }

  private InputValue ofTickets(double value) {
    return fed.contains(Entity.TICKET)
        ? new Present(value, tickets())
        : new Missing(NEVER_SEEN, null);
  }

  private InputValue ofUse(OptionalDouble value) {
    return ofUse(value, TOO_LITTLE_EVIDENCE);
  }

  private InputValue ofUse(OptionalDouble value, MissingReason without) {
    if (adoption.firstEvent().isEmpty()) {
      return new Missing(NEVER_SEEN, null);
    }
    return value.isPresent()
        ? new Present(value.getAsDouble(), usage())
        : new Missing(without, usage());
  }

  private InputValue missingUse() {
    return ofUse(OptionalDouble.empty());
  }

  private Provenance usage() {
    return adoption
        .lastEvent()
        .map(
            last ->
                new Provenance(
                    last.toEpochMilli(),
                    adoption.lastIngest().orElse(last).toEpochMilli(),
                    adoption.source().orElse(null)))
        .orElse(null);
  }

  private Provenance tickets() {
    return support.provenance().orElse(null);
  }

  private Provenance subscriptions() {
    Optional<Provenance> known = account.subscriptionProvenance();
    return known.orElse(null);
  }
}
