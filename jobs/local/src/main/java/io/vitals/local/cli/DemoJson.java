package io.vitals.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitals.local.terminal.LiveView;

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
                    .putObject(ReplayJson.key(total.band()))
                    .put("accounts", total.accounts())
                    .put("arr", Json.amount(total.arr())));
    ObjectNode links = object.putObject("links");
    view.links().forEach(link -> links.put(link.name(), link.address()));
  }
}
