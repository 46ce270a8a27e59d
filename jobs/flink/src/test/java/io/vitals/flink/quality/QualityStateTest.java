package io.vitals.flink.quality;

import io.vitals.domain.quality.AccountQuality;
import io.vitals.domain.quality.AccountSummary;
import io.vitals.domain.quality.ObservedHour;
import io.vitals.domain.quality.OpenExceptions;
import io.vitals.domain.quality.PortfolioTotals;
import io.vitals.domain.quality.SourceDrift;
import io.vitals.flink.testing.StateRecords;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualityStateTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        AccountQuality.class,
        AccountSummary.class,
        Observed.class,
        ObservedHour.class,
        OpenExceptions.class,
        PortfolioTotals.class,
        QualityRow.class,
        ReconciliationRow.class,
        SourceDrift.class,
        SummaryAt.class
      })
  void isKeptAsItWas(Class<?> type) throws IOException {
    StateRecords.assertKept(type);
  }
}
