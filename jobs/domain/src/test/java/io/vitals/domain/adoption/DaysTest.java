package io.vitals.domain.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DaysTest {
  private static final Days NEW_YORK = new Days(ZoneId.of("America/New_York"));

  @Test
  void everyNameOfUtcIsUtc() {
    assertThat(new Days(ZoneId.of("UTC"))).isEqualTo(Days.UTC);
    assertThat(new Days(null)).isEqualTo(Days.UTC);
  }

  @Test
  void aDayBeginsAtMidnight() {
    assertThat(day(Days.UTC, "2026-11-22T23:59:59.999Z")).isEqualTo("2026-11-22");
    assertThat(day(Days.UTC, "2026-11-23T00:00:00Z")).isEqualTo("2026-11-23");
    assertThat(day(NEW_YORK, "2026-11-23T04:59:59.999Z")).isEqualTo("2026-11-22");
    assertThat(day(NEW_YORK, "2026-11-23T05:00:00Z")).isEqualTo("2026-11-23");
  }

  @Test
  void theDayThatSetsTheClockBackHas25Hours() {
    assertThat(hoursOf(NEW_YORK, "2026-11-01")).isEqualTo(25);
    assertThat(NEW_YORK.hourOfDay(hour("2026-11-01T05:00:00Z"))).isEqualTo(1);
    assertThat(NEW_YORK.hourOfDay(hour("2026-11-01T06:00:00Z"))).isEqualTo(1);
    assertThat(NEW_YORK.hourOfDay(hour("2026-11-02T04:00:00Z"))).isEqualTo(23);
  }

  @Test
  void theDayThatSetsTheClockForwardHas23Hours() {
    assertThat(hoursOf(NEW_YORK, "2026-03-08")).isEqualTo(23);
    assertThat(NEW_YORK.hourOfDay(hour("2026-03-08T06:00:00Z"))).isEqualTo(1);
    assertThat(NEW_YORK.hourOfDay(hour("2026-03-08T07:00:00Z"))).isEqualTo(3);
  }

  @Test
  void whereMidnightIsNoWholeHourTheDayBeginsWithTheNext() {
    Days india = new Days(ZoneId.of("Asia/Kolkata"));

    assertThat(day(india, "2026-11-22T18:59:59Z")).isEqualTo("2026-11-22");
    assertThat(day(india, "2026-11-22T19:00:00Z")).isEqualTo("2026-11-23");
    assertThat(hoursOf(india, "2026-11-23")).isEqualTo(24);
  }

  @Test
  void workingDaysAreCountedAsIfOneByOne() {
    Random random = new Random(3);
    LocalDate start = LocalDate.parse("2026-01-01");
    for (int round = 0; round < 200; round++) {
      Set<LocalDate> holidays = new HashSet<>();
      for (int i = 0; i < random.nextInt(30); i++) {
        holidays.add(start.plusDays(random.nextInt(120)));
      }
      LocalDate from = start.plusDays(random.nextInt(100));
      LocalDate until = from.plusDays(random.nextInt(60));
      long expected =
          from.datesUntil(until)
              .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY)
              .filter(day -> day.getDayOfWeek() != DayOfWeek.SUNDAY)
              .filter(day -> !holidays.contains(day))
              .count();

      assertThat(
              new WorkingDays(holidays).between((int) from.toEpochDay(), (int) until.toEpochDay()))
          .describedAs("seed 3, round %d", round)
          .isEqualTo((int) expected);
    }
  }

  private static String day(Days days, String instant) {
    return LocalDate.ofEpochDay(days.dayOf(Instant.parse(instant))).toString();
  }

  private static int hour(String instant) {
    return Days.hourOf(Instant.parse(instant).toEpochMilli());
  }

  private static long hoursOf(Days days, String date) {
    int start = hour(date + "T00:00:00Z") - 24;
    int day = (int) LocalDate.parse(date).toEpochDay();
    long hours = 0;
    for (int hour = start; hour < start + 72; hour++) {
      hours += days.dayOfHour(hour) == day ? 1 : 0;
    }
    return hours;
  }
}
