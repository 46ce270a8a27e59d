package io.vitals.local.simulator;

import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SourceHeartbeat;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.Operation;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A life in which something goes wrong with the data for a while. */
public final class WithIncident implements Iterator<HistoryEntry> {
  private static final int QUIET_PARTITION = 0;
  private static final int ONE_IN = 5;

  private final Iterator<HistoryEntry> life;
  private final Incident incident;
  private final CrmRows crm;
  private final RecordWriter<AccountChange> writer = RecordWriter.of(AccountChange.class);
  private final Deque<HistoryEntry> ready = new ArrayDeque<>();
  private final List<HistoryEntry> heldBack = new ArrayList<>();
  private long completeThrough = Long.MIN_VALUE;
  private boolean begun;
  private boolean over;
  private int oldRow;

  /**
   * A life with an incident.
   *
   * @param life entries in rising time
   * @param crm the CRM's rows so far
   */
  public WithIncident(Iterator<HistoryEntry> life, Incident incident, CrmRows crm) {
    this.life = crm.passing(life);
    this.incident = incident;
    this.crm = crm;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && life.hasNext()) {
      take(life.next());
    }
    return !ready.isEmpty();
  }

  @Override
  public HistoryEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(HistoryEntry entry) {
    long time = entry.ingestTime();
    if (!begun && time >= incident.from().toEpochMilli()) {
      begun = true;
      begin();
    }
    if (!over && time >= incident.to().toEpochMilli()) {
      over = true;
      end();
    }
    if (!incident.isOn(time)) {
      ready.add(isBlanked(entry) ? renumbered((SourceRecord) entry) : entry);
      if (entry instanceof SourceHeartbeat beat && isOfTheSource(beat.source(), beat.topic())) {
        completeThrough = beat.completeThrough();
      }
      return;
    }
    switch (incident.kind()) {
      case CRM_SILENT -> silent(entry);
      case TELEMETRY_STUCK -> stuck(entry, false);
      case CRM_BACKFILL -> stuck(entry, true);
      case TICKETS_PARTIAL -> partial(entry);
      case COMPLETENESS_DROP -> ready.add(isBlanked(entry) ? blanked((SourceRecord) entry) : entry);
      case USAGE_COLLAPSE, TICKET_SURGE ->
          throw new IllegalStateException("not of data: " + incident.kind().key());
    }
  }

  private void silent(HistoryEntry entry) {
    if (entry instanceof SourceRecord row && isOfTheSource(row.source(), row.topic())) {
      heldBack.add(row.at(incident.to().toEpochMilli()));
    } else if (!(entry instanceof SourceHeartbeat beat
        && isOfTheSource(beat.source(), beat.topic()))) {
      ready.add(entry);
    }
  }

  private void stuck(HistoryEntry entry, boolean withOldRows) {
    if (entry instanceof SourceHeartbeat beat && isOfTheSource(beat.source(), beat.topic())) {
      ready.add(
          new SourceHeartbeat(beat.topic(), beat.source(), beat.ingestTime(), completeThrough));
      if (withOldRows && !crm.first().isEmpty()) {
        SourceRecord old = crm.first().get(oldRow++ % crm.first().size());
        ready.add(old.at(beat.ingestTime()));
      }
      return;
    }
    silent(entry);
  }

  private void partial(HistoryEntry entry) {
    if (entry instanceof SourceRecord row
        && isOfTheSource(row.source(), row.topic())
        && row.topic().partitionOf(row.key()) == QUIET_PARTITION) {
      heldBack.add(row.at(incident.to().toEpochMilli()));
    } else if (entry instanceof SourceHeartbeat beat
        && isOfTheSource(beat.source(), beat.topic())) {
      ready.add(beat.exceptIn(QUIET_PARTITION));
    } else {
      ready.add(entry);
    }
  }

  private boolean isOfTheSource(String source, Topic topic) {
    return source.equals(incident.kind().source()) && topic != Topic.IDENTITY_MAP;
  }

  private void begin() {
    if (incident.kind() == Incident.Kind.COMPLETENESS_DROP) {
      for (SourceRecord row : crm.latest()) {
        if (isBlanked(row)) {
          ready.add(changed(row, incident.from(), 1, true));
        }
      }
    }
  }

  private void end() {
    ready.addAll(heldBack);
    heldBack.clear();
    if (incident.kind() == Incident.Kind.COMPLETENESS_DROP) {
      for (SourceRecord row : crm.latest()) {
        if (isBlanked(row)) {
          ready.add(changed(row, incident.to(), 2, false));
        }
      }
    }
  }

  private boolean isBlanked(HistoryEntry entry) {
    return begun
        && incident.kind() == Incident.Kind.COMPLETENESS_DROP
        && entry instanceof SourceRecord row
        && row.topic() == Topic.SOURCE_CRM
        && CrmRows.isAccount(row)
        && Math.floorMod(row.key().hashCode(), ONE_IN) == 0;
  }

  private SourceRecord blanked(SourceRecord row) {
    return changed(row, Instant.ofEpochMilli(row.ingestTime()), 1, true);
  }

  /** The rows sent in between have taken two versions. */
  private SourceRecord renumbered(SourceRecord row) {
    return changed(row, Instant.ofEpochMilli(row.ingestTime()), 2, false);
  }

  private SourceRecord changed(SourceRecord row, Instant time, int versions, boolean blank) {
    AccountChange change = crm.read(row);
    change.setSourceVersion(change.getSourceVersion() + versions);
    change.setOp(Operation.UPDATE);
    change.setEventTime(time);
    if (blank) {
      change.setOwnerId(null);
      change.setRenewalDate(null);
      change.setLifecycleStage(null);
    }
    return new SourceRecord(
        row.topic(), row.key(), row.source(), time.toEpochMilli(), writer.write(change));
  }
}
