package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.budget.SourceBreak;
import io.vitals.domain.freshness.FreshnessRules;
import io.vitals.flink.anomaly.AnomalyFunction.BreakRow;
import io.vitals.schemas.Entity;
import io.vitals.schemas.SourceFreshness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** The last break of each source. */
final class StoredBreaks {
  /** What a source makes up for after a break comes in these hours. */
  private static final long AFTERMATH_MILLIS = Duration.ofHours(6).toMillis();

  private final MapState<String, BreakRow> breaks;

  StoredBreaks(MapState<String, BreakRow> breaks) {
    this.breaks = breaks;
  }

  /** Takes in how a source does from a time on. */
  void add(SourceFreshness row, long time) throws Exception {
    BreakRow before = breaks.get(row.getSource());
    boolean isBroken = FreshnessRules.holds(row.getStatus());
    boolean wasBroken = before != null && before.until() == null;
    if (isBroken && !wasBroken) {
      Instant since = row.getLastGoodTime() == null ? row.getSince() : row.getLastGoodTime();
      breaks.put(
          row.getSource(),
          new BreakRow(
              row.getSource(),
              row.getEntities().stream().map(Entity::name).toList(),
              since.toEpochMilli(),
              null));
    } else if (!isBroken && wasBroken) {
      breaks.put(
          row.getSource(), new BreakRow(before.source(), before.feeds(), before.since(), time));
    }
  }

  /** The breaks that last, or whose aftermath does. */
  List<SourceBreak> lately(long now) throws Exception {
    List<SourceBreak> lately = new ArrayList<>();
    for (Map.Entry<String, BreakRow> entry : breaks.entries()) {
      BreakRow row = entry.getValue();
      if (row.until() == null || now - row.until() <= AFTERMATH_MILLIS) {
        lately.add(row.toBreak());
      }
    }
    return lately;
  }
}
