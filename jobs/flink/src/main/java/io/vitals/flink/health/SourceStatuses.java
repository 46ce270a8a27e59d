package io.vitals.flink.health;

import io.vitals.domain.freshness.EntityFreshness;
import io.vitals.domain.freshness.FreshnessTimeline;
import io.vitals.domain.freshness.SourceDeclaration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * How the sources do, as an operator's broadcast state tells it. Sources change seldom and every
 * account looks each minute, so what was found holds until the next change of any source.
 */
final class SourceStatuses {
  private final Map<String, SourceDeclaration> declared;
  private EntityFreshness found;
  private long foundFrom;
  private long foundUntil;

  SourceStatuses(Map<String, SourceDeclaration> declared) {
    this.declared = declared;
  }

  /** State changed: it is read again before it is used. */
  void changed() {
    found = null;
  }

  /** How the sources do at a time, epoch milliseconds. */
  EntityFreshness at(long time, ReadOnlyBroadcastState<String, FreshnessTimeline> timelines)
      throws Exception {
    if (found == null || time < foundFrom || time >= foundUntil) {
      Map<String, FreshnessTimeline> known = new HashMap<>();
      foundFrom = Long.MIN_VALUE;
      foundUntil = Long.MAX_VALUE;
      for (Map.Entry<String, FreshnessTimeline> entry : timelines.immutableEntries()) {
        known.put(entry.getKey(), entry.getValue());
        for (long change : entry.getValue().from()) {
          if (change <= time) {
            foundFrom = Math.max(foundFrom, change);
          } else {
            foundUntil = Math.min(foundUntil, change);
          }
        }
      }
      found = FreshnessTimeline.byEntity(declared, known, time);
    }
    return found;
  }
}
