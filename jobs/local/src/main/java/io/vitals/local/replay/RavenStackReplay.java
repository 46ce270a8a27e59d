package io.vitals.local.replay;

import io.vitals.local.cli.replay.ReplayReport;
import io.vitals.local.cli.replay.ReplayRequest;
import io.vitals.local.cli.replay.ReplayRun;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.history.HistoryLoader;
import io.vitals.local.history.HistoryWriter;
import io.vitals.local.history.KafkaRecordSink;
import io.vitals.local.history.SourceDeclarations;
import io.vitals.local.stack.LocalStack;
import io.vitals.local.stack.PunctuatedTopicReader;
import io.vitals.local.stack.StackOptions;
import io.vitals.local.stack.WorkingDirectory;
import io.vitals.local.terminal.LoadingProgress;
import io.vitals.local.terminal.Screen;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Replays the RavenStack files through the whole stack: they are written to the source topics as
 * changes in their time, pass intake and every job, and the report is read from the output topics.
 * The files are read before the first record is sent, and not again.
 */
public final class RavenStackReplay implements ReplayRun {
  /** Nobody looks before the end, and each checkpoint costs what replaying needs. */
  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);

  private static final Duration POLL = Duration.ofMillis(100);

  /** Days of little data: waiting at each hour would take longer than all the rest. */
  private static final int TICKS_AHEAD = 3 * 24;

  @Override
  public ReplayReport run(ReplayRequest request, Screen screen) throws Exception {
    RavenStackHistory history = read(request);
    try (WorkingDirectory directory = WorkingDirectory.create()) {
      screen.note("Starting broker, cluster and jobs");
      try (LocalStack stack = LocalStack.start(options(directory.path()))) {
        screen.note("Replaying " + request.directory() + " as of " + history.asOf());
        load(history, stack, screen);
        return report(history, stack, screen);
      }
    }
  }

  /** A stack that has the sources of the files and only those jobs whose rows are reported. */
  static StackOptions options(Path directory) throws IOException {
    return StackOptions.onFreePorts(directory, SourceDeclarations.bundledText("ravenstack"))
        .withCheckpointsEvery(CHECKPOINTS)
        .withoutAlerting();
  }

  private static RavenStackHistory read(ReplayRequest request) {
    try {
      return RavenStackHistory.read(
          request.directory(), request.asOf().orElse(null), request.cut().orElse(null));
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage());
    }
  }

  static void load(RavenStackHistory history, LocalStack stack, Screen screen)
      throws InterruptedException {
    Properties connection = new Properties();
    connection.setProperty("bootstrap.servers", stack.bootstrapServers());
    long total = history.rows().stream().mapToLong(RowCounts::sent).sum();
    AtomicBoolean interrupted = new AtomicBoolean();
    try (KafkaRecordSink sink = KafkaRecordSink.connect(connection)) {
      HistoryLoader loader =
          new HistoryLoader(
              new HistoryWriter(sink, TICKS_AHEAD),
              System::nanoTime,
              () -> noticed(interrupted),
              progress ->
                  screen.loading(
                      new LoadingProgress(
                          progress.records(),
                          Math.max(total, progress.records()),
                          progress.reached(),
                          progress.recordsPerSecond(),
                          progress.remaining())));
      loader.load(history.history());
    } catch (InterruptException e) {
      // Kafka's client has set the flag again.
      noticed(interrupted);
      interrupted.set(true);
    }
    if (interrupted.get()) {
      throw new InterruptedException("interrupted while history was written");
    }
  }

  /** Takes the flag back: what is closed after an interruption must not be interrupted again. */
  private static boolean noticed(AtomicBoolean interrupted) {
    if (Thread.interrupted()) {
      interrupted.set(true);
    }
    return interrupted.get();
  }

  private static ReplayReport report(RavenStackHistory history, LocalStack stack, Screen screen)
      throws InterruptedException {
    ReplayFigures figures = new ReplayFigures();
    QualityFindings quality = new QualityFindings();
    RecordReader<AccountHealth> health = RecordReader.of(AccountHealth.class);
    RecordReader<SourceArrivals> arrivals = RecordReader.of(SourceArrivals.class);
    RecordReader<SourceFreshness> freshness = RecordReader.of(SourceFreshness.class);
    RecordReader<QualityException> exceptions = RecordReader.of(QualityException.class);
    RecordReader<QualityRatio> ratios = RecordReader.of(QualityRatio.class);
    Instant end = history.history().end().minusMillis(1);
    long started = System.nanoTime();
    String servers = stack.bootstrapServers();
    try (PunctuatedTopicReader ofAccounts =
            new PunctuatedTopicReader(
                servers, Topic.ACCOUNT_HEALTH, row -> figures.add(health.read(row.value())));
        PunctuatedTopicReader ofArrivals =
            new PunctuatedTopicReader(
                servers, Topic.SOURCE_ARRIVALS, row -> figures.add(arrivals.read(row.value())));
        PunctuatedTopicReader ofSources =
            new PunctuatedTopicReader(
                servers, Topic.SOURCE_FRESHNESS, row -> figures.add(freshness.read(row.value())));
        PunctuatedTopicReader ofExceptions =
            new PunctuatedTopicReader(
                servers,
                Topic.QUALITY_EXCEPTIONS,
                row -> quality.add(exceptions.read(row.value())));
        PunctuatedTopicReader ofRatios =
            new PunctuatedTopicReader(
                servers, Topic.QUALITY_RATIOS, row -> quality.add(ratios.read(row.value())))) {
      List<PunctuatedTopicReader> all =
          List.of(ofAccounts, ofArrivals, ofSources, ofExceptions, ofRatios);
      while (!all.stream().allMatch(reader -> reader.hasReached(end))) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while the jobs were scoring");
        }
        stack.checkAlive();
        all.forEach(reader -> reader.poll(POLL));
        ofAccounts
            .reached()
            .ifPresent(reached -> screen.loading(scoring(history, figures, reached, started)));
      }
    }
    return figures.report(history, quality.figures());
  }

  /** How far scoring is, by the days it has closed. */
  private static LoadingProgress scoring(
      RavenStackHistory history, ReplayFigures figures, Instant reached, long startedNanos) {
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    double done =
        (double) Duration.between(history.history().first(), reached).toMillis()
            / Duration.between(history.history().first(), history.history().end()).toMillis();
    Optional<Duration> remaining =
        done > 0
            ? Optional.of(Duration.ofMillis((long) (seconds * 1000 / done * (1 - done))))
            : Optional.empty();
    long total = history.rows().stream().mapToLong(RowCounts::sent).sum();
    return new LoadingProgress(
        Math.round(total * Math.max(0, Math.min(1, done))),
        total,
        reached,
        seconds > 0 ? total * done / seconds : 0,
        remaining);
  }
}
