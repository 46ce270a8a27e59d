package io.vitals.local.alerts;

import io.vitals.local.list.InvalidQueryException;
import io.vitals.local.list.LatestRows;
import io.vitals.schemas.Alert;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.topics.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All episodes that are known, and what ties them: which explains which, which goes on in which.
 */
public final class KnownAlerts {
  private static final int MOST_NAMED = 5;

  private final AlertHandles handles;
  private final List<AlertEntry> entries;

  private KnownAlerts(AlertHandles handles, List<AlertEntry> entries) {
    this.handles = handles;
    this.entries = entries;
  }

  /** The episodes among the rows. */
  public static KnownAlerts of(LatestRows rows) {
    Instant asOf = rows.asOf().orElse(Instant.EPOCH);
    List<Alert> alerts = rows.of(Topic.ALERTS, Alert.class);
    AlertHandles handles = new AlertHandles(alerts.stream().map(Alert::getEpisodeId).toList());
    return new KnownAlerts(
        handles,
        alerts.stream()
            .map(row -> new AlertEntry(row, handles.of(row.getEpisodeId()), asOf))
            .sorted(AlertEntry.GRAVEST_FIRST)
            .toList());
  }

  /** All episodes: what lasts first, and the gravest first. */
  public List<AlertEntry> entries() {
    return entries;
  }

  /**
   * The episode that a person means.
   *
   * @param text its id, or the beginning of its handle
   * @throws InvalidQueryException when there is none, or more than one
   */
  public AlertEntry meantBy(String text) {
    List<String> ids = handles.meantBy(text.strip());
    List<AlertEntry> meant =
        entries.stream().filter(one -> ids.contains(one.row().getEpisodeId())).toList();
    if (meant.isEmpty()) {
      throw new InvalidQueryException(
          "no alert '" + text + "' is known; take an id that ./vitals alerts --all lists");
    }
    if (meant.size() > 1) {
      throw new InvalidQueryException(
          "'"
              + text
              + "' may mean "
              + meant.stream()
                  .limit(MOST_NAMED)
                  .map(one -> one.handle() + " (" + one.kind() + " of " + one.subject() + ")")
                  .collect(Collectors.joining(", "))
              + (meant.size() > MOST_NAMED ? ", ..." : "")
              + "; write more of the id");
    }
    return meant.get(0);
  }

  /**
   * The episodes that are explained by this one: those that last and are inhibited by the source
   * that it is about. Of several alerts of a source, the gravest that lasts explains them.
   */
  public List<AlertEntry> inhibitedBy(AlertEntry source) {
    boolean explains =
        entries.stream()
            .filter(one -> one.isOpen() && isOf(one, source.row().getSubject()))
            .findFirst()
            .filter(source::equals)
            .isPresent();
    return explains
        ? entries.stream()
            .filter(AlertEntry::isInhibited)
            .filter(one -> one.row().getInhibitedBy().equals(source.row().getSubject()))
            .toList()
        : List.of();
  }

  /** The episode of greater severity that goes on in its stead; empty when none is known. */
  public Optional<AlertEntry> successorOf(AlertEntry one) {
    return entries.stream()
        .filter(other -> one.row().getEpisodeId().equals(other.row().getEscalates()))
        .findFirst();
  }

  /**
   * The episodes of lesser severity that went on in it as far as they are known, the first first.
   */
  public List<AlertEntry> predecessorsOf(AlertEntry one) {
    List<AlertEntry> before = new ArrayList<>();
    Optional<AlertEntry> earlier = predecessorOf(one);
    while (earlier.isPresent() && !before.contains(earlier.get())) {
      before.add(0, earlier.get());
      earlier = predecessorOf(earlier.get());
    }
    return before;
  }

  private Optional<AlertEntry> predecessorOf(AlertEntry one) {
    return entries.stream()
        .filter(other -> other.row().getEpisodeId().equals(one.row().getEscalates()))
        .findFirst();
  }

  private static boolean isOf(AlertEntry one, String source) {
    return one.row().getScope() == SignalScope.SOURCE && one.row().getSubject().equals(source);
  }
}
