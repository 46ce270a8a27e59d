package io.vitals.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingAmountTest {

  @ParameterizedTest(name = "{0} at {1} millionths is {2}")
  @CsvSource({
    "100, 1000000, 100",
    "0, 1000000, 0",
    "1, 499999, 0",
    "1, 500000, 1",
    "3, 500000, 2",
    "-1, 500000, -1",
    "-1, 499999, 0",
    "12345, 1087654, 13427",
    "9223372036854775807, 1000000, 9223372036854775807",
    "9223372036854775807, 1, 9223372036855",
    "9223372036854775807, 999999, 9223362813482738952",
    "-9223372036854775808, 1000000, -9223372036854775808"
  })
  void convertsRoundingHalfUp(long minor, long rateMicros, long expected) {
    assertThat(ReportingAmount.of(minor, rateMicros)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} at {1} millionths is not known")
  @CsvSource({
    ", 1000000",
    "100, 0",
    "100, -1",
    "9223372036854775807, 1000001",
    "-9223372036854775808, 9223372036854775807"
  })
  void neverTakesUnknownForZero(Long minor, long rateMicros) {
    assertThat(ReportingAmount.of(minor, rateMicros)).isNull();
  }

  @Test
  void sumsStopAtTheEnds() {
    assertThat(ReportingAmount.sum(2, -5)).isEqualTo(-3);
    assertThat(ReportingAmount.sum(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(ReportingAmount.sum(Long.MIN_VALUE, -1)).isEqualTo(Long.MIN_VALUE);
  }
}
