package io.vitals.domain.account;

import java.time.LocalDate;

/** Dates as state keeps them: days since 1970-01-01, null when there is none. */
final class EpochDay {

  private EpochDay() {}

  static int of(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  static Integer ofNullable(LocalDate date) {
    return date == null ? null : Integer.valueOf(of(date));
  }

  static LocalDate toDate(Integer epochDay) {
    return epochDay == null ? null : LocalDate.ofEpochDay(epochDay);
  }
}
