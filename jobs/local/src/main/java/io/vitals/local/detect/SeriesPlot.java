package io.vitals.local.detect;

import io.vitals.domain.anomaly.Judgement.Kind;
import io.vitals.local.cli.detect.DetectReport.Episode;
import io.vitals.local.cli.detect.DetectReport.Series;
import io.vitals.local.detect.PlotPoints.Bucket;
import io.vitals.local.detect.PlotPoints.Sample;
import io.vitals.local.terminal.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A series as an SVG picture: its values, the values that were expected, and the episodes by kind.
 * Dark where the reader's screen is.
 */
final class SeriesPlot {
  private static final int WIDTH = 1_200;
  private static final int HEIGHT = 420;
  private static final int LEFT = 100;
  private static final int RIGHT = WIDTH - 48;
  private static final int TOP = 64;
  private static final int BOTTOM = HEIGHT - 56;

  private static final int LEGEND_WIDTH = 84;
  private static final int LEAST_EPISODE_WIDTH = 4;
  private static final int MOST_TITLE = 120;

  private final Series series;
  private final double threshold;
  private final List<Bucket> buckets;

  /**
   * The plot of a judged series.
   *
   * @param threshold score from which its episodes are shown
   */
  SeriesPlot(Series series, double threshold, PlotPoints points) {
    this.series = series;
    this.threshold = threshold;
    this.buckets = points.buckets();
  }

  void write(Appendable out) throws IOException {
    String title = Text.cut(series.file(), MOST_TITLE);
    SvgText svg = new SvgText(WIDTH, HEIGHT, title);
    svg.text("title", LEFT, 24, "start", title);
    svg.text("quiet", LEFT, 46, "start", caption());
    if (!buckets.isEmpty()) {
      Axis time = TimeAxis.of(buckets, LEFT, RIGHT);
      Axis value = ValueAxis.of(buckets, BOTTOM, TOP);
      legend(svg);
      grid(svg, time, value);
      svg.beginFrame(LEFT, TOP, RIGHT, BOTTOM);
      band(svg, time, value);
      series.highest().forEach(episode -> span(svg, episode, time));
      svg.path("line", line(time, value));
      series.highest().forEach(episode -> peak(svg, episode, time, value));
      svg.endFrame();
    }
    out.append(svg.complete());
  }

  private String caption() {
    if (series.rows() == 0) {
      return "no points";
    }
    return Text.count(series.rows())
        + " points; shaded: the values expected; marked: "
        + Text.count(series.highest().size())
        + (series.episodes() > series.highest().size()
            ? " of " + Text.count(series.episodes())
            : "")
        + " anomalies with a score of "
        + Text.number(threshold)
        + " or more";
  }

  private void legend(SvgText svg) {
    List<Kind> kinds = series.highest().stream().map(Episode::kind).distinct().sorted().toList();
    int x = RIGHT - kinds.size() * LEGEND_WIDTH;
    for (Kind kind : kinds) {
      svg.dot(Text.word(kind), x + 12, 42, "");
      svg.text("quiet", x + 22, 46, "start", Text.word(kind));
      x += LEGEND_WIDTH;
    }
  }

  private static void grid(SvgText svg, Axis time, Axis value) {
    double valueStep = ValueAxis.step(value);
    for (double tick : value.ticks(valueStep)) {
      double y = value.pixel(tick);
      svg.line("grid", LEFT, y, RIGHT, y);
      svg.text("quiet", LEFT - 8, y + 4, "end", ValueAxis.label(tick, valueStep));
    }
    Duration timeStep = TimeAxis.step(time);
    for (double tick : time.ticks(timeStep.toMillis())) {
      double x = time.pixel(tick);
      svg.line("grid", x, TOP, x, BOTTOM);
      svg.text("quiet", x, BOTTOM + 18, "middle", TimeAxis.label(tick, timeStep));
    }
    svg.text(
        "quiet",
        (LEFT + RIGHT) / 2.0,
        BOTTOM + 42,
        "middle",
        "time, " + minute(time.from()) + " to " + minute(time.to()));
  }

  /** One area for each run of points of which something was expected. */
  private void band(SvgText svg, Axis time, Axis value) {
    int start = 0;
    while (start < buckets.size()) {
      int end = start;
      while (end < buckets.size() && buckets.get(end).isExpected()) {
        end++;
      }
      if (end > start) {
        svg.path("band", area(buckets.subList(start, end), time, value));
      }
      start = end + 1;
    }
  }

  private static String area(List<Bucket> run, Axis time, Axis value) {
    SvgPath path = new SvgPath();
    for (Bucket bucket : run) {
      path.to(time.pixel(bucket.first().time()), value.pixel(bucket.high()));
    }
    for (int i = run.size() - 1; i >= 0; i--) {
      path.to(time.pixel(run.get(i).first().time()), value.pixel(run.get(i).low()));
    }
    return path.closed();
  }

  private String line(Axis time, Axis value) {
    SvgPath path = new SvgPath();
    for (Bucket bucket : buckets) {
      to(path, bucket.first(), time, value);
      if (bucket.points() > 1) {
        to(path, bucket.second(), time, value);
      }
    }
    return path.open();
  }

  private static void to(SvgPath path, Sample sample, Axis time, Axis value) {
    path.to(time.pixel(sample.time()), value.pixel(sample.value()));
  }

  private static void span(SvgText svg, Episode episode, Axis time) {
    double from = time.pixel(episode.start().toEpochMilli());
    double to = time.pixel(episode.end().toEpochMilli());
    double width = Math.max(LEAST_EPISODE_WIDTH, Math.abs(to - from));
    svg.rectangle(
        "span " + Text.word(episode.kind()), (from + to - width) / 2, TOP, width, BOTTOM - TOP);
  }

  private static void peak(SvgText svg, Episode episode, Axis time, Axis value) {
    svg.dot(
        Text.word(episode.kind()),
        time.pixel(episode.peak().time()),
        value.pixel(episode.peak().value()),
        String.format(
            Locale.ROOT,
            "%s since %s, score %.2f, observed %s%s",
            Text.word(episode.kind()),
            Text.minute(episode.start()),
            episode.score(),
            Text.number(episode.peak().value()),
            episode.expected().isPresent()
                ? ", expected " + Text.number(episode.expected().getAsDouble())
                : ""));
  }

  private static String minute(double millis) {
    return Text.minute(Instant.ofEpochMilli((long) millis));
  }
}
