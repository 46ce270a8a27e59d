package io.vitals.local.cluster;

import io.vitals.broker.TopicSetup;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.local.cli.kafka.TopicOutcome;
import io.vitals.local.cli.kafka.TopicOutcome.State;
import io.vitals.local.cli.kafka.TopicsRequest;
import io.vitals.local.cli.kafka.TopicsRun;
import io.vitals.schemas.topics.Topic;
import java.util.Arrays;
import java.util.List;

/** All topics of the catalogue, on a cluster of the user's. */
public final class CatalogueTopics implements TopicsRun {

  @Override
  public List<TopicOutcome> run(TopicsRequest request) throws InterruptedException {
    TopicSetup setup =
        new TopicSetup(
            request.declaredTime() ? SourceTime.DECLARED : SourceTime.BROKER,
            (short) request.replicationFactor());
    List<Topic> catalogue = List.of(Topic.values());
    List<Topic> absent;
    try (KafkaCluster cluster = KafkaCluster.connect(request.connection())) {
      absent =
          cluster.ask(
              admin -> {
                List<Topic> missing = setup.absent(admin, catalogue);
                if (request.dryRun()) {
                  setup.validate(admin, missing);
                } else {
                  setup.create(admin, missing);
                }
                return missing;
              });
    }
    State missing = request.dryRun() ? State.ABSENT : State.CREATED;
    return Arrays.stream(Topic.values())
        .map(
            topic ->
                new TopicOutcome(
                    topic.topicName(), absent.contains(topic) ? missing : State.EXISTS))
        .toList();
  }
}
