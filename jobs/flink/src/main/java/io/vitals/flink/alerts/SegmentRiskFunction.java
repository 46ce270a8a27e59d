package io.vitals.flink.alerts;

import io.vitals.domain.alerting.Condition;
import io.vitals.domain.alerting.SegmentRisk;
import io.vitals.domain.alerting.SegmentRisk.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Judges each segment at the close of each day. Bounded by the accounts of the tenant, twice on the
 * day on which all of them changed.
 */
final class SegmentRiskFunction extends KeyedProcessFunction<String, MemberRow, SubjectRow> {
  private static final long serialVersionUID = 1L;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  static final MapStateDescriptor<String, MemberRow> MEMBERS =
      new MapStateDescriptor<>("members", Types.STRING, TypeInformation.of(MemberRow.class));

  /** The last row of an account of a day that is not over, by day and account. */
  static final MapStateDescriptor<String, MemberRow> AHEAD =
      new MapStateDescriptor<>("members-ahead", Types.STRING, TypeInformation.of(MemberRow.class));

  /** First day of which anything is known. */
  static final ValueStateDescriptor<Integer> KNOWN_SINCE =
      new ValueStateDescriptor<>("known-since-day", Types.INT);

  /** The last day on which a segment had accounts; one without any is judged until it ends. */
  static final MapStateDescriptor<String, Integer> SEGMENTS =
      new MapStateDescriptor<>("segments", Types.STRING, Types.INT);

  private transient MapState<String, MemberRow> members;
  private transient MapState<String, Integer> segments;
  private transient ValueState<Integer> knownSince;
  private transient MapState<String, MemberRow> ahead;

  @Override
  public void open(OpenContext context) {
    members = getRuntimeContext().getMapState(MEMBERS);
    ahead = getRuntimeContext().getMapState(AHEAD);
    segments = getRuntimeContext().getMapState(SEGMENTS);
    knownSince = getRuntimeContext().getState(KNOWN_SINCE);
  }

  @Override
  public void processElement(MemberRow row, Context context, Collector<SubjectRow> out)
      throws Exception {
    long time = Math.max(row.time(), context.timerService().currentWatermark() + 1);
    long close = (Math.floorDiv(time, DAY_MILLIS) + 1) * DAY_MILLIS;
    ahead.put(close + "|" + row.member().accountId(), row);
    context.timerService().registerEventTimeTimer(close);
  }

  @Override
  public void onTimer(long close, OnTimerContext context, Collector<SubjectRow> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    takeUpTo(close);
    if (knownSince.value() == null) {
      knownSince.update((int) (Math.floorDiv(close, DAY_MILLIS) - 1));
    }
    Map<String, List<Member>> bySegment = new TreeMap<>();
    for (MemberRow row : members.values()) {
      bySegment.computeIfAbsent(row.segment(), segment -> new ArrayList<>()).add(row.member());
    }
    addThoseWithoutAccounts(bySegment, (int) Math.floorDiv(close - 1, DAY_MILLIS));
    for (Map.Entry<String, List<Member>> segment : bySegment.entrySet()) {
      if (!segment.getKey().isEmpty()) {
        Condition condition =
            SegmentRisk.of(
                segment.getKey(),
                segment.getValue(),
                knownSince.value(),
                Instant.ofEpochMilli(close));
        out.collect(SubjectRow.condition(condition, close));
      }
    }
    context.timerService().registerEventTimeTimer(close + DAY_MILLIS);
  }

  private void addThoseWithoutAccounts(Map<String, List<Member>> bySegment, int day)
      throws Exception {
    List<String> forgotten = new ArrayList<>();
    for (Map.Entry<String, Integer> known : segments.entries()) {
      if (day - known.getValue() > SegmentRisk.DAYS) {
        forgotten.add(known.getKey());
      }
    }
    for (String segment : forgotten) {
      segments.remove(segment);
    }
    for (String segment : bySegment.keySet()) {
      segments.put(segment, day);
    }
    for (String segment : segments.keys()) {
      bySegment.putIfAbsent(segment, List.of());
    }
  }

  private void takeUpTo(long close) throws Exception {
    String day = close + "|";
    List<String> due = new ArrayList<>();
    for (String key : ahead.keys()) {
      if (key.startsWith(day)) {
        due.add(key);
      }
    }
    for (String key : due) {
      MemberRow row = ahead.get(key);
      MemberRow before = members.get(row.member().accountId());
      members.put(row.member().accountId(), before == null ? row : since(before, row));
      ahead.remove(key);
    }
  }

  /**
   * When an account was newly at risk is remembered when it no longer is. One that was at risk and
   * still is, is not newly so, whatever was not known in between.
   */
  private static MemberRow since(MemberRow before, MemberRow row) {
    Member member = row.member();
    Member known = before.member();
    boolean atRisk = row.unjudged() ? known.atRisk() : member.atRisk();
    if (atRisk && !known.atRisk()) {
      return row;
    }
    return new MemberRow(
        row.tenant(),
        row.segment(),
        new Member(
            member.accountId(), member.active(), member.arrMinor(), known.atRiskSinceDay(), atRisk),
        row.time(),
        row.unjudged());
  }
}
