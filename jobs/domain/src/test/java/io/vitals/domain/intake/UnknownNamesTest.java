package io.vitals.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"report_viewed", "reportViewed", "v2.report:open", "émis", "a"})
  void whatLooksLikeAnIdentifierIsTold(String name) {
    assertThat(UnknownNames.countedAs(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Jane Doe opened contract",
        "/users/jane.doe/view",
        "jane@example.org",
        "call +49 170 1234567",
        "view_12345",
        "123"
      })
  void whatMayHoldAPersonsDataOrHasNoEndIsOnlyCounted(String name) {
    assertThat(UnknownNames.countedAs(name)).isEqualTo(UnknownNames.REST);
  }
}
