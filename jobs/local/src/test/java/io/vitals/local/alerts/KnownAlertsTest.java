package io.vitals.local.alerts;

import static io.vitals.local.list.ListedRows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.local.list.InvalidQueryException;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertEnd;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ties episodes, which of them are listed, and how people name them. */
class KnownAlertsTest {
  private static final AlertFilter OPEN =
      new AlertFilter(Set.of(), Set.of(), Set.of(), null, false);
  private static final AlertFilter ALL = new AlertFilter(Set.of(), Set.of(), Set.of(), null, true);

  @Test
  void theGravestComesFirstThenTheGreatestArr() {
    KnownAlerts known =
        known(
            usage("none", AlertSeverity.WARNING, null),
            usage("small", AlertSeverity.WARNING, 1L),
            usage("info", AlertSeverity.INFO, 900L),
            usage("zero", AlertSeverity.WARNING, 0L),
            usage("large", AlertSeverity.WARNING, 2L),
            usage("critical", AlertSeverity.CRITICAL, 0L),
            ListedAlerts.over(
                usage("over", AlertSeverity.CRITICAL, 9_000L), AlertEnd.CLEARED, NOON));
    assertThat(subjects(known.entries()))
        .containsExactly("critical", "large", "small", "zero", "none", "info", "over");
  }

  @Test
  void whatASourceExplainsIsListedOnRequestOnly() {
    KnownAlerts known =
        known(
            ListedAlerts.silentTelemetry(),
            ListedAlerts.inhibited("a", 1L),
            ListedAlerts.inhibited("b", 2L),
            usage("c", AlertSeverity.INFO, 1L));
    assertThat(subjects(OPEN.listed(known))).containsExactly("telemetry", "c");
    assertThat(subjects(ALL.listed(known))).containsExactly("telemetry", "b", "a", "c");
    assertThat(subjects(OPEN.inhibited(known))).containsExactly("b", "a");
    assertThat(subjects(known.inhibitedBy(named(known, "telemetry")))).containsExactly("b", "a");
    assertThat(known.inhibitedBy(named(known, "c"))).isEmpty();
  }

  @Test
  void ofSeveralAlertsOfASourceTheGravestExplains() {
    Alert drop =
        ListedAlerts.alert(
            AlertKind.VOLUME_DROP, SignalScope.SOURCE, "telemetry", AlertSeverity.CRITICAL, 1L);
    KnownAlerts known =
        known(ListedAlerts.silentTelemetry(), drop, ListedAlerts.inhibited("a", 1L));
    assertThat(known.entries())
        .filteredOn(one -> !known.inhibitedBy(one).isEmpty())
        .extracting(AlertEntry::kind)
        .containsExactly("volume_drop");
  }

  @Test
  void aSourceThatIsBackExplainsNothing() {
    Alert back = ListedAlerts.over(ListedAlerts.silentTelemetry(), AlertEnd.CLEARED, NOON);
    KnownAlerts known = known(back, ListedAlerts.inhibited("a", 1L));
    assertThat(known.inhibitedBy(named(known, "telemetry"))).isEmpty();
  }

  @Test
  void whatWasOverWithinAWeekIsListedOnRequest() {
    Duration week = Duration.ofDays(7);
    KnownAlerts known =
        known(
            ListedAlerts.over(
                usage("lately", AlertSeverity.INFO, 1L), AlertEnd.CLEARED, NOON.minus(week)),
            ListedAlerts.over(
                usage("before", AlertSeverity.INFO, 1L),
                AlertEnd.CLEARED,
                NOON.minus(week).minusMillis(1)));
    assertThat(OPEN.listed(known)).isEmpty();
    assertThat(subjects(ALL.listed(known))).containsExactly("lately");
  }

  @Test
  void aFilterKeepsWhatIsAskedFor() {
    KnownAlerts known =
        known(
            ListedAlerts.silentTelemetry(),
            ListedAlerts.acme(),
            usage("b", AlertSeverity.INFO, 1L),
            ListedAlerts.inhibited("c", 1L));
    assertThat(listed(known, Set.of(AlertKind.SOURCE_SILENT), Set.of(), Set.of(), null))
        .containsExactly("telemetry");
    assertThat(
            listed(
                known,
                Set.of(),
                Set.of(AlertSeverity.CRITICAL, AlertSeverity.INFO),
                Set.of(),
                null))
        .containsExactly("demo:1k7x2m", "b");
    assertThat(listed(known, Set.of(), Set.of(), Set.of(SignalScope.ACCOUNT), null))
        .containsExactly("demo:1k7x2m", "b");
    assertThat(listed(known, Set.of(), Set.of(), Set.of(), "b")).containsExactly("b");
    assertThat(listed(known, Set.of(), Set.of(), Set.of(), "telemetry")).isEmpty();
    assertThat(
            new AlertFilter(Set.of(), Set.of(), Set.of(SignalScope.SOURCE), null, false)
                .inhibited(known))
        .isEmpty();
  }

  @Test
  void aHandleIsTheBeginningOfAHashAndTheIdWorksToo() {
    KnownAlerts known = known(ListedAlerts.acme(), ListedAlerts.silentTelemetry());
    AlertEntry acme = named(known, "demo:1k7x2m");
    assertThat(acme.handle()).hasSize(7).matches("[0-9a-f]+");
    assertThat(named(known(ListedAlerts.acme()), "demo:1k7x2m").handle()).isEqualTo(acme.handle());
    assertThat(known.meantBy(acme.handle())).isEqualTo(acme);
    assertThat(known.meantBy(" " + acme.handle().substring(0, 4).toUpperCase() + " "))
        .isEqualTo(acme);
    assertThat(known.meantBy(acme.row().getEpisodeId())).isEqualTo(acme);
  }

  @ParameterizedTest
  @CsvSource({"0000", "abc", "''", "usage_collapse", "zzzzzzz"})
  void whatNamesNoAlertIsSaid(String text) {
    KnownAlerts known = known(ListedAlerts.silentTelemetry());
    assertThatThrownBy(() -> known.meantBy(text))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessage(
            "no alert '" + text + "' is known; take an id that ./vitals alerts --all lists");
  }

  @Test
  void whatMayMeanMoreThanOneIsSaidWithThem() {
    Map<String, AlertEntry> seen = new HashMap<>();
    KnownAlerts known =
        known(
            IntStream.range(0, 1_000)
                .mapToObj(i -> usage("demo:" + i, AlertSeverity.INFO, 1L))
                .toArray(Alert[]::new));
    AlertEntry second =
        known.entries().stream()
            .filter(one -> seen.put(one.handle().substring(0, 4), one) != null)
            .findFirst()
            .orElseThrow();
    String prefix = second.handle().substring(0, 4);
    assertThatThrownBy(() -> known.meantBy(prefix))
        .hasMessageStartingWith("'" + prefix + "' may mean ")
        .hasMessageContaining(second.handle() + " (usage_collapse of " + second.subject() + ")")
        .hasMessageEndingWith("; write more of the id");
    assertThat(known.meantBy(second.handle())).isEqualTo(second);
  }

  @Test
  void handlesAreAsLongAsTheyMustBeToDiffer() {
    List<String> ids = IntStream.range(0, 60_000).mapToObj(i -> "episode " + i).toList();
    AlertHandles handles = new AlertHandles(ids);
    assertThat(handles.of("episode 0").length()).isGreaterThan(AlertHandles.SHOWN);
    assertThat(ids.stream().map(handles::of)).doesNotHaveDuplicates();
  }

  @Test
  void whatBecameGraverIsTiedToWhatGoesOn() {
    Alert warning = usage("a", AlertSeverity.WARNING, 1L);
    Alert critical = ListedAlerts.graver(warning);
    KnownAlerts known = known(ListedAlerts.over(warning, AlertEnd.ESCALATED, NOON), critical);
    AlertEntry before = known.meantBy(warning.getEpisodeId());
    AlertEntry after = known.meantBy(critical.getEpisodeId());
    assertThat(known.successorOf(before)).contains(after);
    assertThat(known.successorOf(after)).isEmpty();
    assertThat(known.predecessorsOf(after)).containsExactly(before);
    assertThat(known.predecessorsOf(before)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT-5M, 0m", "PT59S, 0m", "PT119M, 119m", "PT2H, 2h", "PT47H, 47h", "P2D, 2d"})
  void anAgeIsCountedToTheStreamsTime(Duration age, String text) {
    Alert alert = usage("a", AlertSeverity.INFO, 1L);
    alert.setSince(NOON.minus(age));
    assertThat(named(known(alert), "a").age()).isEqualTo(text);
  }

  @Test
  void whatIsOverAgesNoMore() {
    Alert alert = usage("a", AlertSeverity.INFO, 1L);
    ListedAlerts.over(alert, AlertEnd.CLEARED, alert.getSince().plusSeconds(600));
    assertThat(named(known(alert), "a").age()).isEqualTo("10m");
  }

  @Test
  void aPhaseSaysWhoTookItAndWhetherItIsStale() {
    Alert alert = usage("a", AlertSeverity.INFO, 1L);
    assertThat(named(known(alert), "a").standing()).isEqualTo("firing");
    alert.setPhase(AlertPhase.ACKNOWLEDGED);
    alert.setAcknowledgedBy("cs-ops");
    alert.setStaleSince(NOON);
    assertThat(named(known(alert), "a").standing()).isEqualTo("acknowledged by cs-ops, stale");
    alert.setStaleSince(null);
    alert.setPhase(AlertPhase.RESOLVING);
    assertThat(named(known(alert), "a").standing()).isEqualTo("resolving");
    ListedAlerts.over(alert, AlertEnd.FALSE_ALARM, NOON);
    assertThat(named(known(alert), "a").standing()).isEqualTo("over: false alarm");
    assertThat(named(known(ListedAlerts.inhibited("b", 1L)), "b").standing())
        .isEqualTo("firing, stale, inhibited by telemetry");
  }

  private static List<String> listed(
      KnownAlerts known,
      Set<AlertKind> kinds,
      Set<AlertSeverity> severities,
      Set<SignalScope> scopes,
      String account) {
    return subjects(new AlertFilter(kinds, severities, scopes, account, false).listed(known));
  }

  private static KnownAlerts known(Alert... alerts) {
    return KnownAlerts.of(ListedAlerts.rows(alerts));
  }

  private static Alert usage(String account, AlertSeverity severity, Long arrMinor) {
    return ListedAlerts.alert(
        AlertKind.USAGE_COLLAPSE, SignalScope.ACCOUNT, account, severity, arrMinor);
  }

  private static AlertEntry named(KnownAlerts known, String subject) {
    return known.entries().stream()
        .filter(one -> one.row().getSubject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> subjects(List<AlertEntry> entries) {
    return entries.stream().map(one -> one.row().getSubject()).toList();
  }
}
