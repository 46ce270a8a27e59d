package io.vitals.local.cli.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.broker.TopicSetup;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.Punctuations;
import io.vitals.local.cli.Session;
import io.vitals.local.cluster.PublishedTopics;
import io.vitals.local.list.ListedRows;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.DifferenceClass;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code list} as a user calls it, on topics as the jobs write them. */
class ListCommandsIT {
  private static final Instant NEXT_DAY = Instant.parse("2026-11-24T00:00:00Z");

  @TempDir private Path directory;

  @Test
  void listsWhatIsCommitted() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      String servers = broker.bootstrapServers();
      aMissingTopicIsAMistake(servers);
      try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
        new TopicSetup(SourceTime.BROKER, (short) 1).create(admin, List.of(Topic.values()));
      }
      nothingYetIsDone(servers);
      publish(servers);
      assertThat(list(servers, "accounts").lines().toList())
          .hasSize(2)
          .last()
          .asString()
          .startsWith("a,Acme,watch,")
          .contains(",2026-12-24,30,");
      assertThat(list(servers, "renewals")).contains("2026-12-24,30,a,Acme").hasLineCount(2);
      assertThat(list(servers, "exceptions"))
          .contains("missing_field,a,Acme,,,,12500.00,owner_id,")
          .hasLineCount(2);
      assertThat(list(servers, "anomalies"))
          .contains("usage_collapse,account,a,Acme,,12500.00,,2026-11-23T11:00:00Z,")
          .hasLineCount(2);
      assertThat(list(servers, "reconciliations"))
          .contains("crm,accounts,2026-11-23T12:00:00Z,5,4,1,missing,missing 1: never sent\n")
          .hasLineCount(2);
      assertThat(list(servers, "sources"))
          .contains("telemetry,silent,", ",412,10132640.25,0.963,4.200,\n")
          .hasLineCount(2);
    }
  }

  @Test
  void aBrokerThatIsNotThereIsOneLine() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Session session = session();
    assertThat(session.run("list", "accounts", "--bootstrap-servers", "localhost:" + port))
        .isEqualTo(1);
    assertThat(session.err())
        .startsWith(
            "vitals: accounts failed: no broker answers at localhost:"
                + port
                + " within 20 s; start ")
        .hasLineCount(1);
    assertThat(session.out()).isEmpty();
  }

  private static void aMissingTopicIsAMistake(String servers) {
    Session session = session();
    assertThat(session.run("list", "sources", "--bootstrap-servers", servers)).isEqualTo(2);
    assertThat(session.err())
        .isEqualTo(
            "vitals: no topic source.breaks and no source.freshness there; create what is missing"
                + " with ./vitals topics\n");
  }

  private static void nothingYetIsDone(String servers) {
    Session session = session();
    assertThat(session.run("list", "accounts", "--bootstrap-servers", servers)).isZero();
    assertThat(session.err()).isEqualTo("vitals: there are no accounts yet\n");
  }

  private static String list(String servers, String list) {
    Session session = session();
    assertThat(session.run("list", list, "--csv", "--bootstrap-servers", servers))
        .as(session.err())
        .isZero();
    assertThat(session.err()).isEmpty();
    return session.out();
  }

  private static void publish(String servers) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", servers, "transactional.id", "health-1"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, Topic.ACCOUNT_HEALTH, "a", AccountHealth.class, account("a", "Old"));
      send(producer, Topic.ACCOUNT_HEALTH, "a", AccountHealth.class, account("a", "Acme"));
      send(producer, Topic.ACCOUNT_HEALTH, "g", AccountHealth.class, account("g", "Gone"));
      send(producer, Topic.ACCOUNT_HEALTH, "g", null);
      send(
          producer,
          Topic.QUALITY_EXCEPTIONS,
          "1",
          QualityException.class,
          ListedRows.exception(
              ExceptionType.MISSING_FIELD, "a", "owner_id", ListedRows.NOON, null));
      send(
          producer,
          Topic.SIGNALS,
          "USAGE_COLLAPSE|a",
          Signal.class,
          ListedRows.signal(
              SignalAction.RAISE, SignalKind.USAGE_COLLAPSE, SignalScope.ACCOUNT, "a", 1_250_000L));
      send(
          producer,
          Topic.SOURCE_FRESHNESS,
          "telemetry",
          SourceFreshness.class,
          ListedRows.source("telemetry", FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS));
      send(
          producer,
          Topic.SOURCE_BREAKS,
          "telemetry",
          SourceBreak.class,
          ListedRows.sourceBreak("telemetry", null));
      send(
          producer,
          Topic.QUALITY_RECONCILIATIONS,
          "crm|ACCOUNTS",
          Reconciliation.class,
          ListedRows.reconciliation(
              ControlMeasure.ACCOUNTS,
              5,
              4,
              new DifferencePart(DifferenceClass.MISSING, 1L, "never sent")));
      OutboundRecord punctuation =
          new Punctuations("health").at(Topic.ACCOUNT_HEALTH, 3, NEXT_DAY.toEpochMilli());
      producer.send(
          new ProducerRecord<>(
              Topic.ACCOUNT_HEALTH.topicName(), 3, punctuation.key(), punctuation.value()));
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, Topic.ACCOUNT_HEALTH, "a", AccountHealth.class, account("a", "Aborted"));
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static AccountHealth account(String id, String name) {
    return ListedRows.account(id, name, CountBand.WATCH, 5_000_050L, LocalDate.parse("2026-12-24"));
  }

  private static <T extends SpecificRecord> void send(
      KafkaProducer<byte[], byte[]> producer, Topic topic, String key, Class<T> type, T row) {
    send(producer, topic, key, RecordWriter.of(type).write(row));
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, Topic topic, String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(
            topic.topicName(), topic.partitionOf(key), key.getBytes(UTF_8), value));
  }

  private static Session session() {
    Session session = new Session();
    session.lists = new PublishedTopics();
    return session;
  }
}
