package io.vitals.domain.health;

import io.vitals.schemas.HealthBand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was published of an account lately, so that a break that is found late holds it at what was
 * published when all was still well. Kept by spans of time, each with its worst and its last: what
 * is asked of an instant is never better than it was.
 */
public final class PublishedPast {
  private static final int SPANS = 48;
  private static final long SHORTEST_SPAN_MILLIS = 60_000;

  private final long memory;
  private final long span;

  /**
   * What was published within a span of time.
   *
   * @param from the span's start, epoch milliseconds
   * @param worstScore the lowest score in micro-points, what stood at its start included; null when
   *     none was a number
   * @param worstBand the worst band, what stood at its start included; null when none was a level
   * @param lastScore the score at its end; null when there was none
   * @param lastBand the band at its end
   */
  public record Span(
      long from, Long worstScore, HealthBand worstBand, Long lastScore, HealthBand lastBand) {}

  /**
   * A memory that reaches so far back.
   *
   * @param memory the longest time between the last good data and its break being found
   */
  PublishedPast(Duration memory) {
    this.memory = memory.toMillis();
    this.span = Math.max(SHORTEST_SPAN_MILLIS, this.memory / SPANS);
  }

  /** The past with a publication added; the list given when it says nothing new. */
  List<Span> with(List<Span> past, long now, Long score, HealthBand band) {
    Span last = past.isEmpty() ? null : past.get(past.size() - 1);
    if (last != null && Objects.equals(last.lastScore(), score) && last.lastBand() == band) {
      return past;
    }
    List<Span> next = new ArrayList<>(past);
    long from = Math.floorDiv(now, span) * span;
    Long worstScore = last == null ? score : lower(last.lastScore(), score);
    HealthBand worstBand = last == null ? level(band) : worse(level(last.lastBand()), band);
    if (last != null && last.from() == from) {
      worstScore = lower(last.worstScore(), score);
      worstBand = worse(last.worstBand(), band);
      next.remove(next.size() - 1);
    }
    next.add(new Span(from, worstScore, worstBand, score, band));
    while (next.size() > 1 && next.get(1).from() <= now - memory) {
      next.remove(0);
    }
    return List.copyOf(next);
  }

  /** What was published at an instant, or worse; null when nothing was by then. */
  Span at(List<Span> past, long time) {
    Span found = null;
    for (int i = 0; i < past.size() && past.get(i).from() <= time; i++) {
      found = past.get(i);
    }
    if (found == null || time < found.from() + span) {
      return found;
    }
    return new Span(
        found.from(),
        found.lastScore(),
        level(found.lastBand()),
        found.lastScore(),
        found.lastBand());
  }

  /** The lower of two scores; null limits nothing. */
  static Long lower(Long ceiling, Long score) {
    if (ceiling == null) {
      return score;
    }
    return score == null ? ceiling : Long.valueOf(Math.min(ceiling, score));
  }

  /** The worse of two bands; what is not a level limits nothing. */
  static HealthBand worse(HealthBand ceiling, HealthBand band) {
    if (ceiling == null || !isLevel(ceiling)) {
      return band;
    }
    return !isLevel(band) || ceiling.compareTo(band) > 0 ? ceiling : band;
  }

  /** Whether a band says how well an account does; null says nothing. */
  public static boolean isLevel(HealthBand band) {
    return band != null && band != HealthBand.UNKNOWN && band != HealthBand.NOT_SCORED;
  }

  private static HealthBand level(HealthBand band) {
    return isLevel(band) ? band : null;
  }
}
