package io.vitals.local.cli.detect;

import io.vitals.domain.anomaly.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was found in series that stand in files.
 *
 * @param variant which detector judged
 * @param threshold score, 0 to 1, from which an episode is reported
 * @param series those that were judged, by name
 * @param failed files without an output, by name
 * @param duration wall time of all
 */
public record DetectReport(
    String variant,
    double threshold,
    List<Series> series,
    List<FailedFile> failed,
    Duration duration) {

  public DetectReport {
    series = List.copyOf(series);
    failed = List.copyOf(failed);
  }

  /** Rows of all series that were judged. */
  public long rows() {
    return series.stream().mapToLong(Series::rows).sum();
  }

  /** Episodes of all series that reached the threshold. */
  public long episodes() {
    return series.stream().mapToLong(Series::episodes).sum();
  }

  /**
   * A judged series.
   *
   * @param file its path below the folder that was asked for
   * @param duration wall time it took
   * @param highestScore of its rows, 0 to 1; empty without rows
   * @param episodes how many reached the threshold
   * @param highest those of them with the highest scores, in the order they began; not more than a
   *     fixed number
   */
  public record Series(
      String file,
      long rows,
      Duration duration,
      OptionalDouble highestScore,
      long episodes,
      List<Episode> highest) {

    public Series {
      highest = List.copyOf(highest);
    }
  }

  /**
   * Points that belong together because something went on.
   *
   * @param start its first point
   * @param end its last point that stood out
   * @param kind what it looked like at the peak; a shift, which begins as a spike or a drop, once
   *     it was seen to be one
   * @param peak what was judged of the point with its highest score
   */
  public record Episode(Instant start, Instant end, Judgement.Kind kind, Judgement peak) {

    /** The highest score, 0 to 1. */
    public double score() {
      return peak.score();
    }

    /** When that was. */
    public Instant peakTime() {
      return Instant.ofEpochMilli(peak.time());
    }

    /** Value that was expected there; empty when too little was known. */
    public OptionalDouble expected() {
      return known(peak.expected());
    }

    /** A value of the peak; empty when too little was known. */
    static OptionalDouble known(double value) {
      return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
  }

  /**
   * A file that gave no output.
   *
   * @param line the one that is wrong, counted from 1; empty: the file as a whole
   * @param message what is wrong, in words
   */
  public record FailedFile(String file, OptionalLong line, String message) {

    String text() {
      return file + (line.isPresent() ? ":" + line.getAsLong() : "") + ": " + message;
    }
  }
}
