package io.vitals.domain.health;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hours that late data corrected, in words. */
final class CorrectedHours {
  private static final int MOST_SPANS = 3;
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CorrectedHours() {}

  /**
   * The hours, those that follow each other as one span.
   *
   * @param epochHours hours since the epoch, in any order
   * @return empty for none
   */
  static String words(List<Integer> epochHours) {
    List<Integer> hours = epochHours.stream().distinct().sorted().toList();
    List<String> spans = new ArrayList<>();
    int told = 0;
    for (int i = 0; i < hours.size() && spans.size() < MOST_SPANS; ) {
      int first = i++;
      while (i < hours.size() && hours.get(i) == hours.get(i - 1) + 1) {
        i++;
      }
      spans.add(span(hours.get(first), hours.get(i - 1) + 1));
      told = i;
    }
    if (told < hours.size()) {
      spans.add((hours.size() - told) + " hours more");
    }
    return String.join(", ", spans);
  }

  private static String span(int first, int end) {
    return HOUR.format(start(first)) + " to " + HOUR.format(start(end));
  }

  private static Instant start(int epochHour) {
    return Instant.ofEpochMilli(epochHour * IngestHours.MILLIS_AN_HOUR);
  }
}
