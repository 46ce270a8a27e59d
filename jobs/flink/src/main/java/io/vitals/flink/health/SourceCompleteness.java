package io.vitals.flink.health;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.health.Completeness;
import io.vitals.domain.health.KnownCompleteness;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * How complete the sources are, as an operator knows it: kept in step with its broadcast state,
 * which is read once. Bounded by what was read ahead of time.
 */
public final class SourceCompleteness {
  /** Name and type of its broadcast state. */
  public static final MapStateDescriptor<String, CompletenessRow> STATE =
      new MapStateDescriptor<>(
          "completeness", Types.STRING, TypeInformation.of(CompletenessRow.class));

  private final Map<String, SourceDeclaration> declared;
  private KnownCompleteness known;

  /** Nothing known yet of the declared sources, by id. */
  public SourceCompleteness(Map<String, SourceDeclaration> declared) {
    this.declared = declared;
  }

  /** Adds what a source said. */
  public void add(
      CompletenessRow row, BroadcastState<String, CompletenessRow> state, long watermark)
      throws Exception {
    read(state.immutableEntries());
    if (known.add(row.source(), row.partition(), row.time(), row.through())) {
      state.put(row.key(row.time()), row);
    }
    for (long time : known.forget(row.source(), row.partition(), watermark)) {
      state.remove(row.key(time));
    }
  }

  /** Reads state, the first time. */
  public void read(Iterable<Map.Entry<String, CompletenessRow>> rows) {
    if (known == null) {
      known = new KnownCompleteness(declared);
      for (Map.Entry<String, CompletenessRow> entry : rows) {
        CompletenessRow row = entry.getValue();
        known.add(row.source(), row.partition(), row.time(), row.through());
      }
    }
  }

  /** How complete everything was as known at a time. */
  public Completeness at(Instant now) {
    return known.at(now);
  }
}
