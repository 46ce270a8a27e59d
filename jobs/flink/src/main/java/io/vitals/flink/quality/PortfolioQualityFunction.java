package io.vitals.flink.quality;

import io.vitals.domain.health.IngestHours;
import io.vitals.domain.quality.AccountSummary;
import io.vitals.domain.quality.Finding;
import io.vitals.domain.quality.OpenExceptions;
import io.vitals.domain.quality.OpenExceptions.Whose;
import io.vitals.domain.quality.PortfolioRules;
import io.vitals.domain.quality.Ratios;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.QualityRatio;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Compares the accounts of a tenant with each other at the close of each hour in which one of them
 * changed: duplicates, hierarchy, and what share of them is complete. Bounded by the tenant's
 * accounts.
 */
final class PortfolioQualityFunction
    extends KeyedProcessFunction<String, SummaryAt, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  /** What duplicates count for. */
  static final OutputTag<ReconciliationRow> SURPLUS =
      new OutputTag<>("surplus", TypeInformation.of(ReconciliationRow.class));

  static final MapStateDescriptor<String, AccountSummary> ACCOUNTS =
      new MapStateDescriptor<>("accounts", Types.STRING, TypeInformation.of(AccountSummary.class));
  static final MapStateDescriptor<String, OpenExceptions> OPEN =
      new MapStateDescriptor<>("open", Types.STRING, TypeInformation.of(OpenExceptions.class));
  static final MapStateDescriptor<String, String> TOLD =
      new MapStateDescriptor<>("told", Types.STRING, Types.STRING);

  private transient MapState<String, AccountSummary> accounts;
  private transient MapState<String, OpenExceptions> open;
  private transient MapState<String, String> told;
  private transient SummariesAhead ahead;
  private transient ExceptionRows exceptions;
  private transient RatioRows ratios;

  @Override
  public void open(OpenContext context) {
    accounts = getRuntimeContext().getMapState(ACCOUNTS);
    open = getRuntimeContext().getMapState(OPEN);
    told = getRuntimeContext().getMapState(TOLD);
    ahead = SummariesAhead.of("ahead", getRuntimeContext());
    exceptions = new ExceptionRows();
    ratios = new RatioRows();
  }

  @Override
  public void processElement(SummaryAt summary, Context context, Collector<OutboundRecord> out)
      throws Exception {
    ahead.add(IngestHours.closeOf(summary.time()), summary.summary(), context.timerService());
  }

  @Override
  public void onTimer(long close, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    for (AccountSummary summary : ahead.take(close)) {
      accounts.put(summary.accountId(), summary);
    }
    Map<String, AccountSummary> all = new HashMap<>();
    for (Map.Entry<String, AccountSummary> entry : accounts.entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    Instant now = Instant.ofEpochMilli(close);
    PortfolioRules.Found found = PortfolioRules.find(all);
    context.output(
        SURPLUS, ReconciliationRow.surplus(close, context.getCurrentKey(), found.surplus()));
    tell(found.byAccount(), all, now, out);
    Set<String> living = new HashSet<>();
    for (QualityRatio ratio : Ratios.of(all.values(), found.duplicated(), now)) {
      living.add(tell(context.getCurrentKey(), ratio, out));
    }
    tellEmptied(context.getCurrentKey(), living, now, out);
  }

  private void tell(
      SortedMap<String, List<Finding>> found,
      Map<String, AccountSummary> all,
      Instant now,
      Collector<OutboundRecord> out)
      throws Exception {
    SortedMap<String, List<Finding>> concerned = new TreeMap<>(found);
    for (String account : open.keys()) {
      concerned.putIfAbsent(account, List.of());
    }
    for (Map.Entry<String, List<Finding>> entry : concerned.entrySet()) {
      String id = entry.getKey();
      OpenExceptions before = open.contains(id) ? open.get(id) : OpenExceptions.none();
      OpenExceptions.Step step = before.next(entry.getValue(), Whose.of(all.get(id)), now);
      if (step.next().open().isEmpty()) {
        open.remove(id);
      } else if (!step.rows().isEmpty()) {
        open.put(id, step.next());
      }
      step.rows().forEach(row -> out.collect(exceptions.of(row)));
    }
  }

  /**
   * One tenant's shares are the portfolio's; of several each has its own key.
   *
   * @return the key
   */
  private String tell(String tenant, QualityRatio ratio, Collector<OutboundRecord> out)
      throws Exception {
    String key = tenant + "|" + Ratios.key(ratio);
    String figures =
        ratio.getCount()
            + "/"
            + ratio.getTotal()
            + "/"
            + ratio.getArrMinor()
            + "/"
            + ratio.getArrTotalMinor();
    if (!Objects.equals(figures, told.get(key))) {
      told.put(key, figures);
      out.collect(ratios.of(key, ratio));
    }
    return key;
  }

  /** A share that lost its last member would else stand for ever as it was told last. */
  private void tellEmptied(
      String tenant, Set<String> living, Instant now, Collector<OutboundRecord> out)
      throws Exception {
    Set<String> emptied = new TreeSet<>();
    told.keys().forEach(emptied::add);
    emptied.removeAll(living);
    for (String key : emptied) {
      told.remove(key);
      out.collect(ratios.of(key, Ratios.emptied(key.substring(tenant.length() + 1), now)));
    }
  }
}
