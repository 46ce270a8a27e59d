package io.vitals.flink.quality;

import io.vitals.domain.account.AccountView;
import io.vitals.domain.quality.AccountQuality;
import io.vitals.domain.quality.AccountRules;
import io.vitals.domain.quality.AccountSummary;
import io.vitals.domain.quality.OpenExceptions;
import io.vitals.domain.quality.OpenExceptions.Whose;
import io.vitals.domain.quality.PortfolioTotals;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.RowsAhead;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds what quality knows of an account and tells its faults as they open, change and close. Rows
 * wait for their time, so it does not matter which topic was read first. What changes with time
 * alone, as when a subscription ends, is found at the start of its day, UTC. Bounded by the
 * account's subscriptions and open faults, the rows of the time not yet reached, and a timer a day
 * on which something was ever due.
 */
final class AccountQualityFunction
    extends KeyedProcessFunction<String, QualityRow, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  /** Each account when it looks different to the portfolio. */
  static final OutputTag<SummaryAt> SUMMARIES =
      new OutputTag<>("summaries", TypeInformation.of(SummaryAt.class));

  /** How much what it counts for changes. */
  static final OutputTag<ReconciliationRow> TOTALS =
      new OutputTag<>("totals", TypeInformation.of(ReconciliationRow.class));

  static final ValueStateDescriptor<AccountQuality> ACCOUNT =
      new ValueStateDescriptor<>("account", TypeInformation.of(AccountQuality.class));
  static final ValueStateDescriptor<OpenExceptions> OPEN =
      new ValueStateDescriptor<>("open", TypeInformation.of(OpenExceptions.class));
  static final ValueStateDescriptor<AccountSummary> SUMMARY =
      new ValueStateDescriptor<>("summary", TypeInformation.of(AccountSummary.class));
  static final ValueStateDescriptor<PortfolioTotals> COUNTED =
      new ValueStateDescriptor<>("counted", TypeInformation.of(PortfolioTotals.class));
  static final MapStateDescriptor<Long, List<QualityRow>> AHEAD =
      new MapStateDescriptor<>(
          "ahead", Types.LONG, Types.LIST(TypeInformation.of(QualityRow.class)));

  private transient ValueState<AccountQuality> account;
  private transient ValueState<OpenExceptions> open;
  private transient ValueState<AccountSummary> summary;
  private transient ValueState<PortfolioTotals> counted;
  private transient RowsAhead<QualityRow> ahead;
  private transient RecordReader<AccountChange> accounts;
  private transient RecordReader<SubscriptionChange> subscriptions;
  private transient ExceptionRows rows;

  @Override
  public void open(OpenContext context) {
    account = getRuntimeContext().getState(ACCOUNT);
    open = getRuntimeContext().getState(OPEN);
    summary = getRuntimeContext().getState(SUMMARY);
    counted = getRuntimeContext().getState(COUNTED);
    ahead = new RowsAhead<>(getRuntimeContext().getMapState(AHEAD));
    accounts = RecordReader.of(AccountChange.class);
    subscriptions = RecordReader.of(SubscriptionChange.class);
    rows = new ExceptionRows();
  }

  @Override
  public void processElement(QualityRow row, Context context, Collector<OutboundRecord> out)
      throws Exception {
    ahead.add(row.time(), row, context.timerService());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    AccountQuality known = account.value() == null ? AccountQuality.empty() : account.value();
    Instant now = Instant.ofEpochMilli(time);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    AccountView view = null;
    for (QualityRow row : ahead.take(time)) {
      Learned learned = learned(known, row);
      known = learned.known();
      view = known.account().at(today);
      count(view, Math.min(learned.happened(), time), context);
    }
    if (view == null) {
      view = known.account().at(today);
      count(view, time, context);
    } else {
      account.update(known);
    }
    known.nextChange(today).ifPresent(day -> judgeAt(day, context.timerService()));
    AccountSummary seen = AccountSummary.of(context.getCurrentKey(), known, view);
    if (!seen.equals(summary.value())) {
      summary.update(seen);
      context.output(SUMMARIES, new SummaryAt(time, seen));
    }
    OpenExceptions before = open.value() == null ? OpenExceptions.none() : open.value();
    OpenExceptions.Step step =
        before.next(AccountRules.findings(known, today), Whose.of(seen), now);
    if (!step.rows().isEmpty()) {
      open.update(step.next());
      step.rows().forEach(row -> out.collect(rows.of(row)));
    }
  }

  /** A change counts when it happened, not when it became known. */
  private void count(AccountView view, long happened, OnTimerContext context) throws Exception {
    PortfolioTotals before = counted.value() == null ? PortfolioTotals.NONE : counted.value();
    PortfolioTotals after = PortfolioTotals.of(view);
    if (!after.equals(before)) {
      counted.update(after);
      context.output(
          TOTALS, ReconciliationRow.change(context.timestamp(), happened, after.minus(before)));
    }
  }

  private static void judgeAt(LocalDate day, TimerService timers) {
    timers.registerEventTimeTimer(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  private Learned learned(AccountQuality known, QualityRow row) {
    if (row.score() != null) {
      return new Learned(known.with(row.score()), row.time());
    }
    if (row.topic() == Topic.CRM_ACCOUNTS) {
      AccountChange change = accounts.read(row.change());
      return new Learned(known.with(change), change.getEventTime().toEpochMilli());
    }
    SubscriptionChange change = subscriptions.read(row.change());
    return new Learned(known.with(change), change.getEventTime().toEpochMilli());
  }

  /** What is known after a row, and when what it tells happened. */
  private record Learned(AccountQuality known, long happened) {}
}
