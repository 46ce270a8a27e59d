package io.vitals.domain.freshness;

import java.util.ArrayList;
import java.util.List;

/**
 * What a source said in one partition that it has sent all of, and when that became known. Flat and
 * bounded: of what became known before time only the latest is kept.
 *
 * @param source the source
 * @param partition the source topic's partition
 * @param knownAt when each word became known, epoch milliseconds, rising
 * @param through what it says is complete, epoch milliseconds, rising
 */
public record CompletenessTimeline(
    String source, int partition, List<Long> knownAt, List<Long> through) {

  /** Reads absent parts as nothing said. */
  public CompletenessTimeline {
    knownAt = knownAt == null ? List.of() : knownAt;
    through = through == null ? List.of() : through;
  }

  /** A partition in which nothing was said. */
  public static CompletenessTimeline empty(String source, int partition) {
    return new CompletenessTimeline(source, partition, null, null);
  }

  /**
   * The timeline with a word added. A word that says less than one before changes nothing.
   *
   * @param known when it became known, epoch milliseconds
   * @param complete what it says, epoch milliseconds
   * @param watermark what was known before it is needed no more, but the latest
   */
  public CompletenessTimeline with(long known, long complete, long watermark) {
    List<Long> times = new ArrayList<>(knownAt);
    List<Long> words = new ArrayList<>(through);
    int place = times.size();
    while (place > 0 && times.get(place - 1) > known) {
      place--;
    }
    if (place > 0 && words.get(place - 1) >= complete) {
      return this;
    }
    times.add(place, known);
    words.add(place, complete);
    while (place + 1 < times.size() && words.get(place + 1) <= complete) {
      times.remove(place + 1);
      words.remove(place + 1);
    }
    int latest = times.size() - 1;
    while (latest > 0 && times.get(latest) > watermark) {
      latest--;
    }
    return new CompletenessTimeline(
        source,
        partition,
        List.copyOf(times.subList(latest, times.size())),
        List.copyOf(words.subList(latest, words.size())));
  }

  /** What was complete as known at a time, epoch milliseconds; null when nothing was said. */
  public Long at(long time) {
    Long complete = null;
    for (int i = 0; i < knownAt.size() && knownAt.get(i) <= time; i++) {
      complete = through.get(i);
    }
    return complete;
  }
}
