package io.vitals.flink.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.anomaly.series.AccountStanding;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.flink.health.Announcement;
import io.vitals.flink.health.SourceCompleteness;
import io.vitals.flink.testing.TestingSources;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountWatchFunctionTest {
  private static final int MIDNIGHT =
      Hours.of(Instant.parse("2026-03-02T00:00:00Z").toEpochMilli());
  private static final AccountStanding ACTIVE = new AccountStanding(true, "smb", 100L, null);
  private static final AccountStanding INACTIVE = new AccountStanding(false, "smb", null, null);

  private KeyedTwoInputStreamOperatorTestHarness<String, AccountInput, Announcement, SeriesCount>
      harness;

  @BeforeEach
  void start() throws Exception {
    open(null);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void aDayIsJudgedAndItsHoursGoToTheSums() throws Exception {
    stand(ACTIVE, MIDNIGHT - 1);
    use(MIDNIGHT + 9, 30);
    use(MIDNIGHT + 9, 4);
    watermark(MIDNIGHT + 9);
    assertThat(harness.getSideOutput(AccountWatchFunction.HOURS))
        .extracting(hour -> hour.getValue().events())
        .containsExactlyInAnyOrder(34L, 0L);
    assertThat(harness.extractOutputValues()).isEmpty();

    watermark(MIDNIGHT + 23);
    assertThat(harness.extractOutputValues())
        .anySatisfy(
            count -> {
              assertThat(count.measure()).isEqualTo(SeriesMeasure.EVENTS);
              assertThat(count.count()).isEqualTo(34);
              assertThat(count.segment()).isEqualTo("smb");
            });
  }

  @Test
  void useThatIsReadBeforeItsScoreIsNotLost() throws Exception {
    use(MIDNIGHT - 3, 7);
    use(MIDNIGHT + 9, 30);
    watermark(MIDNIGHT - 2);
    use(MIDNIGHT + 11, 4);
    stand(ACTIVE, MIDNIGHT - 1);
    watermark(MIDNIGHT + 23);
    assertThat(harness.extractOutputValues())
        .filteredOn(count -> count.measure() == SeriesMeasure.EVENTS)
        .extracting(SeriesCount::count)
        .containsExactly(34.0);
  }

  @Test
  void restoredInMidDayItJudgesTheSame() throws Exception {
    stand(ACTIVE, MIDNIGHT - 1);
    use(MIDNIGHT + 9, 30);
    watermark(MIDNIGHT + 10);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    open(snapshot);
    use(MIDNIGHT + 11, 5);
    watermark(MIDNIGHT + 23);
    assertThat(harness.extractOutputValues())
        .filteredOn(count -> count.measure() == SeriesMeasure.EVENTS)
        .extracting(SeriesCount::count)
        .containsExactly(35.0);
  }

  @Test
  void anAccountThatIsNoLongerActiveIsForgotten() throws Exception {
    stand(ACTIVE, MIDNIGHT - 1);
    use(MIDNIGHT + 9, 30);
    watermark(MIDNIGHT + 23);
    harness.getOutput().clear();
    stand(INACTIVE, MIDNIGHT + 30);
    watermark(MIDNIGHT + 30);
    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(count -> assertThat(count.isEnd()).isTrue());
    use(MIDNIGHT + 31, 30);
    watermark(MIDNIGHT + 100);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whatIsReadAheadOfTheEndIsJudgedFirst() throws Exception {
    stand(ACTIVE, MIDNIGHT - 1);
    use(MIDNIGHT + 9, 30);
    stand(INACTIVE, MIDNIGHT + 30);
    watermark(MIDNIGHT + 23);
    assertThat(harness.extractOutputValues())
        .filteredOn(count -> count.measure() == SeriesMeasure.EVENTS)
        .extracting(SeriesCount::count)
        .containsExactly(30.0);
    watermark(MIDNIGHT + 30);
    assertThat(harness.extractOutputValues()).last().matches(SeriesCount::isEnd);
  }

  @Test
  void anAccountThatComesBackBeforeItsEndIsWatchedOn() throws Exception {
    stand(ACTIVE, MIDNIGHT - 1);
    stand(INACTIVE, MIDNIGHT + 10);
    stand(ACTIVE, MIDNIGHT + 10);
    watermark(MIDNIGHT + 23);
    assertThat(harness.extractOutputValues()).noneMatch(SeriesCount::isEnd).isNotEmpty();
  }

  private void stand(AccountStanding standing, int hour) throws Exception {
    input(new AccountInput("demo:a", hour * Hours.MILLIS, null, null, standing));
  }

  private void use(int hour, long events) throws Exception {
    UsageDelta usage =
        new UsageDelta("demo:a", hour, hour, 1, events, null, null, null, 0, 0, 0, "s", null, null);
    input(new AccountInput("demo:a", hour * Hours.MILLIS, usage, null, null));
  }

  private void input(AccountInput input) throws Exception {
    harness.processElement1(input, input.time());
  }

  private void watermark(int hour) throws Exception {
    harness.processBothWatermarks(new Watermark(Hours.judgedAt(hour)));
  }

  private void open(OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new AccountWatchFunction(TestingSources.byId()), List.of(SourceCompleteness.STATE)),
            AccountInput::accountId,
            null,
            Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }
}
