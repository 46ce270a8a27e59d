package io.vitals.domain.quality;

import io.vitals.schemas.ExceptionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All hours of a field, kept whole: what shows is looked for anew each time, plain and slowly. */
final class FieldHistory {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private record Hour(long close, long records, long filled) {}

  private final List<Hour> hours = new ArrayList<>();

  /** Hours before which it had vanished: how long is not usual. */
  private final Set<Integer> endsOfOutages = new HashSet<>();

  void add(long close, long records, long filled) {
    if (records > 0) {
      if (filled > 0 && at(close - HOUR) == ExceptionType.VANISHED_FIELD) {
        endsOfOutages.add(hours.size());
      }
      hours.add(new Hour(close, records, filled));
    }
  }

  /** What shows at the close of an hour; null: nothing. */
  ExceptionType at(long now) {
    List<Integer> fills = fillsOfThisEra(now);
    if (fills.isEmpty()) {
      return null;
    }
    Hour first = hours.get(fills.get(0));
    int last = fills.get(fills.size() - 1);
    long lastDay = Math.floorDiv(hours.get(last).close(), DAY);
    long records = 0;
    long filled = 0;
    long longest = 0;
    long firstDay = lastDay;
    for (int fill : fills) {
      long day = Math.floorDiv(hours.get(fill).close(), DAY);
      if (day > lastDay - 28) {
        boolean usual = fill != fills.get(0) && !endsOfOutages.contains(fill);
        long row = usual ? recordsIn(emptyRowBefore(fill)) : 0;
        records += hours.get(fill).records() + row;
        filled += hours.get(fill).filled();
        longest = Math.max(longest, row);
        firstDay = Math.min(firstDay, day);
      }
    }
    long sinceLast = recordsIn(hours.subList(last + 1, hours.size()));
    List<Hour> before = emptyRowBefore(fills.get(0));
    boolean afterEmptyWeek = !before.isEmpty() && first.close() - before.get(0).close() >= 7 * DAY;
    if (afterEmptyWeek && now - first.close() < 7 * DAY) {
      double share = (double) filled / (records + sinceLast);
      return filled >= 20 && recordsIn(before) * share >= 20 ? ExceptionType.NEW_FIELD : null;
    }
    boolean enough = filled >= 20 && sinceLast * ((double) filled / records) >= 20;
    return enough && sinceLast > 2 * longest && lastDay - firstDay >= 7
        ? ExceptionType.VANISHED_FIELD
        : null;
  }

  /** Hours in which it was filled, since it was last empty for so long that this was usual. */
  private List<Integer> fillsOfThisEra(long now) {
    List<Integer> fills = new ArrayList<>();
    for (int i = 0; i < hours.size(); i++) {
      if (hours.get(i).filled() > 0) {
        List<Hour> before = emptyRowBefore(i);
        if (!before.isEmpty() && hours.get(i).close() - HOUR - before.get(0).close() >= 28 * DAY) {
          fills.clear();
        }
        fills.add(i);
      }
    }
    if (!fills.isEmpty()) {
      List<Hour> row = emptyRowBefore(hours.size());
      if (!row.isEmpty() && now - row.get(0).close() >= 28 * DAY) {
        fills.clear();
      }
    }
    return fills;
  }

  private List<Hour> emptyRowBefore(int index) {
    int from = index;
    while (from > 0 && hours.get(from - 1).filled() == 0) {
      from--;
    }
    return hours.subList(from, index).stream().sorted(Comparator.comparing(Hour::close)).toList();
  }

  private static long recordsIn(List<Hour> hours) {
    return hours.stream().mapToLong(Hour::records).sum();
  }
}
