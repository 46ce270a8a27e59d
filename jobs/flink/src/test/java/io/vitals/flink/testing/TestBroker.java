package io.vitals.flink.testing;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.broker.TopicSetup;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker with the catalogue's topics for the tests of a class; its data is deleted at the end.
 */
public final class TestBroker implements BeforeAllCallback, AfterAllCallback {
  private final SourceTime sourceTime;
  private Path directory;
  private EmbeddedBroker broker;

  private TestBroker(SourceTime sourceTime) {
    this.sourceTime = sourceTime;
  }

  /** A broker whose source topics carry the time that this says. */
  public static TestBroker with(SourceTime sourceTime) {
    return new TestBroker(sourceTime);
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("vitals-broker");
    broker = EmbeddedBroker.start(directory, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicSetup(sourceTime, (short) 1).create(admin, List.of(Topic.values()));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    broker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(TestBroker::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
