package io.vitals.exporter;

import static io.vitals.exporter.TestAccounts.MONDAY_NOON;
import static io.vitals.exporter.TestAccounts.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.broker.TopicSetup;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exporter against a broker, written to as the gate writes: in transactions. */
class ExporterIT {
  private static final Topic TOPIC = Topic.ACCOUNT_HEALTH;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Instant MONDAY_ONE = MONDAY_NOON.plusSeconds(3600);

  @TempDir private static Path directory;
  private static EmbeddedBroker broker;

  private final HttpClient client = HttpClient.newHttpClient();
  private final RecordWriter<AccountHealth> healthWriter = RecordWriter.of(AccountHealth.class);
  private final RecordWriter<Punctuation> punctuationWriter = RecordWriter.of(Punctuation.class);

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void waitsForTheTopicThenReadsAllOfItThenFollows() throws Exception {
    ExporterOptions options = ExporterOptions.defaults(broker.bootstrapServers()).onPort(0);
    try (Exporter early = Exporter.start(options)) {
      HttpResponse<String> starting = get(early.health());
      assertThat(starting.statusCode()).isEqualTo(503);
      assertThat(starting.body()).contains("\"status\":\"starting\"", "\"caught_up\":false");
      createTopic();
      early.caughtUp().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    try (KafkaProducer<String, byte[]> gate = gate()) {
      writeHistory(gate);
      try (Exporter exporter = Exporter.start(options)) {
        exporter.caughtUp().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(get(exporter.health()).statusCode()).isEqualTo(200);
        checkHistory(scrape(exporter));
        gate.beginTransaction();
        send(gate, "t:2", account("t:2", CountBand.HEALTHY, 200L));
        punctuate(gate, MONDAY_ONE);
        gate.commitTransaction();
        ScrapeBody later =
            scrapeUntil(
                exporter,
                body ->
                    body.value("vitals_health_stream_time_seconds", Map.of())
                        == MONDAY_ONE.getEpochSecond());
        assertThat(later.sumBy("vitals_portfolio_accounts", "band"))
            .containsEntry("healthy", 1.0)
            .containsEntry("at_risk", 1.0)
            .containsEntry("watch", 0.0);
      }
    }
  }

  @Test
  void stopsServingAndReadingWhenClosed() throws Exception {
    Exporter exporter =
        Exporter.start(ExporterOptions.defaults(broker.bootstrapServers()).onPort(0));
    URI health = exporter.health();
    exporter.close();
    exporter.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThatThrownBy(() -> get(health)).isInstanceOf(IOException.class);
  }

  private void writeHistory(KafkaProducer<String, byte[]> gate) {
    gate.beginTransaction();
    send(gate, "t:1", account("t:1", CountBand.HEALTHY, 100L));
    send(gate, "t:1", account("t:1", CountBand.AT_RISK, 100L));
    send(gate, "t:2", account("t:2", CountBand.WATCH, 200L));
    send(gate, "t:gone", account("t:gone", CountBand.WATCH, 300L));
    send(gate, record("t:gone", null));
    send(gate, record("t:3", new byte[] {1, 2, 3}));
    punctuate(gate, MONDAY_NOON);
    gate.commitTransaction();
    gate.beginTransaction();
    send(gate, "t:1", account("t:1", CountBand.HEALTHY, 900L));
    punctuate(gate, MONDAY_ONE);
    gate.flush();
    gate.abortTransaction();
  }

  private static void checkHistory(ScrapeBody body) {
    assertThat(body.sumBy("vitals_account_health_state_info", "account_id"))
        .containsOnlyKeys("t:1", "t:2");
    assertThat(body.sumBy("vitals_account_health_state_info", "count_band"))
        .as("what was aborted was never said")
        .containsOnlyKeys("at_risk", "watch");
    assertThat(body.value("vitals_exporter_unreadable_records_total", Map.of())).isEqualTo(1);
    assertThat(body.value("vitals_exporter_caught_up", Map.of())).isEqualTo(1);
    assertThat(body.value("vitals_health_stream_time_seconds", Map.of()))
        .isEqualTo((double) MONDAY_NOON.getEpochSecond());
  }

  private static void createTopic() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicSetup(SourceTime.BROKER, (short) 1).create(admin, List.of(TOPIC));
    }
  }

  private static KafkaProducer<String, byte[]> gate() {
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "gate"),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private void send(KafkaProducer<String, byte[]> gate, String id, AccountHealth health) {
    send(gate, record(id, healthWriter.write(health)));
  }

  // A send that fails makes the commit fail, which the test sees.
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void send(
      KafkaProducer<String, byte[]> gate, ProducerRecord<String, byte[]> record) {
    gate.send(record);
  }

  private void punctuate(KafkaProducer<String, byte[]> gate, Instant time) {
    byte[] value =
        punctuationWriter.write(
            Punctuation.newBuilder().setIngestTime(time).setJob("gate").build());
    for (int partition = 0; partition < TOPIC.partitions(); partition++) {
      send(gate, new ProducerRecord<>(TOPIC.topicName(), partition, "time " + partition, value));
    }
  }

  private static ProducerRecord<String, byte[]> record(String id, byte[] value) {
    return new ProducerRecord<>(TOPIC.topicName(), TOPIC.partitionOf(id), id, value);
  }

  private ScrapeBody scrapeUntil(Exporter exporter, Predicate<ScrapeBody> condition)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ScrapeBody body = scrape(exporter);
    while (!condition.test(body)) {
      assertThat(System.nanoTime()).as("waited %s", PATIENCE).isLessThan(deadline);
      body = scrape(exporter);
    }
    return body;
  }

  private ScrapeBody scrape(Exporter exporter) throws IOException, InterruptedException {
    HttpResponse<String> response = get(exporter.metrics());
    assertThat(response.statusCode()).isEqualTo(200);
    return ScrapeBody.parse(response.body());
  }

  private HttpResponse<String> get(URI page) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
  }
}
