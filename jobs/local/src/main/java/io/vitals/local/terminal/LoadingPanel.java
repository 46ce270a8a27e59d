package io.vitals.local.terminal;

import java.util.List;

/** Renders the loading of history. */
final class LoadingPanel {

  private static final int BAR_WIDTH = 50;

  private final Style style;

  LoadingPanel(Style style) {
    this.style = style;
  }

  List<String> lines(LoadingProgress progress) {
    return List.of(
        "",
        style.paint(Tone.STRONG, "Loading history")
            + "  "
            + style.bar(progress.share(), BAR_WIDTH, Tone.STRONG)
            + "  "
            + Text.percent(progress.share()),
        "  " + figures(progress),
        "  event time " + Text.minute(progress.eventTime()));
  }

  /** The same for an output that only grows. */
  List<String> plainLines(LoadingProgress progress) {
    return List.of(
        "loading "
            + Text.percent(progress.share())
            + ", event time "
            + Text.minute(progress.eventTime()),
        "  " + figures(progress));
  }

  private static String figures(LoadingProgress progress) {
    return Text.count(progress.records())
        + " of "
        + Text.count(progress.totalRecords())
        + " records, "
        + Text.count(Math.round(progress.recordsPerSecond()))
        + " a second"
        + progress.remaining().map(left -> ", " + Text.clock(left) + " remaining").orElse("");
  }
}
