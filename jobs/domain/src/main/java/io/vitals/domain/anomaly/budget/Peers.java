package io.vitals.domain.anomaly.budget;

import java.util.Comparator;

/**
 * The accounts of a segment, by one measure.
 *
 * @param segment the segment
 * @param measure what is measured of them, such as their tickets opened
 */
public record Peers(String segment, String measure) implements Comparable<Peers> {
  private static final Comparator<Peers> ORDER =
      Comparator.comparing(Peers::segment).thenComparing(Peers::measure);

  /** Name of the series of how many of them are odd at once. */
  public String series() {
    return "peers/" + segment + "/" + measure;
  }

  @Override
  public int compareTo(Peers other) {
    return ORDER.compare(this, other);
  }
}
