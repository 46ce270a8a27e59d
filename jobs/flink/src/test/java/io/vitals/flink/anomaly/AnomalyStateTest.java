package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.episode.AnomalyMemory;
import io.vitals.domain.anomaly.episode.Planned;
import io.vitals.domain.anomaly.peers.PeerCount;
import io.vitals.domain.anomaly.peers.PeerPrior;
import io.vitals.domain.anomaly.peers.PeerSums;
import io.vitals.domain.anomaly.peers.SlotCounts;
import io.vitals.domain.anomaly.series.AccountStanding;
import io.vitals.domain.anomaly.series.AccountWatchState;
import io.vitals.domain.anomaly.series.HourCounts;
import io.vitals.domain.anomaly.series.SegmentWatch;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.flink.testing.StateRecords;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyStateTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        AccountCondition.class,
        AccountHour.class,
        AccountInput.class,
        AccountStanding.class,
        AccountWatchState.class,
        AnomalyFunction.BreakRow.class,
        AnomalyMemory.class,
        HourCounts.class,
        PeerCount.class,
        Planned.class,
        PeerPrior.class,
        PeerSums.class,
        SegmentWatch.State.class,
        SeriesCount.class,
        SeriesPoint.class,
        SlotCounts.class,
        SourceVolume.class
      })
  void isKeptAsItWas(Class<?> type) throws IOException {
    StateRecords.assertKept(type);
  }
}
