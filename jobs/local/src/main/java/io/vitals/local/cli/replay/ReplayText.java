package io.vitals.local.cli.replay;

import io.vitals.local.terminal.Text;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.FreshnessStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A replay's report as tables for people, at most 80 columns wide. */
final class ReplayText {

  private static final String TOTAL_ROW = "  %-22s %16s";
  private static final String BAND_ROW = "  %-12s %9s %17s %13s %9s %7s";
  private static final String FILE_ROW = "  %-16s %7s %7s %8s %7s %6s %6s %6s";

  private ReplayText() {}

  static List<String> lines(ReplayReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("RavenStack as of " + report.asOf() + ", end of day UTC");
    lines.add("");
    lines.add(row(TOTAL_ROW, "Accounts", Text.count(report.accounts())));
    lines.add(row(TOTAL_ROW, "Active subscriptions", Text.count(report.activeSubscriptions())));
    lines.add(row(TOTAL_ROW, "ARR " + report.currency(), Text.amount(report.arr())));
    lines.add(row(TOTAL_ROW, "Open tickets", Text.count(report.openTickets())));
    lines.add("");
    lines.add(
        row(
            BAND_ROW,
            "Band",
            "Accounts",
            "ARR " + report.currency(),
            "Open tickets",
            "Adoption",
            "Health"));
    for (CountBand band : ReplayReport.ACTIVE_BANDS) {
      lines.add(band(Text.band(band), report.band(band)));
    }
    BandFigures inactive = report.band(CountBand.NOT_SCORED);
    if (inactive.accounts() > 0 || inactive.openTickets() > 0) {
      lines.add(band("not active", inactive));
    }
    lines.add("");
    lines.add("  Adoption, health: mean points of the accounts that have any, 0 to 100.");
    lines.add("");
    lines.add(row(FILE_ROW, "", "", "", "Before", "After", "", "", "After"));
    lines.add(row(FILE_ROW, "Rows of", "Read", "Counted", "start", "end", "Twice", "Dead", "date"));
    report
        .rows()
        .forEach(
            (file, rows) ->
                lines.add(
                    row(
                        FILE_ROW,
                        file,
                        Text.count(rows.read()),
                        Text.count(rows.counted()),
                        Text.count(rows.countedBeforeSubscription()),
                        Text.count(rows.countedAfterEnd()),
                        Text.count(rows.duplicate()),
                        Text.count(rows.deadLetter()),
                        Text.count(rows.afterAsOf()))));
    lines.add("");
    lines.add("  Before start, after end: usage outside its subscription; counted, flagged.");
    lines.add("");
    lines.addAll(QualityText.lines(report.quality()));
    report
        .rows()
        .forEach(
            (file, rows) -> {
              if (rows.late() > 0 || rows.heldBack() > 0) {
                lines.add(
                    "  %s: %s rows too late to count, %s held back."
                        .formatted(file, Text.count(rows.late()), Text.count(rows.heldBack())));
              }
            });
    report
        .sources()
        .forEach(
            (file, source) -> {
              if (source.status() != FreshnessStatus.FRESH) {
                lines.add("");
                lines.add(
                    "  %s is %s since %s:"
                        .formatted(
                            file,
                            Text.word(source.status()),
                            source
                                .since()
                                .map(since -> since.truncatedTo(ChronoUnit.SECONDS))
                                .map(Instant::toString)
                                .orElse("ever")));
                lines.add("    " + source.reason() + ".");
              }
            });
    return lines;
  }

  private static String band(String name, BandFigures figures) {
    return row(
        BAND_ROW,
        name,
        Text.count(figures.accounts()),
        Text.amount(figures.arr()),
        Text.count(figures.openTickets()),
        points(figures.adoption()),
        points(figures.health()));
  }

  private static String row(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells);
  }

  private static String points(OptionalDouble value) {
    return value.isEmpty() ? "-" : Text.points(value.getAsDouble());
  }
}
