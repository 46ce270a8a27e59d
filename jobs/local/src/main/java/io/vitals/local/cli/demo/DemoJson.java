package io.vitals.local.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitals.local.cli.shared.Json;
import io.vitals.local.terminal.LiveView;
import java.time.Instant;
import java.time.LocalDate;

/** A demo's report as JSON. */
final class DemoJson {

  private DemoJson() {}

  static ObjectNode of(DemoRequest request, DemoReport report) {
    ObjectNode object =
        Json.object()
            .put("accounts", request.accounts())
            .put("days", request.days())
            .put("seed", request.seed())
            .put("speed", request.speed())
            .put("went_live", report.last().isPresent())
            .put("records", report.records())
            .put("loading_seconds", Json.rounded(report.loading().toMillis() / 1000.0))
            .put("live_seconds", Json.rounded(report.live().toMillis() / 1000.0));
    report.last().ifPresent(view -> put(object, view));
    return object;
  }

  private static void put(ObjectNode object, LiveView view) {
    object
        .put("event_time", view.eventTime().toString())
        .put("stream_lag_seconds", Json.rounded(view.streamLag().toMillis() / 1000.0))
        .put("restarts", view.restarts())
        .put("currency", view.currency());
    ObjectNode bands = object.putObject("bands");
    view.bands()
        .forEach(
            total ->
                bands
                    .putObject(Json.word(total.band()))
                    .put("accounts", total.accounts())
                    .put("arr", Json.amount(total.arr())));
    ObjectNode sources = object.putObject("sources");
    view.sources()
        .forEach(
            source -> {
              ObjectNode node =
                  sources
                      .putObject(source.source())
                      .put("status", Json.word(source.status()))
                      .put("since", source.since().toString());
              source
                  .touched()
                  .ifPresent(
                      touched ->
                          node.put("accounts", touched.accounts())
                              .put("arr", Json.amount(touched.arr())));
            });
    object.put("open_exceptions", view.openExceptions());
    ArrayNode incidents = object.putArray("incidents");
    view.incidents()
        .forEach(
            incident ->
                incidents
                    .addObject()
                    .put("name", incident.name())
                    .put("injected_at", incident.injected().toString())
                    .put("ends_at", incident.ends().toString())
                    .put("noticed_at", incident.noticed().map(Instant::toString).orElse(null))
                    .put("recovered_at", incident.over().map(Instant::toString).orElse(null)));
    ArrayNode signals = object.putArray("signals");
    view.signals()
        .forEach(
            signal ->
                signals
                    .addObject()
                    .put("kind", Json.word(signal.kind()))
                    .put("subject", signal.subject())
                    .put("since", signal.since().toString())
                    .put("measure", signal.measure())
                    .put("observed", signal.observed())
                    .put("expected", signal.expected())
                    .put("arr", signal.arr().orElse(null))
                    .put("renewal_date", signal.renewal().map(LocalDate::toString).orElse(null)));
    ObjectNode links = object.putObject("links");
    view.links().forEach(link -> links.put(link.name(), link.address()));
  }
}
