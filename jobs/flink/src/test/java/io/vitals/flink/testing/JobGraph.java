package io.vitals.flink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.flink.config.FlinkDefaults;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;

/** The graph of a job, built without a cluster, against the uids that are committed. */
public final class JobGraph {
  private static final String SOURCES =
      """
      sources:
        - id: product
          system: the product
          topic: source.telemetry
          entities: [telemetry]
          expected_cadence: 1m
          ingest_time: broker
          owner: data
      """;

  private JobGraph() {}

  /** Puts a job together. */
  public interface Building {
    /** Adds the job to the environment. */
    void build(StreamExecutionEnvironment env, JobConfiguration configuration);
  }

  /**
   * Builds the job with generated uids and generic types off, and asserts its uids.
   *
   * @param directory where files for the configuration may be written
   */
  public static void assertUids(String job, Building building, Path directory) throws IOException {
    StreamGraph graph = of(building, directory, 2);
    assertThat(graph.getJobGraph().getVertices())
        .as("accounts stay where their state is, whatever the parallelism of the first start")
        .allSatisfy(
            vertex ->
                assertThat(vertex.getMaxParallelism()).isEqualTo(FlinkDefaults.MAX_PARALLELISM));
    List<String> uids =
        graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).sorted().toList();
    assertThat(uids)
        .as(
            "uids of the %s job against src/test/resources/uids/%s.txt. A uid is the name of state"
                + " in savepoints: one that is changed or gone loses its state. If that is meant,"
                + " change the file and say in CHANGELOG what becomes of the state",
            job, job)
        .containsExactlyElementsOf(committed(job));
    assertThat(graph.getStreamNodes())
        .as("every operator has a name for people")
        .allSatisfy(
            node ->
                assertThat(node.getOperatorName().replaceFirst("^Source: ", ""))
                    .isNotBlank()
                    .doesNotStartWith(job + "-"));
  }

  /** The graph of a job at a parallelism. */
  public static StreamGraph of(Building building, Path directory, int parallelism)
      throws IOException {
    JobConfiguration configuration = configuration(directory, parallelism);
    StreamExecutionEnvironment env = configuration.environment();
    building.build(env, configuration);
    return env.getStreamGraph();
  }

  private static JobConfiguration configuration(Path directory, int parallelism)
      throws IOException {
    Path sources = Files.writeString(directory.resolve("sources.yaml"), SOURCES);
    Path key = Files.writeString(directory.resolve("key"), "a key of sixteen bytes");
    Configuration options = new Configuration();
    options.set(JobOptions.SOURCES_FILE, sources.toString());
    options.set(JobOptions.USER_HASH_KEY_FILE, key.toString());
    options.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    return JobConfiguration.of(options);
  }

  private static List<String> committed(String job) throws IOException {
    try (InputStream file = JobGraph.class.getResourceAsStream("/uids/" + job + ".txt")) {
      assertThat(file).as("uids/%s.txt", job).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
