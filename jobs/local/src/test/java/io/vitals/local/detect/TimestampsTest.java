package io.vitals.local.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2014-04-01 00:00:00, 2014-04-01T00:00:00Z",
    "2014-04-01 00:05:00.250000, 2014-04-01T00:05:00.250Z",
    "2014-04-01T00:05, 2014-04-01T00:05:00Z",
    "2014-04-01T00:05:07Z, 2014-04-01T00:05:07Z",
    "2014-04-01t00:05:07.5z, 2014-04-01T00:05:07.500Z",
    "2014-04-01T02:05:07+02:00, 2014-04-01T00:05:07Z",
    "2014-04-01 02:05:07+0200, 2014-04-01T00:05:07Z",
    "2014-03-31 19:05:07-05, 2014-04-01T00:05:07Z",
    "2014-04-01, 2014-04-01T00:00:00Z",
    "2016-02-29, 2016-02-29T00:00:00Z",
    "1396310707, 2014-04-01T00:05:07Z",
    "1396310707.25, 2014-04-01T00:05:07.250Z",
    "1396310707250, 2014-04-01T00:05:07.250Z",
  })
  void aTimeIsAsExportsWriteIt(String text, Instant time) {
    assertThat(Timestamps.parse(text)).hasValue(time.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noon",
        "2014-04-31",
        "2015-02-29 00:00:00",
        "2014-04-01 24:00:00",
        "2014-04-01  00:00:00",
        "2014-04-01 00:00:00 and",
        "2014-4-1 0:05",
        "01/04/2014 00:00",
        "20140401",
        "20140401000000",
        "139631070",
        "-1396310707",
        "1396310707.",
        "+999999999-12-31",
        "١٣٩٦٣١٠٧٠٧",
      })
  void anythingElseIsNone(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }

  @Test
  void nothingIsNone() {
    assertThat(Timestamps.parse("")).isEmpty();
  }
}
