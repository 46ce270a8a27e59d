package io.vitals.exporter.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotifierOptionsParserTest {
  private static final Map<String, String> NOTHING = Map.of();

  @Test
  void brokersAndAlertmanagersAreEnough() {
    assertThat(
            NotifierOptionsParser.parse(
                List.of("--bootstrap-servers=b:9092", "--alertmanagers=http://a:9093,https://b"),
                NOTHING))
        .isEqualTo(
            NotifierOptions.defaults(
                "b:9092", List.of(URI.create("http://a:9093"), URI.create("https://b"))));
  }

  @Test
  void everyFaultIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                NotifierOptionsParser.parse(
                    List.of("--alertmanagers=am:9093", "--port=x", "--nonsense"), NOTHING))
        .hasMessageContaining("--bootstrap-servers is missing")
        .hasMessageContaining("--alertmanagers=am:9093: no http or https address")
        .hasMessageContaining("--port=x: not a number")
        .hasMessageContaining("no such option: --nonsense");
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotShown() {
    assertThatThrownBy(
            () ->
                NotifierOptionsParser.parse(
                    List.of("--bootstrap-servers=b:9092", "--alertmanagers=https://v:secret@a"),
                    NOTHING))
        .hasMessageContaining("--password-file")
        .hasMessageNotContaining("secret@");
  }

  @Test
  void anAlertMustOutlastTheTimeInBetween() {
    assertThatThrownBy(
            () ->
                NotifierOptionsParser.parse(
                    List.of(
                        "--bootstrap-servers=b:9092",
                        "--alertmanagers=http://a:9093",
                        "--ends-after-seconds=90"),
                    NOTHING))
        .hasMessageContaining("at least twice");
  }
}
