package io.vitals.flink.health;

import io.vitals.domain.freshness.CompletenessTimeline;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.health.Completeness;
import io.vitals.domain.health.KnownCompleteness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How complete the sources are, as an operator knows it from its broadcast state: read again when
 * that changed, and not for each account.
 */
final class SourceCompleteness {
  private final Map<String, SourceDeclaration> declared;
  private KnownCompleteness known;

  SourceCompleteness(Map<String, SourceDeclaration> declared) {
    this.declared = declared;
  }

  /** State changed: it is read again before it is used. */
  void changed() {
    known = null;
  }

  /** Reads state if it changed since it was read last. */
  void refresh(Iterable<Map.Entry<String, CompletenessTimeline>> timelines) {
    if (known == null) {
      List<CompletenessTimeline> all = new ArrayList<>();
      timelines.forEach(entry -> all.add(entry.getValue()));
      known = new KnownCompleteness(all, declared);
    }
  }

  /** How complete everything was as known at a time, as of the last {@link #refresh}. */
  Completeness at(Instant now) {
    return known.at(now);
  }
}
