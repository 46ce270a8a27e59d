package io.vitals.flink.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.adoption.AdoptionState;
import io.vitals.domain.adoption.ClosedDays;
import io.vitals.domain.adoption.DaySlice;
import io.vitals.domain.freshness.FreshnessTimeline;
import io.vitals.domain.health.GateState;
import io.vitals.domain.health.HeldState;
import io.vitals.domain.health.ScoreState;
import io.vitals.domain.support.SupportState;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.testing.StateRecords;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthStateTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        AccountState.class,
        SupportState.class,
        AdoptionState.class,
        ClosedDays.class,
        DaySlice.class,
        ScoreState.class,
        AccountMarks.class,
        AccountStates.Waiting.class,
        AccountRecord.class,
        ModelRow.class,
        Announcement.class,
        CompletenessRow.class,
        HeldState.class,
        ScoreRow.class,
        FreshnessTimeline.class,
        GateState.class,
        InboundRecord.class
      })
  void isKeptAsItWas(Class<?> type) throws IOException {
    StateRecords.assertKept(type);
  }
}
