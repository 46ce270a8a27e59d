package io.vitals.flink.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.domain.alerting.SegmentRisk.Member;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SegmentRiskFunctionTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int FIRST = 20_000;
  private static final int ACCOUNTS = 12;

  @Test
  void accountsThatWereAtRiskBeforeABreakAreNotNewlySoAfterIt() throws Exception {
    try (var segments = segments()) {
      say(segments, FIRST, FIRST, true, false);
      say(segments, FIRST + 70, null, false, true);
      say(segments, FIRST + 71, FIRST + 71, true, false);
      assertThat(standings(segments)).isNotEmpty().doesNotContain(Standing.HOLDS);
    }
  }

  @Test
  void accountsThatFallTogetherAreASpike() throws Exception {
    try (var segments = segments()) {
      say(segments, FIRST, null, false, false);
      say(segments, FIRST + 70, null, false, true);
      say(segments, FIRST + 71, FIRST + 71, true, false);
      List<Standing> standings = standings(segments);
      assertThat(standings.get(standings.size() - 1)).isEqualTo(Standing.HOLDS);
    }
  }

  @Test
  void aSegmentThatIsRenamedIsJudgedUntilItsSpikeEnds() throws Exception {
    try (var segments = segments()) {
      say(segments, FIRST, null, false, false);
      say(segments, FIRST + 70, FIRST + 70, true, false);
      segments.getOutput().clear();
      long time = (FIRST + 71) * DAY + 1;
      for (int i = 0; i < ACCOUNTS; i++) {
        Member member = new Member("demo:" + i, true, 1_000L, FIRST + 70, true);
        segments.processElement(new MemberRow("demo:", "SMB", member, time, false), time);
      }
      segments.processWatermark(new Watermark((FIRST + 72) * DAY));
      assertThat(segments.extractOutputValues())
          .filteredOn(row -> row.condition().subject().equals("smb"))
          .extracting(row -> row.condition().standing())
          .containsExactly(Standing.CLEAR);
    }
  }

  /** What all accounts are like on a day, and the close of that day. */
  private static void say(
      KeyedOneInputStreamOperatorTestHarness<String, MemberRow, SubjectRow> segments,
      int day,
      Integer since,
      boolean atRisk,
      boolean unjudged)
      throws Exception {
    long time = day * DAY + 1;
    segments.processWatermark(new Watermark(time - 1));
    for (int i = 0; i < ACCOUNTS; i++) {
      Member member = new Member("demo:" + i, true, 1_000L, since, atRisk);
      segments.processElement(new MemberRow("demo:", "smb", member, time, unjudged), time);
    }
    segments.processWatermark(new Watermark((day + 1) * DAY));
  }

  private static List<Standing> standings(
      KeyedOneInputStreamOperatorTestHarness<String, MemberRow, SubjectRow> segments) {
    return segments.extractOutputValues().stream().map(row -> row.condition().standing()).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, MemberRow, SubjectRow> segments()
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SegmentRiskFunction()), MemberRow::tenant, Types.STRING);
    harness.open();
    return harness;
  }
}
