package io.vitals.local.cluster;

import io.vitals.local.cli.kafka.ClockRun;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.history.KafkaRecordSink;
import io.vitals.local.history.RecordSink;
import io.vitals.local.terminal.Screen;
import io.vitals.schemas.topics.Topic;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The one place where wall time enters a cluster in life. */
public final class WallClock implements ClockRun {
  private final InstantSource clock;

  /**
   * A clock.
   *
   * @param clock the time it tells
   */
  public WallClock(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void run(KafkaConnection connection, Screen screen) throws InterruptedException {
    KafkaCluster.requireTopic(connection, Topic.CLOCK);
    Properties settings = KafkaCluster.clientSettings(connection);
    try (RecordSink sink = KafkaCluster.client(() -> KafkaRecordSink.connect(settings))) {
      screen.note(
          "One tick a second to topic "
              + Topic.CLOCK.topicName()
              + " at "
              + connection.bootstrapServers()
              + ", until Ctrl-C");
      tickUntilInterrupted(new ClockTicker(sink, clock, screen));
    }
  }

  private static void tickUntilInterrupted(ClockTicker ticker) throws InterruptedException {
    ScheduledExecutorService scheduler =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "wall-clock"));
    try {
      scheduler.scheduleAtFixedRate(ticker::tick, 0, 1, TimeUnit.SECONDS).get();
    } catch (ExecutionException e) {
      throw new RunFailedException(
          "Kafka takes no tick: " + KafkaCluster.rootOf(e).getMessage(), e.getCause());
    } finally {
      scheduler.shutdownNow();
    }
  }
}
