package io.vitals.local.cluster;

import io.vitals.local.cli.kafka.SimulateRequest;
import io.vitals.local.cli.kafka.SimulateRun;
import io.vitals.local.cli.kafka.TopicsRequest;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.history.History;
import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.HistoryLoader;
import io.vitals.local.history.HistoryWriter;
import io.vitals.local.history.KafkaRecordSink;
import io.vitals.local.history.LoadProgress;
import io.vitals.local.history.RecordSink;
import io.vitals.local.simulator.LiveFeed;
import io.vitals.local.simulator.LivePacer;
import io.vitals.local.simulator.SimulatedCompany;
import io.vitals.local.simulator.SimulationPlan;
import io.vitals.local.terminal.Screen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The sources of a simulated company, with their own clock, on a cluster of the user's. What was
 * told before is found by the ticks there: a company is the same whenever it is simulated again, so
 * it is lived through to the last tick in silence and goes on from there.
 */
public final class SimulatedSources implements SimulateRun {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration NOTE_EVERY = Duration.ofSeconds(10);

  private final InstantSource clock;

  /**
   * Sources that live now.
   *
   * @param clock history ends at its time, and life follows it
   */
  public SimulatedSources(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void run(SimulateRequest request, Screen screen) throws InterruptedException {
    KafkaConnection connection = request.connection();
    new CatalogueTopics()
        .run(new TopicsRequest(connection, request.replicationFactor(), true, false));
    try (RecordSink sink =
        KafkaCluster.client(
            () -> KafkaRecordSink.connect(KafkaCluster.clientSettings(connection)))) {
      live(request, ToldTime.read(connection), new HistoryWriter(sink), screen);
    } catch (InterruptException e) {
      // The flag is set beside the exception, and closing must be able to wait.
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException("writing to Kafka").initCause(e);
    } catch (ExecutionException | KafkaException | IllegalStateException e) {
      throw new RunFailedException(
          "Kafka does not take it: " + KafkaCluster.rootOf(e).getMessage(), e);
    }
  }

  private void live(
      SimulateRequest request, Optional<ToldTime> told, HistoryWriter writer, Screen screen)
      throws InterruptedException, ExecutionException {
    SimulatedCompany company = new SimulatedCompany(plan(request, told));
    Instant last = told.map(ToldTime::last).orElse(Instant.EPOCH);
    screen.note(
        told.isEmpty()
            ? "Writing " + request.days() + " days of " + request.accounts() + " accounts"
            : "Going on after " + last);
    History history = company.history();
    load(
        new History(history.first(), history.end(), after(last, history.entries())),
        writer,
        screen);
    LiveFeed feed = new LiveFeed(after(last, company.life()), writer, tick -> {});
    Instant reached = later(last, history.end());
    while (reached.plus(HOUR).isBefore(clock.instant())) {
      reached = reached.plus(HOUR);
      feed.advanceTo(reached);
    }
    Instant from = later(reached, clock.instant());
    screen.note("Live from " + from + " on, until Ctrl-C");
    try (LivePacer pacer = new LivePacer(feed, from, request.speed(), System::nanoTime)) {
      pacer.start().get();
    }
  }

  /** The first tick stands at the end of the first hour, from which the same company follows. */
  private SimulationPlan plan(SimulateRequest request, Optional<ToldTime> told) {
    Instant end =
        told.map(
                time ->
                    time.first().plusMillis(1).minus(HOUR).plus(Duration.ofDays(request.days())))
            .orElseGet(clock::instant);
    return SimulationPlan.of(request.seed(), request.accounts(), request.days(), end);
  }

  private void load(History history, HistoryWriter writer, Screen screen)
      throws InterruptedException {
    Notes notes = new Notes(screen);
    LoadProgress progress =
        new HistoryLoader(
                writer, System::nanoTime, () -> Thread.currentThread().isInterrupted(), notes::take)
            .load(history);
    if (!progress.finished()) {
      Thread.interrupted();
      throw new InterruptedException("writing history");
    }
  }

  /** The entries that stand after an instant. */
  private static Iterator<HistoryEntry> after(Instant last, Iterator<HistoryEntry> entries) {
    return new Iterator<>() {
      private HistoryEntry pending;

      @Override
      public boolean hasNext() {
        while (pending == null && entries.hasNext()) {
          HistoryEntry entry = entries.next();
          if (entry.ingestTime() > last.toEpochMilli()) {
            pending = entry;
          }
        }
        return pending != null;
      }

      @Override
      public HistoryEntry next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        HistoryEntry entry = pending;
        pending = null;
        return entry;
      }
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Progress as a line now and then. */
  private final class Notes {
    private final Screen screen;
    private Instant noted = clock.instant();

    private Notes(Screen screen) {
      this.screen = screen;
    }

    private void take(LoadProgress progress) {
      Instant now = clock.instant();
      if (progress.finished() || !now.isBefore(noted.plus(NOTE_EVERY))) {
        noted = now;
        screen.note(progress.records() + " records, up to " + progress.reached());
      }
    }
  }
}
