package io.vitals.flink.alerts;

import io.vitals.domain.alerting.SubjectAlerts.BrokenSource;
import io.vitals.domain.freshness.FreshnessRules;
import io.vitals.schemas.Entity;
import io.vitals.schemas.SourceFreshness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When a source was broken. Times are epoch milliseconds.
 *
 * @param source the source
 * @param feeds what it feeds, by name
 * @param since from when on it is known to be broken
 * @param until from when on it is known to be well; null while it is not
 */
public record Outage(String source, List<String> feeds, long since, Long until) {
  /** Rows are read ahead of time by seconds, in which a source breaks less often. */
  private static final int MOST_REMEMBERED = 8;

  /** The outages of a source with what a change of its status says. */
  static List<Outage> with(List<Outage> known, SourceFreshness row) {
    List<Outage> next = new ArrayList<>(known == null ? List.of() : known);
    Outage last = next.isEmpty() ? null : next.get(next.size() - 1);
    boolean wasBroken = last != null && last.until() == null;
    boolean isBroken = FreshnessRules.holds(row.getStatus());
    long time = row.getIngestTime().toEpochMilli();
    if (isBroken && !wasBroken) {
      List<String> feeds = row.getEntities().stream().map(Entity::name).toList();
      next.add(new Outage(row.getSource(), feeds, time, null));
    } else if (!isBroken && wasBroken) {
      next.set(next.size() - 1, new Outage(last.source(), last.feeds(), last.since(), time));
    }
    return next.size() > MOST_REMEMBERED ? List.copyOf(next.subList(1, next.size())) : next;
  }

  boolean lastsAt(long time) {
    return since <= time && (until == null || time < until);
  }

  BrokenSource toBroken() {
    Set<Entity> entities = EnumSet.noneOf(Entity.class);
    feeds.forEach(feed -> entities.add(Entity.valueOf(feed)));
    return new BrokenSource(source, entities);
  }
}
