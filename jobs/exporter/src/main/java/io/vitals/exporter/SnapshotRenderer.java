package io.vitals.exporter;

import static io.vitals.exporter.Dimension.specified;
import static io.vitals.exporter.SeriesValues.seconds;
import static io.vitals.exporter.SeriesValues.word;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Turns a snapshot into the series of a scrape. Holds no state between two. */
final class SnapshotRenderer implements SeriesRenderer<ScrapeSnapshot> {
  private static final double MICROS = 1e6;
  private static final String NAME_LABEL = "name";

  private final FamilyDefinitions<MetricFamily> definitions;
  private final Currency currency;
  private final double minorPerUnit;
  private final boolean withNames;

  /**
   * A renderer.
   *
   * @param dictionary defines every metric exposed
   * @param currency the reporting currency
   * @param withNames whether companies are named
   * @throws IllegalArgumentException if the dictionary lacks a metric
   */
  SnapshotRenderer(ExportedMetrics dictionary, Currency currency, boolean withNames) {
    this.currency = currency;
    this.minorPerUnit = Math.pow(10, currency.getDefaultFractionDigits());
    this.withNames = withNames;
    this.definitions =
        new FamilyDefinitions<>(
            MetricFamily.class, dictionary, label -> withNames || !label.equals(NAME_LABEL));
  }

  @Override
  public List<MetricFamilyDescriptor> families() {
    return definitions.descriptors();
  }

  @Override
  public MetricSnapshots render(ScrapeSnapshot snapshot) {
    SeriesBuilder<MetricFamily> series = definitions.series();
    renderStream(series, snapshot.stream());
    snapshot
        .portfolio()
        .ifPresent(
            portfolio -> {
              renderBounds(series, portfolio);
              renderTotals(series, portfolio);
              portfolio.exported().forEach(account -> renderAccount(series, account));
            });
    return series.build();
  }

  private void renderStream(SeriesBuilder<MetricFamily> series, StreamStatus stream) {
    series.add(MetricFamily.EXPORTER_CAUGHT_UP, stream.caughtUp() ? 1 : 0);
    series.add(MetricFamily.EXPORTER_CONSUMER_LAG, (double) stream.lag());
    series.add(MetricFamily.EXPORTER_RECORDS_READ, (double) stream.recordsRead());
    series.add(MetricFamily.EXPORTER_UNREADABLE, (double) stream.unreadable());
    series.add(
        MetricFamily.EXPORTER_REPORTING_CURRENCY,
        labels(MetricFamily.EXPORTER_REPORTING_CURRENCY, currency.getCurrencyCode()),
        1);
    stream
        .streamTime()
        .ifPresent(time -> series.add(MetricFamily.HEALTH_STREAM_TIME, seconds(time)));
  }

  private void renderBounds(SeriesBuilder<MetricFamily> series, PortfolioSnapshot portfolio) {
    series.add(MetricFamily.EXPORTER_ACCOUNTS, portfolio.accounts());
    series.add(MetricFamily.EXPORTER_ACCOUNTS_EXPORTED, portfolio.exported().size());
    series.add(MetricFamily.EXPORTER_ACCOUNTS_LIMIT, portfolio.limit());
    portfolio
        .omitted()
        .forEach(
            (band, count) ->
                series.add(
                    MetricFamily.EXPORTER_ACCOUNTS_OMITTED,
                    labels(MetricFamily.EXPORTER_ACCOUNTS_OMITTED, word(band)),
                    count));
  }

  private void renderTotals(SeriesBuilder<MetricFamily> series, PortfolioSnapshot portfolio) {
    series.add(MetricFamily.PORTFOLIO_NOT_SCORED, portfolio.notScored());
    portfolio
        .lastScored()
        .ifPresent(time -> series.add(MetricFamily.HEALTH_LAST_SCORED, seconds(time)));
    portfolio
        .total()
        .byBand()
        .forEach(
            (band, total) -> {
              Labels byBand = labels(MetricFamily.PORTFOLIO_ACCOUNTS, word(band));
              series.add(MetricFamily.PORTFOLIO_ACCOUNTS, byBand, total.accounts());
              series.add(MetricFamily.PORTFOLIO_ARR, byBand, units(total.arrMinor()));
              series.add(MetricFamily.PORTFOLIO_ARR_UNKNOWN, byBand, total.arrUnknown());
            });
    portfolio
        .byDimension()
        .forEach(
            (dimension, byValue) ->
                byValue.forEach(
                    (value, totals) -> renderDimension(series, dimension, value, totals)));
  }

  private void renderDimension(
      SeriesBuilder<MetricFamily> series, Dimension dimension, String value, BandTotals totals) {
    totals
        .byBand()
        .forEach(
            (band, total) -> {
              Labels byBand = labels(dimension.accountsFamily(), value, word(band));
              series.add(dimension.accountsFamily(), byBand, total.accounts());
              series.add(dimension.arrFamily(), byBand, units(total.arrMinor()));
            });
  }

  private void renderAccount(SeriesBuilder<MetricFamily> series, AccountHealth account) {
    String id = account.getAccountId();
    AccountFacts facts = account.getFacts();
    Labels byAccount = labels(MetricFamily.ACCOUNT_HEALTH_SCORE, id);
    series.addIfKnown(
        MetricFamily.ACCOUNT_HEALTH_SCORE, byAccount, ofMicros(account.getScoreMicros()));
    series.addIfKnown(
        MetricFamily.ACCOUNT_HEALTH_CONFIDENCE, byAccount, ofMicros(account.getConfidenceMicros()));
    series.add(
        MetricFamily.ACCOUNT_HEALTH_STATE,
        labels(
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
        facts.getArrMinor() == null ? null : units(facts.getArrMinor()));
    series.add(
        MetricFamily.ACCOUNT_ACTIVE_SUBSCRIPTIONS, byAccount, facts.getActiveSubscriptions());
    series.add(MetricFamily.ACCOUNT_OPEN_TICKETS, byAccount, facts.getOpenTickets());
    series.add(MetricFamily.ACCOUNT_OPEN_ESCALATIONS, byAccount, facts.getOpenEscalations());
    series.addIfKnown(
        MetricFamily.ACCOUNT_DISTINCT_USERS_7D, byAccount, facts.getDistinctUsers7d());
    series.addIfKnown(
        MetricFamily.ACCOUNT_DISTINCT_USERS_28D, byAccount, facts.getDistinctUsers28d());
    series.addIfKnown(MetricFamily.ACCOUNT_STICKINESS, byAccount, facts.getStickinessRatio());
    for (ScoreInput input : account.getInputs()) {
      Labels byInput = labels(MetricFamily.ACCOUNT_HEALTH_INPUT, id, input.getName());
      series.addIfKnown(MetricFamily.ACCOUNT_HEALTH_INPUT, byInput, input.getValue());
      series.addIfKnown(
          MetricFamily.ACCOUNT_HEALTH_INPUT_EVENT, byInput, seconds(input.getEventTime()));
    }
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
    return labels(MetricFamily.ACCOUNT, values.toArray(String[]::new));
  }

  private Labels labels(MetricFamily family, String... values) {
    return definitions.labels(family, values);
  }

  private double units(long minor) {
    return minor / minorPerUnit;
  }

  private static Double ofMicros(Long micros) {
    return micros == null ? null : Double.valueOf(micros / MICROS);
  }
}
