package io.vitals.flink.freshness;

import io.vitals.domain.freshness.FreshnessState;
import io.vitals.flink.testing.StateRecords;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessStateTest {
  @ParameterizedTest
  @ValueSource(classes = {FreshnessState.class, ArrivalsRow.class})
  void isKeptAsItWas(Class<?> type) throws IOException {
    StateRecords.assertKept(type);
  }
}
