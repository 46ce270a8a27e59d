package io.vitals.local.list;

import static io.vitals.local.list.ListedRows.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vitals.domain.freshness.FreshnessRow;
import io.vitals.flink.punctuated.Punctuations;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AnomalyDecision;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.DifferenceClass;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.GateApplied;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SuppressedAnomaly;
import io.vitals.schemas.SuppressionReason;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What the lists make of rows. */
class EntriesTest {
  private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));
  private static final LocalDate DUE = LocalDate.parse("2026-12-24");

  private final LatestRows rows = new LatestRows();

  @Test
  void theLatestRowOfAKeyCountsUntilItIsRemoved() {
    add("a", ListedRows.account("a", "Old", CountBand.WATCH, 1L, null));
    add("a", ListedRows.account("a", "New", CountBand.WATCH, 1L, null));
    add("b", ListedRows.account("b", "Gone", CountBand.WATCH, 1L, null));
    rows.add(Topic.ACCOUNT_HEALTH, "b".getBytes(UTF_8), null);
    assertThat(AccountEntry.all(rows)).extracting(AccountEntry::name).containsExactly("New");
  }

  @Test
  void punctuationIsNoRowButMovesTime() {
    assertThat(rows.asOf()).isEmpty();
    add("a", ListedRows.account("a", "Acme", CountBand.WATCH, 1L, DUE));
    assertThat(rows.asOf()).contains(NOON);
    byte[] later =
        new Punctuations("health").at(Topic.ACCOUNT_HEALTH, 0, NEXT_DAY.toEpochMilli()).value();
    rows.add(Topic.ACCOUNT_HEALTH, new byte[0], later);
    assertThat(rows.asOf()).contains(NEXT_DAY);
    assertThat(AccountEntry.all(rows)).singleElement().returns(30L, AccountEntry::daysToRenewal);
  }

  @Test
  void anAccountSaysWhatIsKnown() {
    AccountEntry entry =
        AccountEntry.of(ListedRows.account("a", "Acme", CountBand.AT_RISK, 5_000_050L, DUE), NOON);
    assertThat(entry.band()).isEqualTo("at_risk");
    assertThat(entry.score()).isEqualTo(new BigDecimal("61.250"));
    assertThat(entry.confidence()).isEqualTo(new BigDecimal("0.900"));
    assertThat(entry.arr()).isEqualTo(new BigDecimal("50000.50"));
    assertThat(entry.daysToRenewal()).isEqualTo(31);
    assertThat(entry.stage()).isEqualTo("mature");
    assertThat(entry.tier()).isNull();
    assertThat(entry.heldReason()).isNull();
  }

  @Test
  void aDifferenceSaysWhyAndNoneSaysNothing() {
    rows.add(
        Topic.QUALITY_RECONCILIATIONS,
        "a".getBytes(UTF_8),
        RecordWriter.of(Reconciliation.class)
            .write(
                ListedRows.reconciliation(
                    ControlMeasure.ARR,
                    1_050L,
                    750L,
                    new DifferencePart(DifferenceClass.LATE, 200L, "crm is behind"),
                    new DifferencePart(DifferenceClass.MISSING, 100L, "never sent"))));
    rows.add(
        Topic.QUALITY_RECONCILIATIONS,
        "b".getBytes(UTF_8),
        RecordWriter.of(Reconciliation.class)
            .write(ListedRows.reconciliation(ControlMeasure.ACCOUNTS, 5, 5)));
    assertThat(ReconciliationEntry.all(rows))
        .extracting(
            ReconciliationEntry::difference,
            ReconciliationEntry::reason,
            ReconciliationEntry::evidence)
        .containsExactlyInAnyOrder(
            tuple(
                new BigDecimal("3.00"),
                "late",
                "late 2.00: crm is behind; missing 1.00: never sent"),
            tuple(new BigDecimal("0"), null, null));
  }

  @Test
  void whatIsNotKnownIsNeverZero() {
    AccountEntry entry =
        AccountEntry.of(ListedRows.account("a", null, CountBand.UNKNOWN, null, null), NOON);
    assertThat(entry.name()).isNull();
    assertThat(entry.score()).isNull();
    assertThat(entry.arr()).isNull();
    assertThat(entry.daysToRenewal()).isNull();
  }

  @Test
  void theFirstDriverIsWhatCostsMostUnlessAGateCaps() {
    AccountHealth row = ListedRows.account("a", "Acme", CountBand.WATCH, 1L, null);
    assertThat(AccountEntry.of(row, NOON).firstDriver()).isEqualTo("oldest_urgent_ticket_hours");
    row.setGates(
        List.of(
            GateApplied.newBuilder()
                .setGate("open_escalation")
                .setCap(HealthBand.WATCH)
                .setText("an escalation is open")
                .build()));
    assertThat(AccountEntry.of(row, NOON).firstDriver()).isEqualTo("open_escalation");
    row.setGates(List.of());
    row.getInputs().forEach(input -> input.setPointsMicros(null));
    assertThat(AccountEntry.of(row, NOON).firstDriver()).isNull();
  }

  @Test
  void renewalsAreThoseOfActiveAccountsOverdueOnesToo() {
    AccountHealth churned = ListedRows.account("c", "Churned", CountBand.NOT_SCORED, 1L, DUE);
    churned.getFacts().setActiveSubscriptions(0);
    add("c", churned);
    LocalDate yesterday = LocalDate.parse("2026-11-22");
    add("o", ListedRows.account("o", "Overdue", CountBand.WATCH, 1L, yesterday));
    add("s", ListedRows.account("s", "Soon", CountBand.WATCH, 1L, DUE));
    add("l", ListedRows.account("l", "Later", CountBand.WATCH, 1L, DUE.plusDays(1)));
    add("n", ListedRows.account("n", "None", CountBand.WATCH, 1L, null));
    List<AccountEntry> all = AccountEntry.all(rows);
    assertThat(names(AccountList.renewals(all, 31))).containsExactly("Overdue", "Soon");
    assertThat(names(AccountList.renewals(all, null))).containsExactly("Overdue", "Soon", "Later");
    assertThat(names(AccountList.withoutRenewal(all))).containsExactly("None");
  }

  @Test
  void theWorstBandComesFirst() {
    add("h", ListedRows.account("h", "Healthy", CountBand.HEALTHY, 900L, null));
    add("r", ListedRows.account("r", "Small", CountBand.AT_RISK, 1L, null));
    add("s", ListedRows.account("s", "Large", CountBand.AT_RISK, 2L, null));
    add("t", ListedRows.account("t", "No amount", CountBand.AT_RISK, null, null));
    assertThat(AccountEntry.all(rows).stream().sorted(AccountList.WORST_FIRST))
        .extracting(AccountEntry::name)
        .containsExactly("Large", "Small", "No amount", "Healthy");
  }

  @Test
  void exceptionsThatWereMendedAreListedOnRequest() {
    add("a", ListedRows.account("a", "Acme", CountBand.WATCH, 1L, null));
    Instant opened = NOON.minus(Duration.ofHours(36));
    add("1", ListedRows.exception(ExceptionType.MISSING_FIELD, "a", "owner_id", opened, null));
    add(
        "2",
        ListedRows.exception(ExceptionType.ARR_MISMATCH, "b", "", opened, NOON.minusSeconds(60)));
    assertThat(ExceptionEntry.all(rows, false))
        .singleElement()
        .returns("missing_field", ExceptionEntry::type)
        .returns("Acme", ExceptionEntry::name)
        .returns("owner_id", ExceptionEntry::subject)
        .returns(new BigDecimal("12500.00"), ExceptionEntry::arr)
        .returns(new BigDecimal("1.5"), ExceptionEntry::ageDays);
    assertThat(ExceptionEntry.all(rows, true))
        .filteredOn(entry -> entry.closed() != null)
        .singleElement()
        .returns(null, ExceptionEntry::name)
        .returns(null, ExceptionEntry::subject)
        .returns(new BigDecimal("1.4"), ExceptionEntry::ageDays);
  }

  @Test
  void anAnomalyIsListedAsItWasLastToldOf() {
    add("a", ListedRows.account("a", "Acme", CountBand.WATCH, 1L, null));
    add("1", collapse(SignalAction.RAISE, 1_000_000L));
    add("1", collapse(SignalAction.UPDATE, 1_250_000L));
    assertThat(AnomalyEntry.all(rows, false))
        .singleElement()
        .returns("usage_collapse", AnomalyEntry::kind)
        .returns("Acme", AnomalyEntry::name)
        .returns(new BigDecimal("12500.00"), AnomalyEntry::arr)
        .returns(null, AnomalyEntry::until)
        .returns("events", AnomalyEntry::measure)
        .returns(new BigDecimal("12"), AnomalyEntry::observed)
        .returns(new BigDecimal("40.12"), AnomalyEntry::expected)
        .returns(new BigDecimal("1"), AnomalyEntry::bucketHours)
        .returns(new BigDecimal("0.0000001235"), AnomalyEntry::tailProbability);
  }

  @Test
  void anomaliesThatAreOverAreListedOnRequest() {
    add("1", collapse(SignalAction.RAISE, 1_000_000L));
    Signal over = collapse(SignalAction.CLEAR, null);
    over.setEvidence(List.of());
    add("1", over);
    assertThat(AnomalyEntry.all(rows, false)).isEmpty();
    assertThat(AnomalyEntry.all(rows, true))
        .singleElement()
        .returns(NOON, AnomalyEntry::until)
        .returns(null, AnomalyEntry::arr)
        .returns(null, AnomalyEntry::measure)
        .returns(null, AnomalyEntry::observed);
  }

  @Test
  void whatWasHeldBackIsListedForADay() {
    add("then", decision(NOON.minus(Duration.ofDays(1)), "demo:old"));
    add("now", decision(NOON, "demo:new"));
    assertThat(SuppressedEntry.all(rows))
        .singleElement()
        .returns("demo:new", SuppressedEntry::subject)
        .returns("explained", SuppressedEntry::reason)
        .returns("crm", SuppressedEntry::cause)
        .returns(new BigDecimal("12500.00"), SuppressedEntry::arr)
        .returns(NOON, SuppressedEntry::decided);
  }

  private static AnomalyDecision decision(Instant moment, String subject) {
    return AnomalyDecision.newBuilder()
        .setIngestTime(moment)
        .setTests(100)
        .setTold(0)
        .setNotSignificant(0)
        .setOverBudget(0)
        .setExplained(1)
        .setSuppressed(
            List.of(
                SuppressedAnomaly.newBuilder()
                    .setScope(SignalScope.ACCOUNT)
                    .setSubject(subject)
                    .setFamily("usage")
                    .setReason(SuppressionReason.EXPLAINED)
                    .setCause("crm")
                    .setTailProbability(1e-9)
                    .setArrMinor(1_250_000L)
                    .build()))
        .build();
  }

  @Test
  void anAnomalyOfASegmentHasNoAccountsName() {
    add("smb", ListedRows.account("smb", "Acme", CountBand.WATCH, 1L, null));
    add(
        "1",
        ListedRows.signal(
            SignalAction.RAISE, SignalKind.TICKET_SURGE, SignalScope.SEGMENT, "smb", null));
    add(
        "2",
        ListedRows.signal(
            SignalAction.RAISE, SignalKind.USAGE_COLLAPSE, SignalScope.PORTFOLIO, "", 1L));
    assertThat(AnomalyEntry.all(rows, false).stream().sorted(AnomalyEntry.MOST_AT_STAKE))
        .extracting(AnomalyEntry::scope, AnomalyEntry::subject, AnomalyEntry::name)
        .containsExactly(tuple("portfolio", null, null), tuple("segment", "smb", null));
  }

  private static Signal collapse(SignalAction action, Long arrMinor) {
    return ListedRows.signal(action, SignalKind.USAGE_COLLAPSE, SignalScope.ACCOUNT, "a", arrMinor);
  }

  @Test
  void anExceptionOfASourceIsListedWithItAndNoAccount() {
    QualityException row =
        ListedRows.exception(ExceptionType.UNKNOWN_EVENT_NAME, null, "featureUsed", NOON, null);
    row.setSource("telemetry");
    row.setArrMinor(null);
    add("1", row);
    List<ExceptionEntry> entries = ExceptionEntry.all(rows, false);
    assertThat(entries)
        .singleElement()
        .returns("unknown_event_name", ExceptionEntry::type)
        .returns("telemetry", ExceptionEntry::source)
        .returns(null, ExceptionEntry::accountId)
        .returns(null, ExceptionEntry::name);
    assertThat(TableText.lines(ExceptionEntry.COLUMNS, entries, 80))
        .last()
        .asString()
        .contains("telemetry", "featureUsed");
  }

  @Test
  void aSourceShowsWhatItsOpenBreakTouches() {
    add("t", ListedRows.source("t", FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS));
    add("u", ListedRows.source("u", FreshnessStatus.FRESH, FreshnessCause.NONE));
    add("t", ListedRows.sourceBreak("t", null));
    add("u", ListedRows.sourceBreak("u", NOON));
    add("gone", FreshnessRow.noLongerDeclared("gone", NOON));
    List<SourceEntry> sources = SourceEntry.all(rows).stream().sorted(SourceEntry.BY_NAME).toList();
    assertThat(sources).extracting(SourceEntry::source).containsExactly("t", "u");
    assertThat(sources.get(0).cause()).isEqualTo("no_arrivals");
    assertThat(sources.get(0).accounts()).isEqualTo(new BigDecimal("412"));
    assertThat(sources.get(0).arr()).isEqualTo(new BigDecimal("10132640.25"));
    assertThat(sources.get(0).lagMedian()).isEqualTo(new BigDecimal("4.200"));
    assertThat(sources.get(0).lagSlowest()).isNull();
    assertThat(sources.get(1).cause()).isNull();
    assertThat(sources.get(1).accounts()).isNull();
    assertThat(sources.get(1).arr()).isNull();
  }

  private static List<String> names(List<AccountEntry> entries) {
    return entries.stream().sorted(AccountList.DUE_FIRST).map(AccountEntry::name).toList();
  }

  @SuppressWarnings("unchecked")
  private void add(String key, SpecificRecord row) {
    Topic topic =
        List.of(
                Topic.ACCOUNT_HEALTH,
                Topic.QUALITY_EXCEPTIONS,
                Topic.SOURCE_FRESHNESS,
                Topic.SOURCE_BREAKS,
                Topic.SIGNALS,
                Topic.ANOMALIES_DECISIONS)
            .stream()
            .filter(candidate -> candidate.records().contains(row.getClass()))
            .findFirst()
            .orElseThrow();
    RecordWriter<SpecificRecord> writer = RecordWriter.of((Class<SpecificRecord>) row.getClass());
    rows.add(topic, key.getBytes(UTF_8), writer.write(row));
  }
}
