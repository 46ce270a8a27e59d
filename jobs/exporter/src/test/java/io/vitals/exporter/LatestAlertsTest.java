package io.vitals.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.exporter.AlertFigures.Judged;
import io.vitals.exporter.AlertFigures.Standing;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertEnd;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatestAlertsTest {
  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  private final LatestAlerts alerts = new LatestAlerts();

  @Test
  void whatLastsIsCountedByWhatItIsAndWhatIsExplainedApart() {
    alerts.apply(alert("a", AlertPhase.FIRING));
    alerts.apply(alert("b", AlertPhase.FIRING));
    alerts.apply(alert("b", AlertPhase.RESOLVED));
    Alert explained = alert("c", AlertPhase.FIRING);
    explained.setInhibitedBy("crm");
    alerts.apply(explained);
    AlertFigures figures = alerts.figures();
    assertThat(figures.open())
        .containsOnly(
            Map.entry(
                new Standing(AlertKind.BAND_DOWN, AlertSeverity.CRITICAL, AlertPhase.FIRING), 1));
    assertThat(figures.inhibited()).containsEntry(AlertKind.BAND_DOWN, 1);
  }

  @Test
  void theGravestAreListedFirstAndWhatIsExplainedIsNot() {
    alerts.apply(grave("a", AlertSeverity.WARNING, 900L));
    alerts.apply(grave("b", AlertSeverity.CRITICAL, null));
    alerts.apply(grave("c", AlertSeverity.CRITICAL, 5L));
    Alert explained = grave("d", AlertSeverity.CRITICAL, 9L);
    explained.setInhibitedBy("crm");
    alerts.apply(explained);
    assertThat(alerts.figures().gravest())
        .extracting(Alert::getEpisodeId)
        .map(id -> id.split("\\|")[2])
        .containsExactly("c", "b", "a");
  }

  @Test
  void aBadDayListsABoundedNumber() {
    for (int i = 0; i < LatestAlerts.MOST_LISTED + 50; i++) {
      alerts.apply(alert("a" + i, AlertPhase.FIRING));
    }
    assertThat(alerts.figures().gravest()).hasSize(LatestAlerts.MOST_LISTED);
  }

  private static Alert grave(String subject, AlertSeverity severity, Long arrMinor) {
    Alert alert = alert(subject, AlertPhase.FIRING);
    alert.setSeverity(severity);
    alert.setArrMinor(arrMinor);
    return alert;
  }

  @Test
  void takenIsWorthItAndPlannedOrFalseIsNot() {
    say("a", AlertVerdictKind.ACKNOWLEDGE);
    say("b", AlertVerdictKind.ACKNOWLEDGE);
    say("b", AlertVerdictKind.FALSE_ALARM);
    say("c", AlertVerdictKind.EXPECTED);
    say("d", AlertVerdictKind.ACKNOWLEDGE);
    Judged judged = alerts.figures().judged().get(AlertKind.BAND_DOWN);
    assertThat(judged).isEqualTo(new Judged(4, 2));
    assertThat(judged.precision()).isEqualTo(0.5);
  }

  @Test
  void waitingIsToldByShares() {
    for (int i = 1; i <= 10; i++) {
      Alert taken = alert("a" + i, AlertPhase.ACKNOWLEDGED);
      taken.setAcknowledgedAt(NINE.plusSeconds(i * 60L));
      alerts.apply(taken);
    }
    assertThat(alerts.figures().secondsToAcknowledge(0.5)).isEqualTo(300);
    assertThat(alerts.figures().secondsToAcknowledge(0.9)).isEqualTo(540);
    assertThat(new LatestAlerts().figures().secondsToAcknowledge(0.9)).as("nobody").isNull();
  }

  @Test
  void theLastWordOnABandCounts() {
    assertThat(alerts.figures().agreement()).as("nobody").isEmpty();
    judge("t:1", AlertVerdictKind.DISAGREE);
    judge("t:1", AlertVerdictKind.AGREE);
    judge("t:2", AlertVerdictKind.DISAGREE);
    assertThat(alerts.figures().agreement()).hasValue(0.5);
  }

  private void say(String account, AlertVerdictKind said) {
    alerts.apply(
        AlertVerdict.newBuilder()
            .setVerdict(said)
            .setEpisodeId("band_down|account|" + account + "|critical|" + NINE)
            .setBy("csm-1")
            .build());
  }

  private void judge(String account, AlertVerdictKind said) {
    alerts.apply(
        AlertVerdict.newBuilder().setVerdict(said).setAccountId(account).setBy("vp").build());
  }

  private static Alert alert(String account, AlertPhase phase) {
    return Alert.newBuilder()
        .setIngestTime(NINE)
        .setEpisodeId("band_down|account|" + account + "|critical|" + NINE)
        .setKind(AlertKind.BAND_DOWN)
        .setScope(SignalScope.ACCOUNT)
        .setSubject(account)
        .setSeverity(AlertSeverity.CRITICAL)
        .setPhase(phase)
        .setSince(NINE)
        .setFiredAt(NINE)
        .setEnd(phase == AlertPhase.RESOLVED ? AlertEnd.CLEARED : null)
        .setSummary("healthy to at risk")
        .build();
  }
}
