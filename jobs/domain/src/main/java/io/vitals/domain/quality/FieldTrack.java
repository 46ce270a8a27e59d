package io.vitals.domain.quality;

import io.vitals.schemas.ExceptionType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often an optional field of a source comes filled, by whole hours of ingest time, and what
 * follows from it. It is judged against its own last {@link #KEPT_DAYS} good days, which are those
 * in which it was filled:
 *
 * <ul>
 *   <li>It vanished when it is empty in a row of records in which, by its share of the good days,
 *       it would be filled {@link #EVIDENCE} times; and the row is more than {@link
 *       #LONGER_THAN_EVER} times as long as the longest in these days (a night or weekend in which
 *       no ticket is solved is none); and the good days have as many filled and span a week. It
 *       ends when it is filled again, or after {@link #ACCEPTED_AFTER} as what is now usual.
 *   <li>It is new when it was empty for a week in which, by its share since, it would have been
 *       filled as often; and it has been filled as often since. It ends a week after it was first
 *       filled.
 * </ul>
 *
 * <p>Too little evidence is no finding. Flat; bounded by the days.
 *
 * @param field entity and field, as {@code account.owner_id}
 * @param emptySince close of the first hour of the row of records in which it is empty; {@link
 *     #NEVER} while it is filled
 * @param emptyRecords how many records that row has
 * @param newSince close of the hour in which it was filled first, after a week in which it was not;
 *     {@link #NEVER} when it is not new
 * @param emptyBefore how many records it was empty in before
 * @param days its last good days, the earliest first; none: it was never filled, or not for so long
 *     that it is usual
 */
public record FieldTrack(
    String field,
    long emptySince,
    long emptyRecords,
    long newSince,
    long emptyBefore,
    List<Day> days) {
  /** How often it has to be filled, or would have been, for a finding. */
  static final int EVIDENCE = 20;

  static final int LONGER_THAN_EVER = 2;
  static final int KEPT_DAYS = 28;

  /** After which time of emptiness a field that was filled counts as one that is empty. */
  static final Duration ACCEPTED_AFTER = Duration.ofDays(28);

  static final Duration WEEK = Duration.ofDays(7);

  /** No time. */
  static final long NEVER = Long.MIN_VALUE;

  /**
   * A day in which it was filled.
   *
   * @param day the day in UTC, since the epoch
   * @param records how many records came, those of an empty row that ended in it too
   * @param filled how many had it filled
   * @param longestEmpty the longest row of records that had it empty and ended in it, by whole
   *     hours
   */
  public record Day(long day, long records, long filled, long longestEmpty) {
    private Day plus(Day other) {
      return new Day(
          day,
          records + other.records,
          filled + other.filled,
          Math.max(longestEmpty, other.longestEmpty));
    }
  }

  /** Reads an absent list as no day. */
  public FieldTrack {
    days = days == null ? List.of() : days;
  }

  /** A field of which nothing was observed. */
  static FieldTrack of(String field) {
    return new FieldTrack(field, NEVER, 0, NEVER, 0, null);
  }

  /**
   * After an hour.
   *
   * @param close the hour's close
   * @param records how many records came
   * @param filled how many had it filled
   */
  FieldTrack with(long close, long records, long filled) {
    if (records == 0) {
      return this;
    }
    if (filled == 0) {
      long since = emptySince == NEVER ? close : emptySince;
      return new FieldTrack(field, since, emptyRecords + records, newSince, emptyBefore, days);
    }
    long day = Math.floorDiv(close, Duration.ofDays(1).toMillis());
    if (!days.isEmpty()) {
      // What was found to be wrong is not learned as usual.
      Day today =
          hasVanished()
              ? new Day(day, records, filled, 0)
              : new Day(day, emptyRecords + records, filled, emptyRecords);
      return new FieldTrack(field, NEVER, 0, newSince, emptyBefore, daysWith(today));
    }
    boolean isNew = emptySince != NEVER && close - emptySince >= WEEK.toMillis();
    return new FieldTrack(
        field,
        NEVER,
        0,
        isNew ? close : NEVER,
        isNew ? emptyRecords : 0,
        List.of(new Day(day, records, filled, 0)));
  }

  private List<Day> daysWith(Day today) {
    List<Day> kept = new ArrayList<>();
    for (Day known : days) {
      if (known.day() == today.day()) {
        kept.add(known.plus(today));
      } else if (known.day() > today.day() - KEPT_DAYS) {
        kept.add(known);
      }
    }
    if (kept.isEmpty() || kept.get(kept.size() - 1).day() != today.day()) {
      kept.add(today);
    }
    return kept;
  }

  private boolean hasVanished() {
    return finding().filter(found -> found.type() == ExceptionType.VANISHED_FIELD).isPresent();
  }

  /** When time has passed: what has been so for long enough is usual. */
  FieldTrack at(long now) {
    boolean emptyIsUsual =
        !days.isEmpty() && emptySince != NEVER && now - emptySince >= ACCEPTED_AFTER.toMillis();
    boolean newIsUsual = newSince != NEVER && now - newSince >= WEEK.toMillis();
    if (!emptyIsUsual && !newIsUsual) {
      return this;
    }
    return new FieldTrack(
        field, emptySince, emptyRecords, NEVER, 0, emptyIsUsual ? List.of() : days);
  }

  /** Whether anything follows from time alone. */
  boolean awaitsTime() {
    return newSince != NEVER || (!days.isEmpty() && emptySince != NEVER);
  }

  /** What is wrong with it, if anything is. */
  Optional<Finding> finding() {
    if (days.isEmpty()) {
      return Optional.empty();
    }
    long records = days.stream().mapToLong(Day::records).sum();
    long filled = days.stream().mapToLong(Day::filled).sum();
    if (filled < EVIDENCE) {
      return Optional.empty();
    }
    if (newSince != NEVER) {
      double share = (double) filled / (records + emptyRecords);
      return emptyBefore * share < EVIDENCE
          ? Optional.empty()
          : Optional.of(
              new Finding(
                  ExceptionType.NEW_FIELD,
                  field,
                  "filled since %s, in none of %s records before"
                      .formatted(hour(newSince), count(emptyBefore)),
                  filled));
    }
    double share = (double) filled / records;
    long longest = days.stream().mapToLong(Day::longestEmpty).max().orElse(0);
    long span = days.get(days.size() - 1).day() - days.get(0).day();
    boolean vanished =
        emptyRecords * share >= EVIDENCE
            && emptyRecords > LONGER_THAN_EVER * longest
            && span >= WEEK.toDays();
    return vanished
        ? Optional.of(
            new Finding(
                ExceptionType.VANISHED_FIELD,
                field,
                "filled in %s of %s records since %s, in none since %s"
                    .formatted(
                        percent(share),
                        count(records),
                        LocalDate.ofEpochDay(days.get(0).day()),
                        hour(emptySince)),
                emptyRecords))
        : Optional.empty();
  }

  private static String hour(long close) {
    return Instant.ofEpochMilli(close + 1 - Duration.ofHours(1).toMillis())
        .atOffset(ZoneOffset.UTC)
        .toLocalDateTime()
        .toString()
        .replace('T', ' ');
  }

  private static String count(long records) {
    return String.format(Locale.ROOT, "%,d", records);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
