package io.vitals.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vitals.domain.freshness.FreshnessRow;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.BandMovement;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ChurnReason;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.DifferenceClass;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.Entity;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.Operation;
import io.vitals.schemas.OutcomeKind;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityMeasure;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.metrics.ExportedMetrics;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataRendererTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final LatestData latest = new LatestData();
  private Set<Topic> read = EnumSet.copyOf(LatestData.TOPICS);
  private final DataRenderer renderer =
      new DataRenderer(ExportedMetrics.bundled(), Currency.getInstance("USD"));

  @Test
  void beforeAnythingIsReadNothingIsSaid() throws Exception {
    assertThat(scraped()).isEmpty();
  }

  @Test
  void aBrokenSourceTellsItsStateItsCauseAndWhatItTouches() throws Exception {
    apply(freshness(FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS, NOON));
    apply(
        Topic.SOURCE_BREAKS,
        "crm",
        RecordWriter.of(SourceBreak.class)
            .write(
                SourceBreak.newBuilder()
                    .setIngestTime(NOON)
                    .setSource("crm")
                    .setStatus(FreshnessStatus.SILENT)
                    .setCause(FreshnessCause.NO_ARRIVALS)
                    .setSince(NOON)
                    .setReason("")
                    .setAccounts(7)
                    .setArrMinor(12_345)
                    .setAccountsTotal(9)
                    .build()));
    assertThat(scraped())
        .contains(
            "vitals_source_state{source=\"crm\",state=\"silent\"} 1.0",
            "vitals_source_state{source=\"crm\",state=\"fresh\"} 0.0",
            "vitals_source_cause_info{cadence_basis=\"declared\",cause=\"no_arrivals\",source=\"crm\"} 1",
            "vitals_source_last_event_timestamp_seconds{source=\"crm\"} 1.7724524E9",
            "vitals_source_lag_seconds{quantile=\"0.99\",source=\"crm\"} 2.0",
            "vitals_source_break_accounts{source=\"crm\"} 7.0",
            "vitals_source_break_arr_currency_units{source=\"crm\"} 123.45",
            "vitals_source_break_active_accounts{source=\"crm\"} 9.0");
  }

  @Test
  void whatIsNotKnownHasNoSeriesAndNoBreakIsZero() throws Exception {
    apply(freshness(FreshnessStatus.FRESH, FreshnessCause.NONE, NOON));
    assertThat(scraped())
        .as("before the job that finds breaks and faults said anything")
        .doesNotContain("vitals_source_break_accounts{", "vitals_quality_exceptions{");

    byte[] time =
        RecordWriter.of(Punctuation.class)
            .write(Punctuation.newBuilder().setIngestTime(NOON).setJob("quality").build());
    apply(Topic.SOURCE_BREAKS, "0", time);
    apply(Topic.QUALITY_EXCEPTIONS, "0", time);
    assertThat(scraped())
        .contains(
            "vitals_source_break_accounts{source=\"crm\"} 0.0",
            "vitals_quality_exceptions{type=\"duplicate_candidate\"} 0.0")
        .doesNotContain("vitals_source_records_expected{")
        .doesNotContain("vitals_source_slo_compliance_ratio{")
        .doesNotContain("vitals_source_break_active_accounts{");
  }

  @Test
  void ofATopicThatIsNotReadNothingIsSaid() throws Exception {
    apply(freshness(FreshnessStatus.FRESH, FreshnessCause.NONE, NOON));
    apply(exception("a", null));
    apply(ratio("tier", "", 1, 4));
    read = EnumSet.of(Topic.SOURCE_FRESHNESS);
    assertThat(scraped())
        .contains("vitals_source_state{")
        .doesNotContain("vitals_source_break_")
        .doesNotContain("vitals_quality_");
  }

  @Test
  void aRepeatedOlderRowTakesNothingBack() throws Exception {
    apply(freshness(FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS, NOON));
    apply(freshness(FreshnessStatus.FRESH, FreshnessCause.NONE, NOON.minusSeconds(60)));
    assertThat(scraped()).contains("vitals_source_state{source=\"crm\",state=\"silent\"} 1.0");
  }

  @Test
  void ofASourceThatIsNoLongerDeclaredNothingIsSaid() throws Exception {
    apply(freshness(FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS, NOON));
    apply(FreshnessRow.noLongerDeclared("crm", NOON.plusSeconds(60)));
    assertThat(scraped()).doesNotContain("source=\"crm\"");
  }

  @Test
  void movesAndCustomersThatLeftAreTold() throws Exception {
    move(CountBand.NOT_SCORED, CountBand.HEALTHY, NOON.minus(Duration.ofDays(50)), 12_345L);
    move(CountBand.HEALTHY, CountBand.NOT_SCORED, NOON, null);
    apply(
        Topic.CRM_OUTCOMES,
        "acme:1",
        RecordWriter.of(ChurnOutcome.class)
            .write(
                ChurnOutcome.newBuilder()
                    .setSource("crm")
                    .setOutcomeId("o-1")
                    .setSourceVersion(1)
                    .setOp(Operation.CREATE)
                    .setAccountKey("1")
                    .setAccountId("acme:1")
                    .setEventTime(NOON)
                    .setKind(OutcomeKind.CHURN)
                    .setEffectiveDate(LocalDate.parse("2026-03-01"))
                    .setReason(ChurnReason.PRODUCT_FIT)
                    .build()));
    assertThat(scraped())
        .contains(
            "vitals_band_movements_accounts{from=\"healthy\",to=\"not_scored\",window=\"7d\"} 1.0",
            "vitals_band_movements_arr_currency_units{from=\"healthy\",to=\"not_scored\",window=\"28d\"} 123.45",
            "vitals_band_movements_accounts{from=\"healthy\",to=\"at_risk\",window=\"7d\"} 0.0",
            "vitals_churned_accounts{reason=\"product_fit\",segment=\"smb\",window=\"28d\"} 1.0");
    read = EnumSet.of(Topic.CRM_OUTCOMES);
    assertThat(scraped()).isEmpty();
  }

  @Test
  void anOpenAlertIsListedWithWhatItIsOf() throws Exception {
    apply(
        Topic.ALERTS,
        "source_silent|source|crm|critical|" + NOON,
        RecordWriter.of(Alert.class)
            .write(
                Alert.newBuilder()
                    .setIngestTime(NOON)
                    .setEpisodeId("source_silent|source|crm|critical|" + NOON)
                    .setKind(AlertKind.SOURCE_SILENT)
                    .setScope(SignalScope.SOURCE)
                    .setSubject("crm")
                    .setSeverity(AlertSeverity.CRITICAL)
                    .setPhase(AlertPhase.FIRING)
                    .setSince(NOON)
                    .setFiredAt(NOON)
                    .setSummary("nothing comes")
                    .setArrMinor(12_345L)
                    .build()));
    assertThat(scraped())
        .contains(
            "vitals_alert_since_timestamp_seconds{episode=\"source_silent|source|crm|critical|2026-03-02T12:00:00Z\","
                + "kind=\"source_silent\",phase=\"firing\",scope=\"source\",segment=\"\",severity=\"critical\","
                + "source=\"crm\",subject=\"crm\",team=\"platform\"} 1.7724528E9",
            "vitals_alert_arr_currency_units{episode=\"source_silent|source|crm|critical|2026-03-02T12:00:00Z\"} 123.45");
  }

  private void move(CountBand from, CountBand to, Instant time, Long arrMinor) {
    apply(
        Topic.ACCOUNT_MOVEMENTS,
        "acme:1",
        RecordWriter.of(BandMovement.class)
            .write(
                BandMovement.newBuilder()
                    .setIngestTime(time)
                    .setAccountId("acme:1")
                    .setFrom(from)
                    .setTo(to)
                    .setSegment("smb")
                    .setArrMinor(arrMinor)
                    .build()));
  }

  @Test
  void exceptionsAreCountedUntilTheyAreClosed() throws Exception {
    apply(freshness(FreshnessStatus.FRESH, FreshnessCause.NONE, NOON));
    apply(exception("a", null));
    apply(exception("b", null));
    assertThat(scraped())
        .contains(
            "vitals_quality_exceptions{type=\"missing_field\"} 2.0",
            "vitals_quality_exceptions{type=\"arr_mismatch\"} 0.0",
            "vitals_quality_exceptions_arr_currency_units{type=\"missing_field\"} 10.0");
    apply(exception("a", NOON));
    assertThat(scraped()).contains("vitals_quality_exceptions{type=\"missing_field\"} 1.0");
  }

  @Test
  void sharesOfNothingAreNotToldAndZeroIsZero() throws Exception {
    apply(ratio("owner_id", "", 0, 4));
    apply(ratio("tier", "smb", 0, 0));
    assertThat(scraped())
        .contains(
            "vitals_quality_completeness_ratio{field=\"owner_id\",segment=\"all\"} 0.0",
            "vitals_quality_completeness_target_ratio{field=\"owner_id\"} 0.95")
        .doesNotContain("segment=\"smb\"");
  }

  @Test
  void sharesOfSeveralTenantsAreOneSeries() throws Exception {
    latest.apply(Topic.QUALITY_RATIOS, "a", ratioBytes(ratio("tier", "", 1, 4)));
    latest.apply(Topic.QUALITY_RATIOS, "b", ratioBytes(ratio("tier", "", 2, 4)));
    latest.apply(Topic.QUALITY_RATIOS, "c", ratioBytes(ratio("tier", "all", 4, 4)));
    assertThat(scraped())
        .contains(
            "vitals_quality_completeness_ratio{field=\"tier\",segment=\"all\"} 0.375",
            "vitals_quality_completeness_ratio{field=\"tier\",segment=\"all_\"} 1.0");
  }

  @Test
  void aTotalOfAnotherSystemTellsWhyItIsNotOurs() throws Exception {
    Reconciliation row =
        Reconciliation.newBuilder()
            .setIngestTime(NOON)
            .setSystem("finance")
            .setMeasure(ControlMeasure.ARR)
            .setAsOf(NOON.minusSeconds(3_600))
            .setTheirs(100_50)
            .setOurs(90_25)
            .setParts(List.of(new DifferencePart(DifferenceClass.LATE, 10_25L, "")))
            .build();
    apply(
        Topic.QUALITY_RECONCILIATIONS,
        "finance|ARR",
        RecordWriter.of(Reconciliation.class).write(row));
    assertThat(scraped())
        .contains(
            "vitals_reconciliation_theirs{measure=\"arr\",system=\"finance\"} 100.5",
            "vitals_reconciliation_ours{measure=\"arr\",system=\"finance\"} 90.25",
            "vitals_reconciliation_difference{measure=\"arr\",reason=\"late\",system=\"finance\"} 10.25",
            "vitals_reconciliation_difference{measure=\"arr\",reason=\"missing\",system=\"finance\"} 0.0",
            "vitals_reconciliation_as_of_timestamp_seconds{measure=\"arr\",system=\"finance\"}")
        .doesNotContain("reason=\"unknown\"");
  }

  @Test
  void theShareOfKnownEventNamesIsToldBySource() throws Exception {
    QualityRatio share = ratio("telemetry", "", 3, 4);
    share.setMeasure(QualityMeasure.TAXONOMY);
    apply(share);
    QualityRatio nothing = ratio("api", "", 0, 0);
    nothing.setMeasure(QualityMeasure.TAXONOMY);
    apply(nothing);
    assertThat(scraped())
        .contains("vitals_quality_taxonomy_ratio{source=\"telemetry\"} 0.75")
        .doesNotContain("source=\"api\"");
  }

  @Test
  void ofManySegmentsTheLargestHaveASeriesAndTheOthersOneTogether() throws Exception {
    apply(ratio("owner_id", "", 100, 200));
    for (int number = 1; number <= Dimension.MAX_VALUES; number++) {
      apply(ratio("owner_id", "large " + number, 5, 10));
    }
    apply(ratio("owner_id", "typed by hand", 0, 1));
    apply(ratio("owner_id", "typed otherwise", 3, 3));
    assertThat(scraped())
        .contains("vitals_quality_completeness_ratio{field=\"owner_id\",segment=\"all\"} 0.5")
        .contains("vitals_quality_completeness_ratio{field=\"owner_id\",segment=\"large 50\"} 0.5")
        .contains("vitals_quality_completeness_ratio{field=\"owner_id\",segment=\"other\"} 0.75")
        .doesNotContain("typed");
  }

  private static byte[] ratioBytes(QualityRatio ratio) {
    return RecordWriter.of(QualityRatio.class).write(ratio);
  }

  private String scraped() throws Exception {
    MetricSnapshots series = renderer.render(latest.snapshot(read));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PrometheusTextFormatWriter(false).write(out, series);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void apply(Topic topic, String key, byte[] value) {
    latest.apply(topic, key, value);
  }

  private void apply(SourceFreshness row) {
    apply(
        Topic.SOURCE_FRESHNESS, row.getSource(), RecordWriter.of(SourceFreshness.class).write(row));
  }

  private void apply(QualityException row) {
    apply(
        Topic.QUALITY_EXCEPTIONS,
        row.getExceptionId(),
        RecordWriter.of(QualityException.class).write(row));
  }

  private void apply(QualityRatio row) {
    apply(
        Topic.QUALITY_RATIOS,
        row.getSubject() + row.getSegment(),
        RecordWriter.of(QualityRatio.class).write(row));
  }

  private static SourceFreshness freshness(
      FreshnessStatus status, FreshnessCause cause, Instant time) {
    return SourceFreshness.newBuilder()
        .setIngestTime(time)
        .setSource("crm")
        .setEntities(List.of(Entity.ACCOUNT))
        .setStatus(status)
        .setCause(cause)
        .setSince(time)
        .setReason("")
        .setLastEventTime(NOON.minusSeconds(400))
        .setLagP99Ms(2_000L)
        .build();
  }

  private static QualityException exception(String id, Instant closed) {
    return QualityException.newBuilder()
        .setIngestTime(NOON)
        .setExceptionId(id)
        .setType(ExceptionType.MISSING_FIELD)
        .setAccountId("acme:1")
        .setArrMinor(1_000L)
        .setOpened(NOON)
        .setLastSeen(NOON)
        .setClosed(closed)
        .setEvidence("")
        .build();
  }

  private static QualityRatio ratio(String field, String segment, long count, long total) {
    return QualityRatio.newBuilder()
        .setIngestTime(NOON)
        .setMeasure(QualityMeasure.COMPLETENESS)
        .setSubject(field)
        .setSegment(segment)
        .setCount(count)
        .setTotal(total)
        .setTargetMicros(950_000L)
        .build();
  }
}
