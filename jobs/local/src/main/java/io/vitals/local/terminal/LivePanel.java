package io.vitals.local.terminal;

import io.vitals.local.terminal.LiveView.BandTotal;
import io.vitals.local.terminal.LiveView.IncidentState;
import io.vitals.local.terminal.LiveView.Link;
import io.vitals.local.terminal.LiveView.Mover;
import io.vitals.local.terminal.LiveView.SignalState;
import io.vitals.local.terminal.LiveView.SourceState;
import io.vitals.schemas.FreshnessStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Renders the live view: at most 80 columns and 24 rows. */
final class LivePanel {

  /** Columns of what a line is of, and of what it says. */
  private static final int LABEL = 12;

  private static final int TEXT = 66;

  private static final int BAR_WIDTH = 35;
  private static final int MOVERS = 5;
  private static final int LINKS = 4;
  private static final int SIGNALS = 3;

  private final Style style;

  LivePanel(Style style) {
    this.style = style;
  }

  List<String> lines(LiveView view) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        style.paint(Tone.STRONG, "Vitals")
            + "  "
            + Text.minute(view.eventTime())
            + style.paint(
                Tone.QUIET, ", " + Text.count(view.speed()) + " s of event time a second"));
    lines.add("");
    lines.add(
        heading(
            Text.left("  Band", 12)
                + Text.right("Accounts", 10)
                + Text.right("ARR " + view.currency(), 19)));
    view.bands().forEach(total -> lines.add(band(total, view.accounts())));
    lines.add(
        Text.left("  total", 12)
            + Text.right(Text.count(view.accounts()), 10)
            + Text.right(Text.amount(view.arr()), 19));
    lines.add("");
    lines.add(
        heading(
            Text.right("Change", 8)
                + Text.right("Score", 7)
                + "  "
                + Text.left("Band", 9)
                + Text.left("Account", 22)
                + "  First driver"));
    if (view.movers().isEmpty()) {
      lines.add(style.paint(Tone.QUIET, "  no score has changed yet"));
    }
    List<String> data = data(view);
    view.movers().stream()
        .limit(Math.max(1, MOVERS - data.size()))
        .forEach(mover -> lines.add(mover(mover)));
    lines.add("");
    data.stream().limit(MOVERS).forEach(lines::add);
    lines.add(
        "  "
            + Text.left("Stream", LABEL)
            + "lag "
            + Text.seconds(view.streamLag())
            + ", "
            + restarts(view.restarts()));
    int links = data.size() < MOVERS ? LINKS : LINKS - 1;
    view.links().stream().limit(links).forEach(link -> lines.add(link(link)));
    return lines;
  }

  /** The sources, what a break touches, what is incomplete or made to go wrong, what stands out. */
  private List<String> data(LiveView view) {
    List<String> lines = new ArrayList<>();
    if (!view.sources().isEmpty()) {
      lines.add(
          "  "
              + Text.left("Sources", LABEL)
              + view.sources().stream().map(this::source).collect(Collectors.joining(", ")));
    }
    for (SourceState source : view.sources()) {
      if (source.gates()) {
        lines.add("  " + Text.left("", LABEL) + Text.cut(touched(source, view.currency()), TEXT));
      }
    }
    view.completeness()
        .ifPresent(
            low ->
                lines.add(
                    "  "
                        + Text.left("Data", LABEL)
                        + style.paint(
                            Tone.BAD,
                            Text.cut(
                                String.format(
                                    Locale.ROOT,
                                    "%s known of %.1f %% of accounts, wanted %.0f %%; %s exceptions",
                                    low.field().replace('_', ' '),
                                    100 * low.share(),
                                    100 * low.target(),
                                    Text.count(view.openExceptions())),
                                TEXT))));
    view.incidents()
        .forEach(
            incident ->
                lines.add(
                    "  " + Text.left("Incident", LABEL) + Text.cut(incident(incident), TEXT)));
    view.signals().stream()
        .limit(SIGNALS)
        .forEach(
            signal ->
                lines.add(
                    "  "
                        + Text.left("Signal", LABEL)
                        + style.paint(Tone.BAD, Text.cut(signal(signal, view.currency()), TEXT))));
    return lines;
  }

  private String source(SourceState source) {
    String status = Text.word(source.status());
    Tone tone =
        source.gates()
            ? Tone.BAD
            : source.status() == FreshnessStatus.LATE ? Tone.CAUTION : Tone.GOOD;
    return source.source()
        + " "
        + style.paint(tone, status)
        + (source.gates() ? " since " + Text.time(source.since()) : "");
  }

  private static String touched(SourceState source, String currency) {
    String what =
        source
            .touched()
            .map(
                touched ->
                    Text.count(touched.accounts())
                        + " accounts, "
                        + Text.amount(touched.arr())
                        + " "
                        + currency
                        + " touched")
            .orElse(source.reason());
    return source.source()
        + ": "
        + what
        + source.lastGood().map(good -> "; last good event " + Text.time(good)).orElse("");
  }

  private static String signal(SignalState signal, String currency) {
    String figures =
        String.format(
            Locale.ROOT,
            ": %s %.0f, not %.0f",
            signal.measure().replace('_', ' '),
            signal.observed(),
            signal.expected());
    return Text.word(signal.kind())
        + " "
        + Text.cut(signal.subject(), 16)
        + " "
        + Text.time(signal.since())
        + figures
        + signal.arr().map(arr -> ", " + Text.amount(arr) + " " + currency).orElse("");
  }

  private static String incident(IncidentState incident) {
    String noticed =
        incident
            .noticed()
            .map(at -> ", noticed after " + minutes(incident.injected(), at))
            .orElse(", not yet noticed");
    String over =
        incident
            .over()
            .map(at -> ", over " + minutes(incident.ends(), at) + " after its end")
            .orElse("");
    return incident.name() + " at " + Text.time(incident.injected()) + noticed + over;
  }

  private static String minutes(Instant from, Instant to) {
    return Duration.between(from, to).toMinutes() + " min";
  }

  /** The same, shorter, for an output that only grows. */
  List<String> plainLines(LiveView view) {
    String bands =
        view.bands().stream()
            .map(total -> Text.band(total.band()) + " " + Text.count(total.accounts()))
            .collect(Collectors.joining(", "));
    String mover =
        view.movers().stream()
            .findFirst()
            .map(
                first ->
                    "; "
                        + first.account()
                        + " "
                        + Text.change(first.change())
                        + ", "
                        + first.driver())
            .orElse("");
    List<String> lines = new ArrayList<>();
    lines.add(Text.minute(view.eventTime()) + "  " + Text.cut(bands, 56));
    lines.add(
        Text.cut(
            "  lag " + Text.seconds(view.streamLag()) + ", " + restarts(view.restarts()) + mover,
            80));
    boolean allWell =
        view.incidents().isEmpty()
            && view.signals().isEmpty()
            && view.sources().stream().allMatch(source -> source.status() == FreshnessStatus.FRESH);
    if (!allWell) {
      lines.addAll(data(view));
    }
    return lines;
  }

  private String heading(String text) {
    return style.paint(Tone.QUIET, text);
  }

  private String band(BandTotal total, int accounts) {
    Tone tone = Tone.of(total.band());
    double share = accounts == 0 ? 0 : (double) total.accounts() / accounts;
    return "  "
        + style.paint(tone, Text.left(Text.band(total.band()), 10))
        + Text.right(Text.count(total.accounts()), 10)
        + Text.right(Text.amount(total.arr()), 19)
        + "  "
        + style.bar(share, BAR_WIDTH, tone);
  }

  private String mover(Mover mover) {
    Tone direction = mover.change() < 0 ? Tone.BAD : Tone.GOOD;
    return style.paint(direction, Text.right(Text.change(mover.change()), 8))
        + Text.right(Text.points(mover.score()), 7)
        + "  "
        + style.paint(Tone.of(mover.band()), Text.left(Text.band(mover.band()), 9))
        + Text.left(mover.account(), 22)
        + "  "
        + Text.cut(mover.driver(), 30);
  }

  private static String link(Link link) {
    return "  " + Text.left(link.name(), LABEL) + Text.cut(link.address(), TEXT);
  }

  private static String restarts(int restarts) {
    return restarts == 0 ? "no restarts" : restarts == 1 ? "1 restart" : restarts + " restarts";
  }
}
