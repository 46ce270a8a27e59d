package io.vitals.flink.testing;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.freshness.SourcesFile;
import io.vitals.schemas.Entity;
import io.vitals.schemas.topics.Topic;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Declared sources, as short as a test wants them. */
public final class TestingSources {
  private TestingSources() {}

  /** A source that is expected every minute and settles at once. */
  public static SourceDeclaration source(String id, Entity... entities) {
    Topic topic =
        switch (entities[0]) {
          case TELEMETRY -> Topic.SOURCE_TELEMETRY;
          case TICKET -> Topic.SOURCE_TICKETS;
          default -> Topic.SOURCE_CRM;
        };
    String names =
        Arrays.stream(entities)
            .map(entity -> entity.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return SourcesFile.parse(
            """
            sources:
              - {id: %s, system: test, topic: %s, entities: [%s], expected_cadence: 1m,
                 settles_within: 0s, ingest_time: declared, owner: test}
            """
                .formatted(id, topic.topicName(), names))
        .get(0);
  }

  /** Sources by their ids. */
  public static Map<String, SourceDeclaration> byId(SourceDeclaration... sources) {
    return Arrays.stream(sources)
        .collect(Collectors.toMap(SourceDeclaration::id, Function.identity()));
  }
}
