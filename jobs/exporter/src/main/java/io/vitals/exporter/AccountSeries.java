package io.vitals.exporter;

import static io.vitals.exporter.Dimension.specified;
import static io.vitals.exporter.SeriesValues.seconds;
import static io.vitals.exporter.SeriesValues.word;

import io.prometheus.metrics.model.snapshots.Labels;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.Entity;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.ScoreInput;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The series of one account: its score, what it is made of, its attributes and counts. */
final class AccountSeries {
  private static final double MICROS = 1e6;

  private final FamilyDefinitions<MetricFamily> definitions;
  private final double minorPerUnit;
  private final boolean withNames;

  AccountSeries(
      FamilyDefinitions<MetricFamily> definitions, double minorPerUnit, boolean withNames) {
    this.definitions = definitions;
    this.minorPerUnit = minorPerUnit;
    this.withNames = withNames;
  }

  /** Adds the series of an account. */
  void render(SeriesBuilder<MetricFamily> series, AccountHealth account) {
    String id = account.getAccountId();
    AccountFacts facts = account.getFacts();
    Labels byAccount = definitions.labels(MetricFamily.ACCOUNT_HEALTH_SCORE, id);
    series.addIfKnown(
        MetricFamily.ACCOUNT_HEALTH_SCORE, byAccount, ofMicros(account.getScoreMicros()));
    series.addIfKnown(
        MetricFamily.ACCOUNT_HEALTH_CONFIDENCE, byAccount, ofMicros(account.getConfidenceMicros()));
    series.add(
        MetricFamily.ACCOUNT_HEALTH_STATE,
        definitions.labels(
            MetricFamily.ACCOUNT_HEALTH_STATE,
            id,
            word(account.getBand()),
            word(account.getStatus()),
            word(account.getCountBand())),
        1);
    series.add(MetricFamily.ACCOUNT_SCORED, byAccount, seconds(account.getScoredAt()));
    series.add(MetricFamily.ACCOUNT, attributes(account), 1);
    series.addIfKnown(
        MetricFamily.ACCOUNT_ARR,
        byAccount,
        facts.getArrMinor() == null ? null : (Double) (facts.getArrMinor() / minorPerUnit));
    series.addIfKnown(MetricFamily.ACCOUNT_RENEWAL, byAccount, beginOf(facts.getRenewalDate()));
    series.addIfKnown(
        MetricFamily.ACCOUNT_SUBSCRIBED, byAccount, beginOf(facts.getSubscribedSince()));
    series.addIfKnown(
        MetricFamily.ACCOUNT_FIRST_KEY_EVENT, byAccount, seconds(facts.getFirstKeyEventTime()));
    series.add(
        MetricFamily.ACCOUNT_ACTIVE_SUBSCRIPTIONS, byAccount, facts.getActiveSubscriptions());
    if (hasTickets(account)) {
      series.add(MetricFamily.ACCOUNT_OPEN_TICKETS, byAccount, facts.getOpenTickets());
      series.add(MetricFamily.ACCOUNT_OPEN_ESCALATIONS, byAccount, facts.getOpenEscalations());
    }
    series.addIfKnown(
        MetricFamily.ACCOUNT_DISTINCT_USERS_7D, byAccount, facts.getDistinctUsers7d());
    series.addIfKnown(
        MetricFamily.ACCOUNT_DISTINCT_USERS_28D, byAccount, facts.getDistinctUsers28d());
    series.addIfKnown(MetricFamily.ACCOUNT_STICKINESS, byAccount, facts.getStickinessRatio());
    account.getInputs().forEach(input -> renderInput(series, id, input));
    if (account.getScoreMicros() != null) {
      renderFirstDriver(series, account);
    }
  }

  /** Whether anything was ever heard of tickets: before that, none open is not known. */
  private static boolean hasTickets(AccountHealth account) {
    return account.getInputs().stream()
        .filter(input -> input.getEntities().contains(Entity.TICKET))
        .noneMatch(input -> input.getMissingReason() == MissingReason.NEVER_SEEN);
  }

  private void renderInput(SeriesBuilder<MetricFamily> series, String id, ScoreInput input) {
    Labels byInput = definitions.labels(MetricFamily.ACCOUNT_HEALTH_INPUT, id, input.getName());
    series.addIfKnown(MetricFamily.ACCOUNT_HEALTH_INPUT, byInput, input.getValue());
    series.addIfKnown(
        MetricFamily.ACCOUNT_HEALTH_INPUT_EVENT, byInput, seconds(input.getEventTime()));
    if (input.getPointsMicros() != null) {
      series.add(
          MetricFamily.ACCOUNT_HEALTH_POINTS, byInput, input.getContributionMicros() / MICROS);
      series.add(MetricFamily.ACCOUNT_HEALTH_POINTS_LOST, byInput, lost(input));
    }
    series.add(
        MetricFamily.ACCOUNT_HEALTH_INPUT_STATE,
        definitions.labels(
            MetricFamily.ACCOUNT_HEALTH_INPUT_STATE,
            id,
            input.getName(),
            input.getSource() == null ? "" : input.getSource(),
            word(input.getStatus()),
            input.getMissingReason() == null ? "" : word(input.getMissingReason())),
        1);
  }

  private void renderFirstDriver(SeriesBuilder<MetricFamily> series, AccountHealth account) {
    account.getInputs().stream()
        .filter(input -> input.getPointsMicros() != null && lost(input) > 0)
        .max(Comparator.comparingDouble(AccountSeries::lost))
        .ifPresent(
            input ->
                series.add(
                    MetricFamily.ACCOUNT_HEALTH_FIRST_DRIVER,
                    definitions.labels(
                        MetricFamily.ACCOUNT_HEALTH_FIRST_DRIVER,
                        account.getAccountId(),
                        input.getName()),
                    1));
  }

  /** What the input costs by its weight in the model, in points of the score. */
  private static double lost(ScoreInput input) {
    return input.getWeightMicros() / MICROS * (1 - input.getPointsMicros() / MICROS / 100);
  }

  private Labels attributes(AccountHealth account) {
    AccountFacts facts = account.getFacts();
    List<String> values = new ArrayList<>();
    values.add(account.getAccountId());
    if (withNames) {
      values.add(specified(facts.getName()));
    }
    values.add(specified(facts.getSegment()));
    values.add(specified(facts.getTier()));
    values.add(specified(facts.getRegion()));
    values.add(specified(facts.getIndustry()));
    values.add(specified(facts.getOwnerId()));
    values.add(
        facts.getLifecycleStage() == null
            ? Dimension.UNSPECIFIED
            : word(facts.getLifecycleStage()));
    values.add(account.getModel());
    return definitions.labels(MetricFamily.ACCOUNT, values.toArray(String[]::new));
  }

  private static Long beginOf(LocalDate day) {
    return day == null ? null : (Long) day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  private static Double ofMicros(Long micros) {
    return micros == null ? null : Double.valueOf(micros / MICROS);
  }
}
