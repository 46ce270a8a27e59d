package io.vitals.flink.punctuated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransactionSettingsTest {
  private static final Duration BROKER_MAXIMUM = Duration.ofMinutes(15);

  @Test
  void outlastAnOutageWithinWhatTheBrokerAllows() {
    assertThat(settings(Duration.ofMinutes(15), Duration.ofMinutes(10)).faults(BROKER_MAXIMUM))
        .isEmpty();
  }

  @Test
  void mustExceedIntervalAndOutageTogether() {
    assertThat(settings(Duration.ofMinutes(11), Duration.ofMinutes(10)).faults(BROKER_MAXIMUM))
        .singleElement()
        .asString()
        .contains("PT11M", "raise the timeout");
  }

  @Test
  void mustOutlastCheckpointsThatFailAndAreTolerated() {
    TransactionSettings slow =
        new TransactionSettings(
            Duration.ofMinutes(15),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            1,
            Duration.ofMinutes(1));
    assertThat(slow.faults(BROKER_MAXIMUM))
        .singleElement()
        .asString()
        .contains("PT20M3S", "1 checkpoints that fail", "PT21M3S together");
  }

  @Test
  void reportEverythingAtOnce() {
    assertThat(settings(Duration.ofMinutes(16), Duration.ofMinutes(20)).faults(BROKER_MAXIMUM))
        .hasSize(2)
        .first()
        .asString()
        .contains("transaction.max.timeout.ms", "PT15M");
  }

  private static TransactionSettings settings(Duration timeout, Duration longestOutage) {
    return new TransactionSettings(
        timeout, Duration.ofSeconds(1), Duration.ofMinutes(1), 2, longestOutage);
  }
}
