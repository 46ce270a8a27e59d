package io.vitals.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextCloseTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nobody's customer,          false,   1, 0, false, false, ,                     ,           ",
    "used lately,                true,    1, 0, false, false, ,                     ,           2026-03-02T13:00:00Z",
    "idle for long,              true,   43, 0, false, false, ,                     ,           2026-03-03T00:00:00Z",
    "never used,                 true,     , 0, false, false, ,                     ,           2026-03-03T00:00:00Z",
    "urgent ticket open,         true,     , 1, false, false, ,                     ,           2026-03-02T13:00:00Z",
    "dwell or release runs,      true,     , 0, true,  false, ,                     ,           2026-03-02T13:00:00Z",
    "model at three,             true,     , 0, false, false, 2026-03-02T15:00:00Z, ,           2026-03-02T16:00:00Z",
    "model far ahead,            true,     , 0, false, false, 2026-05-02T15:00:00Z, ,           2026-03-03T00:00:00Z",
    "model for no customer,      false,    , 0, false, false, 2026-03-02T15:00:00Z, ,           ",
    "untold,                     false,    , 0, false, true,  ,                     ,           2026-03-03T00:00:00Z",
    "subscription begins,        false,    , 0, false, false, ,                     2026-03-05, 2026-03-05T01:00:00Z",
    "subscription began already, false,    , 0, false, false, ,                     2026-03-02, 2026-03-02T13:00:00Z",
  })
  void theSoonestReasonDecides(
      String name,
      boolean active,
      Double idleDays,
      int openUrgent,
      boolean bandMoves,
      boolean untold,
      Instant modelChange,
      LocalDate subscriptionChange,
      Instant endOfHour) {
    NextClose next =
        new NextClose(
            active,
            idleDays,
            openUrgent,
            bandMoves,
            untold,
            false,
            modelChange,
            subscriptionChange);

    long close = NOON.toEpochMilli() - 1;
    if (endOfHour == null) {
      assertThat(next.after(close)).as(name).isEmpty();
    } else {
      assertThat(next.after(close)).as(name).hasValue(endOfHour.toEpochMilli() - 1);
    }
  }
}
