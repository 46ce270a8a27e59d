package io.vitals.exporter;

import static io.vitals.exporter.SeriesValues.seconds;
import static io.vitals.exporter.SeriesValues.word;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.util.Currency;
import java.util.List;

/** Turns a snapshot into the series of a scrape. Holds no state between two. */
final class SnapshotRenderer implements SeriesRenderer<ScrapeSnapshot> {
  private static final String NAME_LABEL = "name";

  private final FamilyDefinitions<MetricFamily> definitions;
  private final Currency currency;
  private final double minorPerUnit;
  private final AccountSeries accounts;
  private final double dictionaryCompliance;

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
    this.definitions =
        new FamilyDefinitions<>(
            MetricFamily.class, dictionary, label -> withNames || !label.equals(NAME_LABEL));
    this.accounts = new AccountSeries(definitions, minorPerUnit, withNames);
    this.dictionaryCompliance = dictionary.compliance();
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
              renderRenewals(series, portfolio);
              renderVersions(series, portfolio);
              portfolio.exported().forEach(account -> accounts.render(series, account));
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
    series.add(MetricFamily.DICTIONARY_COMPLIANCE, dictionaryCompliance);
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

  private void renderRenewals(SeriesBuilder<MetricFamily> series, PortfolioSnapshot portfolio) {
    portfolio
        .renewals()
        .forEach(
            (due, totals) ->
                totals
                    .byBand()
                    .forEach(
                        (band, total) -> {
                          Labels labels =
                              labels(MetricFamily.RENEWALS_ACCOUNTS, due.label(), word(band));
                          series.add(MetricFamily.RENEWALS_ACCOUNTS, labels, total.accounts());
                          series.add(MetricFamily.RENEWALS_ARR, labels, units(total.arrMinor()));
                        }));
  }

  private void renderVersions(SeriesBuilder<MetricFamily> series, PortfolioSnapshot portfolio) {
    portfolio
        .publishedBy()
        .forEach(
            (by, accounts) ->
                series.add(
                    MetricFamily.VERSION_ACCOUNTS,
                    labels(
                        MetricFamily.VERSION_ACCOUNTS,
                        by.model(),
                        by.codeVersion(),
                        Integer.toString(by.dictionaryVersion())),
                    accounts));
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

  private Labels labels(MetricFamily family, String... values) {
    return definitions.labels(family, values);
  }

  private double units(long minor) {
    return minor / minorPerUnit;
  }
}
