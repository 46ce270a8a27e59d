package io.vitals.local.simulator;

import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.Operation;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** A life in which something goes wrong with a customer, or with many, and the data tells so. */
public final class WithCustomerIncident implements Iterator<HistoryEntry> {
  /** Of a collapsed customer's events one in so many is left. */
  private static final int LEFT_ONE_IN = 20;

  /** Between two tickets of a surge. */
  private static final Duration TICKET_EVERY = Duration.ofSeconds(90);

  private static final Duration TOLD_AFTER = Duration.ofSeconds(40);
  private static final Duration SOLVED_AFTER = Duration.ofMinutes(150);

  private final Iterator<HistoryEntry> life;
  private final Incident incident;
  private final Customers customers;
  private final RecordReader<TelemetryEvent> telemetry = RecordReader.of(TelemetryEvent.class);
  private final RecordWriter<TicketChange> tickets = RecordWriter.of(TicketChange.class);
  private final PriorityQueue<SourceRecord> surge =
      new PriorityQueue<>(Comparator.comparingLong(SourceRecord::ingestTime));
  private HistoryEntry ahead;

  /**
   * A life with an incident.
   *
   * @param life entries in rising time
   * @param incident what goes wrong; its subject is one of the customers, or a segment of theirs
   */
  public WithCustomerIncident(Iterator<HistoryEntry> life, Incident incident, Customers customers) {
    this.life = life;
    this.incident = incident;
    this.customers = customers;
    if (incident.kind() == Incident.Kind.TICKET_SURGE) {
      open();
    }
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && life.hasNext()) {
      HistoryEntry entry = life.next();
      ahead = isMissed(entry) ? null : entry;
    }
    return ahead != null || !surge.isEmpty();
  }

  @Override
  public HistoryEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (!surge.isEmpty() && (ahead == null || surge.element().ingestTime() <= ahead.ingestTime())) {
      return surge.remove();
    }
    HistoryEntry entry = ahead;
    ahead = null;
    return entry;
  }

  /** By when it happened: what is told late of the time before is told. */
  private boolean isMissed(HistoryEntry entry) {
    if (incident.kind() != Incident.Kind.USAGE_COLLAPSE
        || !(entry instanceof SourceRecord record)
        || record.topic() != Topic.SOURCE_TELEMETRY
        || !record.key().equals(customers.withId(incident.subject()).workspaceKey())) {
      return false;
    }
    TelemetryEvent event = telemetry.read(record.value());
    return incident.isOn(event.getEventTime().toEpochMilli())
        && Math.floorMod(event.getEventId().hashCode(), LEFT_ONE_IN) != 0;
  }

  private void open() {
    List<Customer> befallen = customers.of(incident.subject());
    int number = 0;
    for (Instant at = incident.from();
        at.isBefore(incident.to());
        at = at.plus(TICKET_EVERY), number++) {
      Customer customer = befallen.get(number % befallen.size());
      TicketChange ticket =
          TicketChange.newBuilder()
              .setSource(SimulatedCompany.TICKETS)
              .setTicketId("t-surge-" + incident.from().getEpochSecond() + "-" + number)
              .setSourceVersion(1)
              .setOp(Operation.CREATE)
              .setAccountKey(customer.organizationKey())
              .setEventTime(at)
              .setStatus(TicketStatus.NEW)
              .setPriority(TicketPriority.LOW)
              .setOpenedAt(at)
              .setReopenCount(0)
              .build();
      send(ticket);
      Instant solved = at.plus(SOLVED_AFTER);
      ticket.setSourceVersion(2);
      ticket.setOp(Operation.UPDATE);
      ticket.setEventTime(solved);
      ticket.setStatus(TicketStatus.SOLVED);
      ticket.setFirstResponseAt(solved);
      ticket.setSolvedAt(solved);
      send(ticket);
    }
  }

  private void send(TicketChange ticket) {
    long told = ticket.getEventTime().plus(TOLD_AFTER).toEpochMilli();
    surge.add(
        new SourceRecord(
            Topic.SOURCE_TICKETS,
            ticket.getAccountKey(),
            SimulatedCompany.TICKETS,
            told,
            tickets.write(ticket)));
  }
}
