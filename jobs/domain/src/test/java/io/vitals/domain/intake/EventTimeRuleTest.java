package io.vitals.domain.intake;

import static io.vitals.domain.intake.EventTimeRule.Verdict.ACCEPTED;
import static io.vitals.domain.intake.EventTimeRule.Verdict.AHEAD;
import static io.vitals.domain.intake.EventTimeRule.Verdict.BEFORE_2000;
import static io.vitals.domain.intake.EventTimeRule.Verdict.TOO_LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.intake.EventTimeRule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventTimeRuleTest {
  private static final Instant LEARNED = Instant.parse("2026-05-04T12:00:00Z");

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("now", LEARNED, ACCEPTED, ACCEPTED),
        Arguments.of("10 min ahead", LEARNED.plus(Duration.ofMinutes(10)), ACCEPTED, ACCEPTED),
        Arguments.of(
            "more than 10 min ahead",
            LEARNED.plus(Duration.ofMinutes(10)).plusMillis(1),
            AHEAD,
            AHEAD),
        Arguments.of("in 2099", Instant.parse("2099-01-01T00:00:00Z"), AHEAD, AHEAD),
        Arguments.of("3 days behind", LEARNED.minus(Duration.ofDays(3)), ACCEPTED, ACCEPTED),
        Arguments.of(
            "more than 3 days behind",
            LEARNED.minus(Duration.ofDays(3)).minusMillis(1),
            TOO_LATE,
            ACCEPTED),
        Arguments.of("10 days behind", LEARNED.minus(Duration.ofDays(10)), TOO_LATE, ACCEPTED),
        Arguments.of("first moment of 2000", EventTimeRule.EARLIEST, TOO_LATE, ACCEPTED),
        Arguments.of(
            "before 2000", EventTimeRule.EARLIEST.minusMillis(1), BEFORE_2000, BEFORE_2000),
        Arguments.of("in 1970", Instant.EPOCH, BEFORE_2000, BEFORE_2000));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void judgesEventsAndChangesByTheirTime(
      String name, Instant eventTime, Verdict event, Verdict change) {
    assertThat(EventTimeRule.judgeEvent(eventTime, LEARNED)).isEqualTo(event);
    assertThat(EventTimeRule.judgeChange(eventTime, LEARNED)).isEqualTo(change);
  }
}
