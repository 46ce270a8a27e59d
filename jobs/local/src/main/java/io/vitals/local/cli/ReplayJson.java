package io.vitals.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitals.schemas.CountBand;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A replay's report as JSON. */
final class ReplayJson {

  private ReplayJson() {}

  static ObjectNode of(ReplayReport report) {
    ObjectNode object =
        Json.object()
            .put("as_of", report.asOf().toString())
            .put("accounts", report.accounts())
            .put("active_subscriptions", report.activeSubscriptions())
            .put("currency", report.currency())
            .put("arr", Json.amount(report.arr()))
            .put("open_tickets", report.openTickets());
    ObjectNode bands = object.putObject("bands");
    ObjectNode details = object.putObject("band_figures");
    for (CountBand band : ReplayReport.ACTIVE_BANDS) {
      bands.put(key(band), report.band(band).accounts());
      details.set(key(band), figures(report.band(band)));
    }
    details.set(key(CountBand.NOT_SCORED), figures(report.band(CountBand.NOT_SCORED)));
    ObjectNode rows = object.putObject("rows");
    report.rows().forEach((file, row) -> rows.set(file, classes(row)));
    ObjectNode sources = object.putObject("sources");
    report.sources().forEach((file, source) -> sources.set(file, source(source)));
    return object;
  }

  private static ObjectNode source(SourceLine source) {
    ObjectNode object =
        Json.object().put("status", source.status().name().toLowerCase(Locale.ROOT));
    put(object, "since", source.since());
    put(object, "last_event_time", source.lastEventTime());
    put(object, "complete_through", source.completeThrough());
    return object;
  }

  /** Null where there is none. */
  private static void put(ObjectNode object, String name, Optional<Instant> time) {
    object.put(name, time.map(Instant::toString).orElse(null));
  }

  static String key(CountBand band) {
    return band.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode figures(BandFigures figures) {
    ObjectNode object =
        Json.object()
            .put("accounts", figures.accounts())
            .put("arr", Json.amount(figures.arr()))
            .put("open_tickets", figures.openTickets());
    // Null says that there is none: it is not nought.
    figures
        .adoption()
        .ifPresentOrElse(
            value -> object.put("adoption", Json.rounded(value)), () -> object.putNull("adoption"));
    figures
        .health()
        .ifPresentOrElse(
            value -> object.put("health", Json.rounded(value)), () -> object.putNull("health"));
    return object;
  }

  private static ObjectNode classes(RowClasses row) {
    return Json.object()
        .put("read", row.read())
        .put("counted", row.counted())
        .put("counted_before_subscription", row.countedBeforeSubscription())
        .put("counted_after_end", row.countedAfterEnd())
        .put("duplicate", row.duplicate())
        .put("dead_letter", row.deadLetter())
        .put("late", row.late())
        .put("held_back", row.heldBack())
        .put("after_as_of", row.afterAsOf());
  }
}
