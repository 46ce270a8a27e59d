package io.vitals.local.cli.alerts;

import static io.vitals.local.list.ListedRows.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.Golden;
import io.vitals.local.alerts.ListedAlerts;
import io.vitals.local.cli.Session;
import io.vitals.local.list.LatestRows;
import io.vitals.local.list.ListedRows;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertEnd;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands on alerts ask for, how the answers look, and what they write. */
class AlertsCommandsTest {
  private static final String ACME = "usage_collapse|account|demo:1k7x2m";

  private final List<String> requests = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<AlertVerdict> written = new ArrayList<>();

  private LatestRows rows = new LatestRows();

  @ParameterizedTest
  @CsvSource({
    "alerts, 120, alerts.txt",
    "alerts list, 120, alerts.txt",
    "alerts, 80, alerts-narrow.txt",
    "alerts --all, 160, alerts-all.txt",
  })
  void theListIsATableThatFitsTheTerminal(String arguments, int columns, String golden) {
    publish();
    Session session = session(Map.of("COLUMNS", Integer.toString(columns)));
    assertThat(session.run(arguments.split(" "))).isZero();
    Golden.assertText(session.out(), golden);
    assertThat(session.out().lines()).allMatch(line -> line.length() <= columns);
    assertThat(requests).containsExactly("localhost:9092 alerts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alerts|3 open alerts: 1 critical, 2 warning; 5 inhibited by a broken source (--all lists"
            + " them); as of 2026-11-23 12:00 UTC",
        "alerts --all|3 open alerts: 1 critical, 2 warning; 5 inhibited by a broken source; 1 over"
            + " within 7 days; as of 2026-11-23 12:00 UTC",
        "alerts --scope source|1 of 3 open alerts: 1 warning; as of 2026-11-23 12:00 UTC",
        "alerts --kind escalation|0 of 3 open alerts; as of 2026-11-23 12:00 UTC",
        "alerts --severity CRITICAL --severity info|1 of 3 open alerts: 1 critical; as of"
            + " 2026-11-23 12:00 UTC",
        "alerts --account demo:1k7x2m|1 of 3 open alerts: 1 critical; as of 2026-11-23 12:00 UTC",
      })
  void aLineCountsWhatIsListed(String arguments, String summary) {
    publish();
    Session session = session(Map.of());
    assertThat(session.run(arguments.split(" "))).isZero();
    assertThat(session.err()).isEqualTo(summary + "\n");
  }

  @Test
  void nothingYetIsDone() {
    Session session = session(Map.of());
    assertThat(session.run("alerts")).isZero();
    assertThat(session.out()).isEmpty();
    assertThat(session.err()).isEqualTo("0 open alerts\n");
  }

  @Test
  void theListIsOneJsonObject() {
    rows = ListedAlerts.rows(ListedAlerts.silentTelemetry(), ListedAlerts.inhibited("a", null));
    Session session = session(Map.of());
    assertThat(session.run("alerts", "--json")).isZero();
    Golden.assertText(session.out(), "alerts.json");
    assertThat(session.err()).isEmpty();
  }

  @Test
  void theListIsCsvWithEveryField() {
    rows = ListedAlerts.rows(ListedAlerts.silentTelemetry());
    Session session = session(Map.of());
    assertThat(session.run("alerts", "--csv")).isZero();
    assertThat(session.out())
        .startsWith("id,severity,kind,scope,subject,name,since,age,arr,phase,reason,")
        .contains(",warning,source_silent,source,telemetry,,2026-11-23T10:00:00Z,2h,10132640.25,")
        .hasLineCount(2);
    assertThat(session.err()).isEmpty();
  }

  @Test
  void oneIsShownWithWhatIsDeclaredOfItsKind() {
    publish();
    Session session = session(Map.of());
    assertThat(session.run("alerts", "show", id(ACME))).isZero();
    Golden.assertText(session.out(), "alerts-show.txt");
    assertThat(session.err()).isEmpty();
  }

  @Test
  void aSourceIsShownWithWhatItExplains() {
    publish();
    Session session = session(Map.of());
    assertThat(session.run("alerts", "show", id("source_silent|"))).isZero();
    Golden.assertText(session.out(), "alerts-show-source.txt");
  }

  @Test
  void ofManyThatASourceExplainsTheFirstAreNamed() {
    List<Alert> alerts = new ArrayList<>(List.of(ListedAlerts.silentTelemetry()));
    for (int i = 0; i < 23; i++) {
      alerts.add(ListedAlerts.inhibited("demo:" + i, 1L));
    }
    rows = ListedAlerts.rows(alerts.toArray(Alert[]::new));
    Session session = session(Map.of());
    assertThat(session.run("alerts", "show", id("source_silent|"))).isZero();
    assertThat(session.out().lines().filter(line -> line.contains(" warning usage_collapse ")))
        .hasSize(20);
    assertThat(session.out()).contains(" and 3 more, which ./vitals alerts --all lists\n");
  }

  @Test
  void whatBecameGraverIsShownWithItsHistory() {
    Alert warning = warning();
    warning.setAcknowledgedAt(NOON.minusSeconds(3_600));
    warning.setAcknowledgedBy("csm-07");
    Alert critical = ListedAlerts.graver(warning);
    rows = ListedAlerts.rows(ListedAlerts.over(warning, AlertEnd.ESCALATED, NOON), critical);
    Session session = session(Map.of());
    assertThat(session.run("alerts", "show", critical.getEpisodeId(), "--json")).isZero();
    Golden.assertText(session.out(), "alerts-show.json");
  }

  @Test
  void theAccountsThatItTouchesAreCsv() {
    publish();
    account("demo:9p3d", HealthBand.WATCH, CountBand.WATCH);
    Session session = session(Map.of());
    assertThat(session.run("alerts", "show", id("source_silent|"), "--csv")).isZero();
    assertThat(session.out())
        .isEqualTo(
            "account_id,name,band,arr,segment,owner,renewal_date\n"
                + "demo:1k7x2m,,,,,,\n"
                + "demo:9p3d,Acme,watch,50000.50,mid_market,csm-07,2026-12-24\n");
    assertThat(requests).containsExactly("localhost:9092 alerts account.health");
  }

  @ParameterizedTest
  @CsvSource({"ack, ACKNOWLEDGE", "expected, EXPECTED", "false-alarm, FALSE_ALARM"})
  void whatIsSaidIsWrittenToTheKeyOfTheSubject(String command, AlertVerdictKind kind) {
    publish();
    Session session = session(Map.of());
    assertThat(
            session.run(
                "alerts",
                command,
                id(ACME),
                "--by",
                "cs-ops",
                "--note",
                " called the admin ",
                "--bootstrap-servers",
                "a:1"))
        .as(session.err())
        .isZero();
    assertThat(keys).containsExactly("a:1 " + ACME);
    assertThat(written)
        .containsExactly(
            AlertVerdict.newBuilder()
                .setIngestTime(NOON)
                .setVerdict(kind)
                .setEpisodeId(ListedAlerts.acme().getEpisodeId())
                .setBy("cs-ops")
                .setNote("called the admin")
                .build());
    assertThat(session.out())
        .contains(" usage_collapse of Acme[31m Pumps (demo:1k7x2m): written; ")
        .hasLineCount(1);
    assertThat(session.err()).isEmpty();
  }

  @Test
  void theKeyOfAPartOfTheDataHasWhatItsSubjectHas() {
    Alert difference =
        ListedAlerts.alert(
            AlertKind.RECONCILIATION_DIFFERENCE,
            SignalScope.PORTFOLIO,
            "crm|arr",
            AlertSeverity.INFO,
            null);
    rows = ListedAlerts.rows(difference);
    assertThat(session(Map.of()).run("alerts", "ack", difference.getEpisodeId(), "--by", "cs-ops"))
        .isZero();
    assertThat(keys).containsExactly("localhost:9092 reconciliation_difference|portfolio|crm|arr");
    assertThat(written).singleElement().returns(null, AlertVerdict::getNote);
  }

  @Test
  void whatIsOverTakesNoWordAndNamesWhatGoesOn() {
    Alert warning = warning();
    Alert critical = ListedAlerts.graver(warning);
    ListedAlerts.over(warning, AlertEnd.ESCALATED, NOON);
    rows = ListedAlerts.rows(warning, critical);
    String goesOn = handle(critical);
    refused("over: escalated; it goes on as " + goesOn, "ack", warning.getEpisodeId());
    rows = ListedAlerts.rows(ListedAlerts.over(warning(), AlertEnd.CLEARED, NOON));
    refused(
        "over: cleared; ./vitals alerts lists those that are open",
        "expected",
        warning.getEpisodeId());
  }

  @Test
  void whatWasTakenIsNotTakenAgainButMayBeEnded() {
    Alert taken = ListedAlerts.acme();
    taken.setPhase(AlertPhase.ACKNOWLEDGED);
    taken.setAcknowledgedAt(NOON);
    taken.setAcknowledgedBy("csm-07");
    rows = ListedAlerts.rows(taken);
    refused("was taken already, by csm-07 at 2026-11-23 12:00 UTC", "ack", taken.getEpisodeId());
    assertThat(session(Map.of()).run("alerts", "expected", taken.getEpisodeId(), "--by", "cs-ops"))
        .isZero();
    assertThat(written).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada Lovelace", "ada@example.com", "cs\tops", "@ada", " "})
  void nobodySpeaksByAPersonsName(String who) {
    publish();
    for (List<String> words : List.of(List.of("ack", id(ACME)), List.of("verdict", "a", "agree"))) {
      List<String> arguments = new ArrayList<>(List.of("alerts"));
      arguments.addAll(words);
      arguments.addAll(List.of("--by", who));
      Session session = session(Map.of());
      assertThat(session.run(arguments.toArray(String[]::new))).isEqualTo(2);
      assertThat(session.err()).startsWith("vitals: --by: ").hasLineCount(1);
      assertThat(session.err()).doesNotContain("Ada", "ada");
    }
    assertThat(requests).isEmpty();
    assertThat(written).isEmpty();
  }

  @Test
  void aNoteHasAnEnd() {
    publish();
    Session session = session(Map.of());
    assertThat(session.run("alerts", "ack", id(ACME), "--by", "cs-ops", "--note", "x".repeat(501)))
        .isEqualTo(2);
    assertThat(session.err()).contains("--note: its length must be from 1 to 500, not 501");
  }

  @Test
  void aBandIsJudgedAsItIsPublishedNow() {
    account("demo:9p3d", HealthBand.AT_RISK, CountBand.HELD);
    Session session = session(Map.of());
    assertThat(
            session.run(
                "alerts",
                "verdict",
                "demo:9p3d",
                "disagree",
                "--by",
                "csm-07",
                "--note",
                "renewed"))
        .as(session.err())
        .isZero();
    assertThat(session.out()).isEqualTo("demo:9p3d is at_risk: csm-07 disagrees\n");
    assertThat(requests).containsExactly("localhost:9092 account.health");
    assertThat(keys).containsExactly("localhost:9092 demo:9p3d");
    assertThat(written)
        .containsExactly(
            AlertVerdict.newBuilder()
                .setIngestTime(NOON)
                .setVerdict(AlertVerdictKind.DISAGREE)
                .setAccountId("demo:9p3d")
                .setBand("at_risk")
                .setBy("csm-07")
                .setNote("renewed")
                .build());
  }

  @ParameterizedTest
  @CsvSource({"UNKNOWN", "NOT_SCORED"})
  void aBandThatIsNoneIsNotJudged(HealthBand band) {
    account("demo:9p3d", band, CountBand.valueOf(band.name()));
    Session session = session(Map.of());
    assertThat(session.run("alerts", "verdict", "demo:9p3d", "agree", "--by", "csm-07"))
        .isEqualTo(2);
    assertThat(session.err())
        .isEqualTo("vitals: demo:9p3d has no band now that could be right or wrong\n");
    assertThat(written).isEmpty();
  }

  private void refused(String message, String command, String episode) {
    Session session = session(Map.of());
    assertThat(session.run("alerts", command, episode, "--by", "cs-ops")).isEqualTo(2);
    assertThat(session.err()).contains(message).hasLineCount(1);
    assertThat(written).isEmpty();
  }

  private void publish() {
    Alert taken =
        ListedAlerts.alert(
            AlertKind.RENEWAL_AT_RISK,
            SignalScope.ACCOUNT,
            "demo:zz81qq",
            AlertSeverity.WARNING,
            4_000_000L);
    taken.setPhase(AlertPhase.ACKNOWLEDGED);
    taken.setAcknowledgedAt(NOON);
    taken.setAcknowledgedBy("csm-07");
    taken.setSubjectName("Lumnath International Foods and Beverages");
    taken.setSummary("renews in 24 days and is at risk");
    Alert over =
        ListedAlerts.alert(
            AlertKind.ESCALATION, SignalScope.ACCOUNT, "demo:4c", AlertSeverity.CRITICAL, null);
    rows =
        ListedAlerts.rows(
            ListedAlerts.acme(),
            ListedAlerts.silentTelemetry(),
            taken,
            ListedAlerts.over(over, AlertEnd.EXPECTED, NOON.minusSeconds(600)),
            ListedAlerts.inhibited("demo:a", 5_000_000L),
            ListedAlerts.inhibited("demo:b", 4_000_000L),
            ListedAlerts.inhibited("demo:c", null),
            ListedAlerts.inhibited("demo:d", 2_000_000L),
            ListedAlerts.inhibited("demo:e", 0L));
  }

  private static Alert warning() {
    return ListedAlerts.alert(
        AlertKind.ERROR_SURGE, SignalScope.ACCOUNT, "demo:9p3d", AlertSeverity.WARNING, 5_000_000L);
  }

  private void account(String id, HealthBand band, CountBand counted) {
    AccountHealth row =
        ListedRows.account(id, "Acme", counted, 5_000_050L, LocalDate.parse("2026-12-24"));
    row.setBand(band);
    rows.add(
        Topic.ACCOUNT_HEALTH, id.getBytes(UTF_8), RecordWriter.of(AccountHealth.class).write(row));
  }

  /** The full id of the published episode that begins so. */
  private String id(String beginning) {
    return rows.of(Topic.ALERTS, Alert.class).stream()
        .map(Alert::getEpisodeId)
        .filter(episode -> episode.startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  /** The handle that the list shows. */
  private String handle(Alert alert) {
    Session session = session(Map.of());
    session.run("alerts", "list", "--all", "--csv");
    return session
        .out()
        .lines()
        .filter(line -> line.endsWith("," + alert.getEpisodeId()))
        .map(line -> line.substring(0, line.indexOf(',')))
        .findFirst()
        .orElseThrow();
  }

  private Session session(Map<String, String> environment) {
    Session session = new Session(environment);
    session.lists =
        (connection, topics) -> {
          requests.add(
              connection + " " + String.join(" ", topics.stream().map(Topic::topicName).toList()));
          return rows;
        };
    session.verdicts =
        (connection, key, verdict) -> {
          keys.add(connection + " " + key);
          written.add(verdict);
        };
    return session;
  }
}
