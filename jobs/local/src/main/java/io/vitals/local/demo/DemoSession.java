package io.vitals.local.demo;

import io.vitals.exporter.Exporter;
import io.vitals.exporter.ExporterOptions;
import io.vitals.local.cli.demo.DemoReport;
import io.vitals.local.cli.demo.DemoRequest;
import io.vitals.local.cli.demo.DemoRequest.PlannedIncident;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.history.History;
import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.HistoryWriter;
import io.vitals.local.history.KafkaRecordSink;
import io.vitals.local.simulator.CrmRows;
import io.vitals.local.simulator.Incident;
import io.vitals.local.simulator.LiveFeed;
import io.vitals.local.simulator.LivePacer;
import io.vitals.local.simulator.SimulatedCompany;
import io.vitals.local.simulator.WithCustomerIncident;
import io.vitals.local.simulator.WithIncident;
import io.vitals.local.stack.LocalStack;
import io.vitals.local.stack.PunctuatedTopicReader;
import io.vitals.local.terminal.LiveView;
import io.vitals.local.terminal.LiveView.Link;
import io.vitals.local.terminal.LoadingProgress;
import io.vitals.local.terminal.Screen;
import io.vitals.local.terminal.Text;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InterruptException;

/** A demo on a stack that runs: history, then life. Belongs to one thread. */
final class DemoSession implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** How often rows become visible while history loads: each costs what loading needs. */
  static final Duration CHECKPOINTS_LOADING = Duration.ofSeconds(12);

  /** From there on, what waits for its checkpoint is all that is waited for. */
  private static final double ALMOST_LOADED = 0.95;

  private static final Duration CHECKPOINTS_CATCHING_UP = Duration.ofSeconds(3);
  private static final Duration CHECKPOINTS_LIVE = Duration.ofSeconds(1);
  private static final double LEAST_SHARE_TO_JUDGE = 0.02;
  private static final Duration REFRESH = Duration.ofSeconds(1);

  private final DemoRequest request;
  private final SimulatedCompany company;
  private final LocalStack stack;
  private final Exporter exporter;
  private final HistoryWriter writer;
  private final MonitoringBeside monitoring;
  private final Screen screen;
  private final History history;
  private final CrmRows crm = new CrmRows();
  private final SourceWatch sources;
  private final SignalWatch signals;
  private final PublishedAccounts accounts;
  private final PunctuatedTopicReader published;
  private final PunctuatedTopicReader alerts;
  private final StreamLag lag = new StreamLag();
  private final long started = System.nanoTime();
  private long refreshed = started;

  /** A session that has not begun; what it is given stays the caller's to close. */
  DemoSession(
      DemoRequest request,
      SimulatedCompany company,
      LocalStack stack,
      Exporter exporter,
      KafkaRecordSink sink,
      MonitoringBeside monitoring,
      Screen screen) {
    this.request = request;
    this.company = company;
    this.stack = stack;
    this.exporter = exporter;
    this.writer = new HistoryWriter(sink);
    this.monitoring = monitoring;
    this.screen = screen;
    History told = company.history();
    this.history = new History(told.first(), told.end(), crm.passing(told.entries()));
    this.sources = new SourceWatch(stack.bootstrapServers());
    this.signals = new SignalWatch(stack.bootstrapServers());
    this.accounts = new PublishedAccounts(history.end());
    this.published =
        new PunctuatedTopicReader(stack.bootstrapServers(), Topic.ACCOUNT_HEALTH, accounts::add);
    this.alerts = new PunctuatedTopicReader(stack.bootstrapServers(), Topic.ALERTS, row -> {});
  }

  /**
   * Runs until its time is over or the thread is interrupted.
   *
   * @throws InterruptedException when interrupted before it was live
   * @throws RunFailedException when something of the stack ended
   */
  DemoReport run() throws InterruptedException {
    screen.note(
        String.format(
            Locale.ROOT,
            "Loading %s days of %s accounts",
            Text.count(request.days()),
            Text.count(request.accounts())));
    long records;
    try (HistoryLoad load = HistoryLoad.start(history, writer)) {
      while (!loaded(load)) {
        poll();
        if (refreshIsDue()) {
          checkAlive();
          LoadingProgress progress = progress(load);
          if (load.shareOf(progress.eventTime()) > ALMOST_LOADED) {
            stack.checkpointEvery(CHECKPOINTS_CATCHING_UP);
          }
          screen.loading(progress);
        }
      }
      screen.loading(progress(load));
      records = load.total();
    }
    Duration loading = Duration.ofNanos(System.nanoTime() - started);
    screen.note(
        String.format(
            Locale.ROOT,
            "Loaded %s records in %.1f s, until every account was published",
            Text.count(records),
            loading.toMillis() / 1000.0));
    return live(records, loading);
  }

  @Override
  public void close() {
    published.close();
    alerts.close();
    sources.close();
    signals.close();
  }

  /**
   * Every account is published as of the end of history, the exporter has read it, and the last job
   * of all, which tells of alerts, has come there: else it would be told of today when it is over.
   */
  private boolean loaded(HistoryLoad load) {
    Instant last = history.end().minusMillis(1);
    if (!load.finished() || !published.hasReached(last) || !alerts.hasReached(last)) {
      return false;
    }
    if (accounts.count() < request.accounts()) {
      throw new RunFailedException(
          "only " + accounts.count() + " of " + request.accounts() + " accounts were published");
    }
    return exporter.streamTime().filter(time -> !time.isBefore(last)).isPresent();
  }

  private LoadingProgress progress(HistoryLoad load) {
    Instant reached = published.reached().orElse(history.first());
    double seconds = (System.nanoTime() - started) / 1e9;
    double share = load.shareOf(reached);
    long records = load.recordsUpTo(reached);
    return new LoadingProgress(
        records,
        load.total(),
        reached,
        records / seconds,
        share >= LEAST_SHARE_TO_JUDGE
            ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000 / share * (1 - share))))
            : Optional.empty());
  }

  private DemoReport live(long records, Duration loading) throws InterruptedException {
    stack.checkpointEvery(CHECKPOINTS_LIVE);
    monitoring.start(
        stack.bootstrapServers(),
        exporter.metrics(),
        stack.flinkMetrics(),
        request.speed(),
        screen);
    long liveSince = System.nanoTime();
    Iterator<HistoryEntry> life = company.life();
    for (PlannedIncident planned : request.incidents()) {
      life = with(incident(planned), life);
    }
    LiveFeed feed = new LiveFeed(life, writer, tick -> lag.sent(tick, System.nanoTime()));
    LiveView last = view();
    screen.live(last);
    try (LivePacer pacer = new LivePacer(feed, history.end(), request.speed(), System::nanoTime)) {
      CompletableFuture<Void> feeding = pacer.start();
      while (!over(liveSince)) {
        poll();
        if (refreshIsDue()) {
          checkAlive();
          check("the simulated company", feeding);
          last = view();
          screen.live(last);
        }
      }
    } catch (InterruptedException e) {
      screen.note("Ending");
    }
    Duration live = Duration.ofNanos(System.nanoTime() - liveSince);
    return new DemoReport(records, loading, live, Optional.of(last));
  }

  /** An incident that is planned from the instant on at which it is live. */
  private Incident incident(PlannedIncident planned) {
    Instant from = history.end().plus(planned.after().multipliedBy(request.speed()));
    Instant to = from.plus(planned.lasting().multipliedBy(request.speed()));
    String subject = subject(planned, from);
    return new Incident(planned.kind(), subject, from, to);
  }

  private String subject(PlannedIncident planned, Instant from) {
    try {
      return company.customers(from).subject(planned.kind(), planned.subject());
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--incident " + planned.kind().key() + ": " + e.getMessage());
    }
  }

  private Iterator<HistoryEntry> with(Incident incident, Iterator<HistoryEntry> life) {
    if (incident.kind().befallen() == Incident.Befallen.SOURCE) {
      sources.plan(incident);
      return new WithIncident(life, incident, crm);
    }
    signals.plan(incident);
    screen.note(
        incident.kind().key()
            + " befalls "
            + accounts.name(incident.subject())
            + " ("
            + incident.subject()
            + ") from "
            + incident.from());
    return new WithCustomerIncident(life, incident, company.customers(incident.from()));
  }

  private boolean over(long liveSince) {
    Duration live = Duration.ofNanos(System.nanoTime() - liveSince);
    return request.liveFor().filter(wanted -> live.compareTo(wanted) >= 0).isPresent();
  }

  private LiveView view() {
    Instant reached = published.reached().orElse(history.end());
    Board board = Board.of(accounts.at(reached));
    return new LiveView(
        reached,
        request.speed(),
        ExporterOptions.DEFAULT_CURRENCY,
        board.bands(),
        board.movers(),
        sources.sources(),
        sources.leastComplete(),
        sources.openExceptions(),
        Stream.concat(sources.incidents().stream(), signals.incidents(accounts::name).stream())
            .toList(),
        signals.signals(accounts::name),
        lag.at(System.nanoTime()),
        stack.restarts(),
        links());
  }

  /** Those that people need most come first: a short screen has no room for all. */
  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    links.add(new Link("Kafka", stack.bootstrapServers()));
    links.addAll(monitoring.links());
    links.add(new Link("Flink", stack.uiAddress()));
    links.add(new Link("Metrics", exporter.metrics().toString()));
    links.add(new Link("Health", exporter.health().toString()));
    return links;
  }

  private void poll() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      published.poll(POLL);
      alerts.poll(Duration.ZERO);
      sources.poll();
      signals.poll();
    } catch (InterruptException e) {
      // Kafka's client has set the flag again, which would disturb all that is closed now.
      Thread.interrupted();
      throw new InterruptedException();
    }
    published.reached().ifPresent(reached -> lag.reached(reached, System.nanoTime()));
  }

  private boolean refreshIsDue() {
    long now = System.nanoTime();
    if (now - refreshed < REFRESH.toNanos()) {
      return false;
    }
    refreshed = now;
    return true;
  }

  private void checkAlive() {
    try {
      stack.checkAlive();
    } catch (IllegalStateException e) {
      throw new RunFailedException(e.getMessage(), e);
    }
    check("the exporter", exporter.ended());
  }

  private static void check(String what, CompletableFuture<Void> running) {
    if (running.isDone()) {
      try {
        running.join();
      } catch (CompletionException e) {
        throw new RunFailedException(what + " ended: " + e.getCause().getMessage(), e.getCause());
      }
      throw new RunFailedException(what + " ended");
    }
  }
}
