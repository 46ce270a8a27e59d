package io.vitals.local.cli.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitals.local.cli.shared.Json;
import io.vitals.schemas.CountBand;
import java.time.Instant;
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
      bands.put(Json.word(band), report.band(band).accounts());
      details.set(Json.word(band), figures(report.band(band)));
    }
    details.set(Json.word(CountBand.NOT_SCORED), figures(report.band(CountBand.NOT_SCORED)));
    ObjectNode rows = object.putObject("rows");
    report.rows().forEach((file, row) -> rows.set(file, classes(row)));
    ObjectNode sources = object.putObject("sources");
    report.sources().forEach((file, source) -> sources.set(file, source(source)));
    object.set("quality", quality(report.quality()));
    return object;
  }

  private static ObjectNode quality(QualityFigures quality) {
    ObjectNode object = Json.object();
    ObjectNode exceptions = object.putObject("exceptions");
    quality
        .exceptions()
        .forEach(
            (type, figures) ->
                exceptions
                    .putObject(Json.word(type))
                    .put("open", figures.open())
                    .put("closed", figures.closed())
                    .put("accounts", figures.accounts())
                    .put("count", figures.count()));
    ArrayNode ratios = object.putArray("ratios");
    quality.ratios().forEach(ratio -> ratios.add(ratio(ratio)));
    return object;
  }

  private static ObjectNode ratio(RatioLine ratio) {
    return Json.object()
        .put("measure", Json.word(ratio.measure()))
        .put("subject", ratio.subject())
        .put("segment", ratio.segment())
        .put("count", ratio.count())
        .put("total", ratio.total())
        .put("arr_minor", ratio.arrMinor())
        .put("arr_total_minor", ratio.arrTotalMinor())
        .put("target", ratio.target().map(Json::amount).orElse(null))
        .put("at_most", ratio.atMost())
        .put("ratio", ratio.ratio().isEmpty() ? null : Json.share(ratio.ratio().getAsDouble()));
  }

  private static ObjectNode source(SourceLine source) {
    ObjectNode object = Json.object().put("status", Json.word(source.status()));
    put(object, "since", source.since());
    put(object, "last_event_time", source.lastEventTime());
    put(object, "complete_through", source.completeThrough());
    return object;
  }

  /** Null where there is none. */
  private static void put(ObjectNode object, String name, Optional<Instant> time) {
    object.put(name, time.map(Instant::toString).orElse(null));
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
