package io.vitals.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingAmountTest {

  @ParameterizedTest(name = "{0} {1} at {2} is {3}")
  @CsvSource({
    "100, USD, , 100",
    "100, USD, 1, 100",
    "0, EUR, 1, 0",
    "1, EUR, 0.499999, 0",
    "1, EUR, 0.5, 1",
    "3, EUR, 0.5, 2",
    "-1, EUR, 0.5, -1",
    "-1, EUR, 0.499999, 0",
    "12345, EUR, 1.087654, 13427",
    "1000000, JPY, 0.0067, 670000",
    "1000000, KWD, 3.25, 325000",
    "1000000000, VND, 0.0000394, 3940000",
    "9223372036854775807, EUR, 1, 9223372036854775807",
    "9223372036854775807, EUR, 0.000001, 9223372036855",
    "-9223372036854775808, EUR, 1, -9223372036854775808"
  })
  void convertsUnitsRoundingHalfUp(long minor, String currency, Double rate, long expected) {
    assertThat(ReportingAmount.of(minor, currency, rate)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1} at {2} is not known")
  @CsvSource({
    ", USD, 1",
    "100, EUR, ",
    "100, INR, ",
    "100, , ",
    "100, , 1",
    "100, ???, 1",
    "100, XAU, 4000",
    "100, EUR, 0",
    "100, EUR, -1",
    "100, EUR, NaN",
    "100, EUR, Infinity",
    "9223372036854775807, EUR, 1.000001",
    "9223372036854775807, JPY, 1"
  })
  void neverTakesUnknownForZero(Long minor, String currency, Double rate) {
    assertThat(ReportingAmount.of(minor, currency, rate)).isNull();
  }

  @Test
  void sumsStopAtTheEnds() {
    assertThat(ReportingAmount.sum(2, -5)).isEqualTo(-3);
    assertThat(ReportingAmount.sum(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(ReportingAmount.sum(Long.MIN_VALUE, -1)).isEqualTo(Long.MIN_VALUE);
  }
}
