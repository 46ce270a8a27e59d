package io.vitals.bench;

import io.vitals.broker.TopicSetup;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The topics of a benchmark, which each round writes anew. */
final class BenchmarkTopics implements AutoCloseable {
  private final Admin admin;
  private final TopicSetup setup = new TopicSetup(SourceTime.DECLARED, (short) 1);

  BenchmarkTopics(String bootstrapServers) {
    admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
  }

  void create() {
    setup.create(admin, List.of(Topic.values()));
  }

  /** Empties these topics by making them anew. */
  void empty(List<Topic> topics) throws ExecutionException, InterruptedException {
    admin.deleteTopics(topics.stream().map(Topic::topicName).toList()).all().get();
    setup.create(admin, topics);
  }

  @Override
  public void close() {
    admin.close();
  }
}
