package io.vitals.local.cli.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitals.domain.alerting.AlertCatalogue;
import io.vitals.domain.alerting.AlertDeclaration;
import io.vitals.local.alerts.AlertEntry;
import io.vitals.local.alerts.AlertFilter;
import io.vitals.local.alerts.KnownAlerts;
import io.vitals.local.cli.shared.Json;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Alerts for programs: every field, null for what is not known, times as in ISO 8601. */
final class AlertJson {

  private AlertJson() {}

  /**
   * The list.
   *
   * @param asOf the instant up to which everything is known; empty when nothing is
   */
  static ObjectNode list(
      KnownAlerts known, AlertFilter filter, List<AlertEntry> listed, Optional<Instant> asOf) {
    ObjectNode object = Json.object();
    object.put("as_of", text(asOf.orElse(null)));
    object.put("open", listed.stream().filter(AlertEntry::isTold).count());
    object.put("inhibited", filter.inhibited(known).size());
    ArrayNode alerts = object.putArray("alerts");
    listed.forEach(alert -> alerts.add(fields(alert, known)));
    return object;
  }

  /** One alert with what is declared of its kind, and its history. */
  static ObjectNode one(AlertEntry alert, KnownAlerts known) {
    ObjectNode object = fields(alert, known);
    object.put("as_of", text(alert.asOf()));
    object.put("goes_on_as", known.successorOf(alert).map(AlertJson::id).orElse(null));
    ArrayNode history = object.putArray("history");
    AlertHistory.of(alert, known)
        .forEach(step -> history.addObject().put("at", text(step.at())).put("what", step.what()));
    return object;
  }

  private static ObjectNode fields(AlertEntry alert, KnownAlerts known) {
    Alert row = alert.row();
    ObjectNode object = Json.object();
    object.put("id", alert.handle());
    object.put("episode_id", row.getEpisodeId());
    object.put("severity", alert.severity());
    object.put("kind", alert.kind());
    object.put("scope", alert.scope());
    object.put("subject", row.getSubject());
    object.put("subject_name", row.getSubjectName());
    object.put("segment", row.getSegment());
    object.put("owner_id", row.getOwnerId());
    object.put("phase", Json.word(row.getPhase()));
    object.put("since", text(row.getSince()));
    object.put("fired_at", text(row.getFiredAt()));
    object.put("resolved_at", text(row.getResolvedAt()));
    object.put("end", row.getEnd() == null ? null : Json.word(row.getEnd()));
    object.put("acknowledged_at", text(row.getAcknowledgedAt()));
    object.put("acknowledged_by", row.getAcknowledgedBy());
    object.put("stale_since", text(row.getStaleSince()));
    object.put("reopened", row.getReopened());
    object.put("reason", row.getSummary());
    strings(object.putArray("evidence"), row.getEvidence());
    object.put("arr", alert.arr());
    object.put("accounts", row.getAccounts());
    object.put("renewal_date", text(row.getRenewalDate()));
    strings(object.putArray("affected"), row.getAffected());
    object.put("inhibited_by", row.getInhibitedBy());
    strings(
        object.putArray("inhibits"), known.inhibitedBy(alert).stream().map(AlertJson::id).toList());
    object.put("escalates", row.getEscalates());
    declared(object, row);
    return object;
  }

  /** A kind that only a later release declares says nothing. */
  private static void declared(ObjectNode object, Alert row) {
    AlertDeclaration declared =
        row.getKind() == AlertKind.UNKNOWN ? null : AlertCatalogue.of(row.getKind());
    object.put("impact", declared == null ? null : declared.impact());
    object.put("first_action", declared == null ? null : declared.firstAction());
    object.put("team", declared == null ? null : declared.teamFor(row.getScope()).label());
    object.put("runbook", declared == null ? null : declared.runbook());
    object.put("board", declared == null ? null : declared.board());
  }

  private static String id(AlertEntry alert) {
    return alert.handle();
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
