package io.vitals.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoStartTest {
  private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.parse("2026-11-26"));

  /** 2026-11-26, a Thursday, is a holiday. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T12:00:00Z, 2026-11-23T12:00:00Z",
    "2026-11-24T11:59:59Z, 2026-11-23T12:00:00Z",
    "2026-11-24T18:00:00Z, 2026-11-24T12:00:00Z",
    "2026-11-27T09:00:00Z, 2026-11-25T12:00:00Z",
    "2026-11-28T22:00:00Z, 2026-11-27T12:00:00Z",
    "2026-11-30T03:00:00Z, 2026-11-27T12:00:00Z",
  })
  void lifeBeginsAtTheLastNoonOfAWorkingDay(Instant now, Instant start) {
    assertThat(Demo.lastWorkingNoon(now, HOLIDAYS)).isEqualTo(start);
  }
}
