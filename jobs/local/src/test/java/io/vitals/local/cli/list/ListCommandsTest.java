package io.vitals.local.cli.list;

import static io.vitals.local.list.ListedRows.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.Golden;
import io.vitals.local.cli.Session;
import io.vitals.local.list.LatestRows;
import io.vitals.local.list.ListedRows;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.DifferenceClass;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lists ask for, and how they look. */
class ListCommandsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

  private final LatestRows rows = new LatestRows();
  private final List<String> requests = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "accounts, 120, list-accounts.txt",
    "accounts, 80, list-accounts-narrow.txt",
    "renewals, 120, list-renewals.txt",
    "renewals, 80, list-renewals-narrow.txt",
    "anomalies, 120, list-anomalies.txt",
    "anomalies, 80, list-anomalies-narrow.txt",
    "exceptions, 120, list-exceptions.txt",
    "exceptions, 80, list-exceptions-narrow.txt",
    "sources, 120, list-sources.txt",
    "sources, 80, list-sources-narrow.txt",
    "reconciliations, 80, list-reconciliations.txt",
  })
  void aListIsATableThatFitsTheTerminal(String list, int columns, String golden) {
    publish();
    Session session = session(Map.of("COLUMNS", Integer.toString(columns)));
    assertThat(session.run("list", list)).isZero();
    Golden.assertText(session.out(), golden);
    assertThat(session.out().lines()).allMatch(line -> line.length() <= columns);
    assertThat(session.err()).endsWith(" " + things(list) + ", 2026-11-23 12:00 UTC\n");
  }

  @Test
  void aTableIs120WideWhereNothingTells() {
    publish();
    Session session = session(Map.of());
    assertThat(session.run("list", "accounts")).isZero();
    Golden.assertText(session.out(), "list-accounts.txt");
  }

  @ParameterizedTest
  @CsvSource({
    "accounts, account.health",
    "renewals, account.health",
    "anomalies, signals account.health",
    "exceptions, quality.exceptions account.health",
    "sources, source.freshness source.breaks",
    "reconciliations, quality.reconciliations",
  })
  void aListReadsItsTopicsFromTheDemoUnlessToldOtherwise(String list, String topics) {
    assertThat(session(Map.of()).run("list", list)).isZero();
    assertThat(session(Map.of()).run("list", list, "--bootstrap-servers", "a:1,b:2")).isZero();
    assertThat(requests).containsExactly("localhost:9092 " + topics, "a:1,b:2 " + topics);
  }

  @Test
  void whatIsAskedForIsWrittenAsCsv() {
    publish();
    Session session = session(Map.of());
    assertThat(
            session.run(
                "list", "accounts", "--where", "band=AT_RISK", "--where", "arr>=50000", "--csv"))
        .isZero();
    assertThat(session.out())
        .isEqualTo(
            "account_id,name,band,status,score,confidence,arr,segment,region,tier,owner,stage,"
                + "renewal_date,days_to_renewal,first_driver,held_reason,scored_at\n"
                + "demo:1k7x2m,'=Acme,at_risk,fresh,61.250,0.900,50000.50,mid_market,EMEA,,csm-07,"
                + "mature,2026-12-24,31,oldest_urgent_ticket_hours,,2026-11-23T12:00:00Z\n");
    assertThat(session.err()).isEmpty();
  }

  @Test
  void jsonIsOneArrayWithNullForWhatIsMissing() {
    publish();
    Session session = session(Map.of());
    assertThat(session.run("list", "sources", "--where", "cause=", "--limit", "1", "--json"))
        .isZero();
    assertThat(session.out())
        .startsWith("[")
        .contains("\"source\" : \"crm\"", "\"slo_7d\" : 0.963")
        .contains("\"accounts\" : null", "\"arr\" : null", "\"complete_through\" : null")
        .endsWith("]\n");
    assertThat(session.err()).isEmpty();
  }

  @Test
  void renewalsWithoutADateAreListedOnRequest() {
    publish();
    Session session = session(Map.of());
    assertThat(session.run("list", "renewals", "--where", "renewal_date=")).isZero();
    assertThat(session.out()).contains("Undated Systems").hasLineCount(2);
    assertThat(session.err())
        .isEqualTo("1 accounts without a renewal date, 2026-11-23 12:00 UTC\n");
  }

  @Test
  void renewalsAreThoseDueWithin() {
    publish();
    Session session = session(Map.of());
    assertThat(session.run("list", "renewals", "--within", "31d")).isZero();
    assertThat(session.out()).contains("=Acme", "Overdue").doesNotContain("Lumnath");
  }

  @Test
  void mendedExceptionsAreListedOnRequest() {
    publish();
    Session session = session(Map.of());
    assertThat(session.run("list", "exceptions", "--closed", "--where", "closed!=")).isZero();
    assertThat(session.out()).contains("arr_mismatch").hasLineCount(2);
    assertThat(session.err()).startsWith("1 of 3 exceptions, ");
  }

  @Test
  void anomaliesThatAreOverAreListedOnRequest() {
    publish();
    Session session = session(Map.of());
    assertThat(session.run("list", "anomalies", "--cleared", "--where", "until!=")).isZero();
    assertThat(session.out()).contains("volume_drop").hasLineCount(2);
    assertThat(session.err()).startsWith("1 of 4 anomalies, ");
  }

  @Test
  void anEmptyListIsDoneAndSaysSo() {
    Session nothing = session(Map.of());
    assertThat(nothing.run("list", "accounts")).isZero();
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).isEqualTo("vitals: there are no accounts yet\n");
    publish();
    Session unmatched = session(Map.of());
    assertThat(unmatched.run("list", "accounts", "--where", "owner=nobody", "--json")).isZero();
    assertThat(unmatched.out()).isEqualTo("[ ]\n");
    assertThat(unmatched.err()).isEqualTo("vitals: none of 5 accounts is as asked for\n");
  }

  private void publish() {
    account("demo:1k7x2m", "=Acme", CountBand.AT_RISK, 5_000_050L, TODAY.plusDays(31));
    account("demo:9p3d", "Overdue Pumps", CountBand.WATCH, 1_250_000L, TODAY.minusDays(2));
    account(
        "demo:zz81qq",
        "Lumnath International Foods and Beverages",
        CountBand.HEALTHY,
        123_456_700L,
        TODAY.plusDays(120));
    account("demo:4c", "Undated Systems", CountBand.HEALTHY, null, null);
    account("demo:77ab", null, CountBand.UNKNOWN, 0L, TODAY.plusDays(200));
    exception("1", ExceptionType.MISSING_FIELD, "demo:1k7x2m", "owner_id", 36, false);
    exception("2", ExceptionType.DUPLICATE_CANDIDATE, "demo:9p3d", "demo:zz81qq", 400, false);
    exception("3", ExceptionType.ARR_MISMATCH, "demo:4c", "", 24, true);
    signal(
        SignalAction.RAISE,
        SignalKind.USAGE_COLLAPSE,
        SignalScope.ACCOUNT,
        "demo:9p3d",
        1_250_000L);
    signal(SignalAction.UPDATE, SignalKind.TICKET_SURGE, SignalScope.SEGMENT, "smb", 98_000_000L);
    signal(SignalAction.RAISE, SignalKind.USAGE_COLLAPSE, SignalScope.PORTFOLIO, "", null);
    signal(SignalAction.CLEAR, SignalKind.VOLUME_DROP, SignalScope.SOURCE, "tickets", null);
    source("crm", FreshnessStatus.FRESH, FreshnessCause.NONE);
    source("telemetry", FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS);
    add(
        Topic.SOURCE_BREAKS,
        "telemetry",
        SourceBreak.class,
        ListedRows.sourceBreak("telemetry", null));
    reconciliation(
        ControlMeasure.ACCOUNTS, 500, 497, new DifferencePart(DifferenceClass.MISSING, 3L, ""));
    reconciliation(
        ControlMeasure.ARR,
        12_131_640_00L,
        12_098_220_00L,
        new DifferencePart(DifferenceClass.DEAD_LETTERED, 33_420_00L, ""));
    reconciliation(ControlMeasure.ACTIVE_SUBSCRIPTIONS, 561, 561);
  }

  private void reconciliation(
      ControlMeasure measure, long theirs, long ours, DifferencePart... parts) {
    add(
        Topic.QUALITY_RECONCILIATIONS,
        "crm|" + measure,
        Reconciliation.class,
        ListedRows.reconciliation(measure, theirs, ours, parts));
  }

  private void account(String id, String name, CountBand band, Long arrMinor, LocalDate renewal) {
    add(
        Topic.ACCOUNT_HEALTH,
        id,
        AccountHealth.class,
        ListedRows.account(id, name, band, arrMinor, renewal));
  }

  private void exception(
      String key, ExceptionType type, String account, String subject, int hours, boolean mended) {
    add(
        Topic.QUALITY_EXCEPTIONS,
        key,
        QualityException.class,
        ListedRows.exception(
            type, account, subject, NOON.minus(Duration.ofHours(hours)), mended ? NOON : null));
  }

  private void signal(
      SignalAction action, SignalKind kind, SignalScope scope, String subject, Long arrMinor) {
    add(
        Topic.SIGNALS,
        kind + "|" + subject,
        Signal.class,
        ListedRows.signal(action, kind, scope, subject, arrMinor));
  }

  private void source(String id, FreshnessStatus status, FreshnessCause cause) {
    add(Topic.SOURCE_FRESHNESS, id, SourceFreshness.class, ListedRows.source(id, status, cause));
  }

  private <T extends SpecificRecord> void add(Topic topic, String key, Class<T> type, T row) {
    rows.add(topic, key.getBytes(UTF_8), RecordWriter.of(type).write(row));
  }

  private static String things(String list) {
    return List.of("exceptions", "anomalies").contains(list) ? "open " + list : list;
  }

  private Session session(Map<String, String> environment) {
    Session session = new Session(environment);
    session.lists =
        (connection, topics) -> {
          requests.add(
              connection + " " + String.join(" ", topics.stream().map(Topic::topicName).toList()));
          return rows;
        };
    return session;
  }
}
