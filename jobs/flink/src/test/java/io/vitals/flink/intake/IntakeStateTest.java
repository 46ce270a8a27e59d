package io.vitals.flink.intake;

import io.vitals.domain.intake.IdentityHistory;
import io.vitals.flink.testing.StateRecords;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeStateTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        SourceRecord.class,
        Arrived.class,
        IdentityHistory.class,
        ArrivalOperator.RecentWindow.class
      })
  void isKeptAsItWas(Class<?> type) throws IOException {
    StateRecords.assertKept(type);
  }
}
