package io.vitals.flink.quality;

import io.vitals.domain.quality.AccountSummary;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Summaries of many accounts that wait for their time. Each has an entry of its own: thousands may
 * be of one instant, as when a CRM tells all that it knows.
 */
final class SummariesAhead {
  private static final int DIGITS = Long.toString(Long.MAX_VALUE).length();

  private final MapState<String, AccountSummary> summaries;

  SummariesAhead(MapState<String, AccountSummary> summaries) {
    this.summaries = summaries;
  }

  /** The state they wait in, by time and account. */
  static MapStateDescriptor<String, AccountSummary> state(String name) {
    return new MapStateDescriptor<>(name, Types.STRING, TypeInformation.of(AccountSummary.class));
  }

  /** Lets a summary wait; of several of one account and time the last counts. */
  void add(long time, AccountSummary summary) throws Exception {
    summaries.put(padded(time) + summary.accountId(), summary);
  }

  /** Those whose time has come, the earliest first; they wait no longer. */
  Collection<AccountSummary> take(long time) throws Exception {
    SortedMap<String, AccountSummary> due = new TreeMap<>();
    for (Map.Entry<String, AccountSummary> entry : summaries.entries()) {
      if (Long.parseLong(entry.getKey().substring(0, DIGITS)) <= time) {
        due.put(entry.getKey(), entry.getValue());
      }
    }
    for (String key : due.keySet()) {
      summaries.remove(key);
    }
    return due.values();
  }

  private static String padded(long time) {
    String digits = Long.toString(time);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }
}
