package io.vitals.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectedHoursTest {
  private static final int NOON =
      (int) (Instant.parse("2026-03-02T12:00:00Z").toEpochMilli() / 3_600_000);

  @Test
  void hoursInARowAreOneSpan() {
    assertThat(CorrectedHours.words(List.of(NOON + 1, NOON, NOON + 12, NOON)))
        .isEqualTo("2026-03-02 12:00 to 2026-03-02 14:00, 2026-03-03 00:00 to 2026-03-03 01:00");
  }

  @Test
  void manySpansAreCounted() {
    assertThat(CorrectedHours.words(List.of(NOON, NOON + 2, NOON + 4, NOON + 6, NOON + 7)))
        .endsWith("2026-03-02 16:00 to 2026-03-02 17:00, 2 hours more");
  }

  @Test
  void noHoursAreNoWords() {
    assertThat(CorrectedHours.words(List.of())).isEmpty();
  }
}
