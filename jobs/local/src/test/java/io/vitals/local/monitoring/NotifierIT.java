package io.vitals.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.broker.TopicSetup;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.domain.alerting.Condition;
import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.domain.alerting.SubjectAlerts;
import io.vitals.domain.alerting.SubjectState;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows of {@code alerts} to a pager, through the notifier and the real Alertmanager. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NotifierIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** By which Alertmanager's intervals and the notifier's repeats are divided. */
  private static final int MUCH_FASTER = 600;

  /** The same where a group must wait for all of its alerts to come: 12 seconds here. */
  private static final int FASTER = 10;

  @TempDir private Path directory;

  private final RecordWriter<Alert> rows = RecordWriter.of(Alert.class);
  private final Map<String, SubjectState> states = new HashMap<>();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private Binaries binaries;
  private EmbeddedBroker broker;
  private KafkaProducer<String, byte[]> job;
  private WebhookReceiver receiver;
  private Monitoring monitoring;

  @BeforeEach
  void start() throws Exception {
    binaries = InstalledForTests.find().orElseThrow();
    broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
    Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(kafka)) {
      new TopicSetup(SourceTime.DECLARED, (short) 1).create(admin, List.of(Topic.ALERTS));
    }
    job = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
    receiver = new WebhookReceiver();
  }

  @AfterEach
  void stop() {
    if (monitoring != null) {
      monitoring.close();
    }
    if (receiver != null) {
      receiver.close();
      job.close();
      broker.close();
    }
  }

  @Test
  void aConditionThatComesAndGoesForAnHourIsToldAtMostTwice() throws Exception {
    monitor(MUCH_FASTER);
    for (int minute = 0; minute < 60; minute += 5) {
      Standing standing = minute % 10 == 0 ? Standing.HOLDS : Standing.CLEAR;
      judge("demo:oscillating", standing, start.plus(Duration.ofMinutes(minute)));
    }
    receiver.await("it is told", PATIENCE, seen -> count("firing", seen) == 1);
    pass("demo:oscillating", start.plus(Duration.ofDays(2)));
    receiver.await("it is over", PATIENCE, seen -> count("resolved", seen) == 1);
    // When a mark is told, nothing that came before it is still under way.
    judge("demo:mark", Standing.HOLDS, start);
    receiver.await("the mark is told", PATIENCE, seen -> count("firing", seen) == 2);
    assertThat(
            receiver.notifications().stream()
                .filter(one -> subjects(one).equals(List.of("demo:oscillating")))
                .count())
        .as("notifications of it: %s", receiver.notifications())
        .isEqualTo(2);
  }

  @Test
  void alertmanagerAndNotifierMayBothRestartAndNobodyIsToldTwiceNorNotAtAll() throws Exception {
    monitor(MUCH_FASTER);
    judge("demo:before", Standing.HOLDS, start);
    receiver.await("told before", PATIENCE, seen -> of("demo:before") == 1);

    monitoring.restartNotifier();
    monitoring.stopAlertmanager();
    judge("demo:meanwhile", Standing.HOLDS, start);
    monitoring.startAlertmanager();

    receiver.await("told after it came back", PATIENCE, seen -> of("demo:meanwhile") >= 1);
    judge("demo:before", Standing.CLEAR, start.plusSeconds(1));
    pass("demo:before", start.plus(Duration.ofDays(2)));
    receiver.await("its end is told", PATIENCE, seen -> isToldToBeOver("demo:before", seen));
    assertThat(
            receiver.notifications().stream()
                .filter(one -> one.status().equals("firing"))
                .filter(one -> one.alerts().size() == 1)
                .filter(one -> subjects(one).contains("demo:before"))
                .count())
        .as("told once by itself: %s", receiver.notifications())
        .isEqualTo(1);
  }

  /** Ten minutes in the long run of the tests, seconds otherwise. */
  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void anOutageOfAlertmanagerUnderLoadLosesNothing() throws Exception {
    monitor(MUCH_FASTER);
    Duration outage =
        Boolean.getBoolean("vitals.tests.long") ? Duration.ofMinutes(10) : Duration.ofSeconds(5);
    monitoring.stopAlertmanager();
    AtomicInteger written = new AtomicInteger();
    ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> writing =
        load.scheduleAtFixedRate(
            () -> judge("demo:" + written.getAndIncrement(), Standing.HOLDS, start),
            0,
            20,
            TimeUnit.MILLISECONDS);
    load.schedule(() -> writing.cancel(false), outage.toMillis(), TimeUnit.MILLISECONDS).get();
    load.shutdown();
    assertThat(load.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    job.flush();
    monitoring.startAlertmanager();
    long back = System.nanoTime();
    int all = written.get();
    receiver.await(all + " alerts within 90 s", Duration.ofSeconds(90), seen -> told(seen) >= all);
    System.out.printf(
        "outage of %s: %d alerts told %.1f s after its end%n",
        outage, all, (System.nanoTime() - back) / 1e9);
  }

  @Test
  void twentyThousandAccountsAtOnceAreAFewNotifications() throws Exception {
    monitor(FASTER);
    for (int account = 0; account < 20_000; account++) {
      judge("demo:" + account, Standing.HOLDS, start);
    }
    job.flush();
    receiver.await("all of them are told", PATIENCE, seen -> told(seen) >= 20_000);
    assertThat(
            receiver.notifications().stream()
                .filter(one -> one.receiver().equals("csm-page"))
                .map(one -> one.alerts().size()))
        .as("sizes of notifications: one group, and one more at most")
        .hasSizeLessThanOrEqualTo(2);
  }

  private void monitor(int faster) throws IOException, InterruptedException {
    monitoring =
        Monitoring.start(
            new Monitoring.Settings(
                binaries,
                InstalledForTests.alerts(),
                directory.resolve("monitoring"),
                broker.bootstrapServers(),
                URI.create("http://127.0.0.1:" + freePort() + "/metrics"),
                Optional.empty(),
                freePort(),
                freePort(),
                faster,
                Optional.of(receiver.address())));
  }

  private static boolean isToldToBeOver(String account, List<WebhookReceiver.Notification> seen) {
    return seen.stream()
        .flatMap(one -> one.alerts().stream())
        .anyMatch(
            alert ->
                alert.at("/labels/subject").asText().equals(account)
                    && alert.get("status").asText().equals("resolved"));
  }

  private static long told(List<WebhookReceiver.Notification> seen) {
    return seen.stream().flatMap(one -> subjects(one).stream()).distinct().count();
  }

  private long count(String status, List<WebhookReceiver.Notification> seen) {
    return seen.stream().filter(one -> one.status().equals(status)).count();
  }

  private long of(String account) {
    return receiver.notifications().stream().filter(one -> subjects(one).contains(account)).count();
  }

  private static List<String> subjects(WebhookReceiver.Notification one) {
    return one.alerts().stream().map(alert -> alert.at("/labels/subject").asText()).toList();
  }

  /** What the job would publish of an account whose condition was judged. */
  private void judge(String account, Standing standing, Instant now) {
    Condition condition =
        standing == Standing.HOLDS
            ? Condition.holds(
                    AlertKind.BAND_DOWN,
                    SignalScope.ACCOUNT,
                    account,
                    now.toEpochMilli(),
                    "healthy to at risk")
                .atStake(200_000_00L, null, 1)
            : Condition.not(
                standing, AlertKind.BAND_DOWN, SignalScope.ACCOUNT, account, now.toEpochMilli());
    step(account, now, subject -> subject.judged(condition));
  }

  private void pass(String account, Instant now) {
    step(account, now, subject -> {});
  }

  private void step(String account, Instant now, Consumer<SubjectAlerts> what) {
    SubjectAlerts subject =
        new SubjectAlerts(
            states.getOrDefault(account, SubjectState.start()), List.of(), List.of(), now);
    what.accept(subject);
    subject.pass();
    states.put(account, subject.state());
    for (Alert alert : subject.told()) {
      job.send(
          new ProducerRecord<>(
              Topic.ALERTS.topicName(), 0, alert.getEpisodeId(), rows.write(alert)));
    }
    if (states.size() < 100) {
      job.flush();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
