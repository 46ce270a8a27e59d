package io.vitals.flink.alerts;

import io.vitals.domain.alerting.AccountSituation;
import io.vitals.domain.alerting.BandHistory;
import io.vitals.domain.alerting.Condition;
import io.vitals.domain.alerting.Episode;
import io.vitals.domain.alerting.Notice;
import io.vitals.domain.alerting.Rejections;
import io.vitals.domain.alerting.Stake;
import io.vitals.domain.alerting.SubjectState;
import io.vitals.flink.testing.StateRecords;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsStateTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        AccountSituation.class,
        BandHistory.class,
        Condition.class,
        Episode.class,
        MemberRow.class,
        Notice.class,
        RejectionRow.class,
        Rejections.class,
        Stake.class,
        SubjectRow.class,
        SubjectState.class
      })
  void isKeptAsItWas(Class<?> type) throws IOException {
    StateRecords.assertKept(type);
  }
}
