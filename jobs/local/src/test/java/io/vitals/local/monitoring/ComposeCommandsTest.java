package io.vitals.local.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.exporter.ExporterMain;
import io.vitals.exporter.OptionsParser;
import io.vitals.exporter.notifier.NotifierMain;
import io.vitals.exporter.notifier.NotifierOptionsParser;
import io.vitals.flink.config.CommandLine;
import io.vitals.flink.config.FlinkDefaults;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import io.vitals.local.Main;
import io.vitals.local.cli.Runs;
import io.vitals.local.cli.Vitals;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.KafkaConnection;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gives each command and each setting of {@code docker-compose.yml} to the code that reads it. */
class ComposeCommandsTest {
  private static final Pattern REPORTER =
      Pattern.compile(
          "metrics\\.reporter\\.prom\\.(factory\\.class|port|filterLabelValueCharacters)");
  private static final Pattern SUBMITTED = Pattern.compile("(?m)^for job in (.+); do$");

  /** Read by the image's scripts, not by the broker. */
  private static final Set<String> NO_BROKER_SETTINGS = Set.of("KAFKA_HEAP_OPTS");

  private final ComposeFile compose = ComposeFile.read();

  @TempDir private Path directory;

  @Test
  void mainsTakeTheirArguments() {
    List<KafkaConnection> connections = new ArrayList<>();
    compose
        .builtAs("vitals")
        .forEach(
            (name, service) -> {
              List<String> command = ComposeFile.list(service, "command");
              connections.add(accepted(command.get(0), command.subList(1, command.size())));
            });
    assertThat(connections)
        .hasSize(5)
        .extracting(KafkaConnection::bootstrapServers)
        .containsOnly(brokerForContainers());
  }

  @Test
  void exporterAndNotifierListenToOthers() {
    List<String> notifier = ComposeFile.list(compose.service("notifier"), "command");
    var options = NotifierOptionsParser.parse(notifier.subList(1, notifier.size()), Map.of());
    assertThat(options.bindAddress()).isEqualTo("0.0.0.0");
    assertThat(options.alertmanagers())
        .allSatisfy(address -> assertThat(compose.services()).containsKey(address.getHost()));
    List<String> exporter = ComposeFile.list(compose.service("exporter"), "command");
    assertThat(OptionsParser.parse(exporter.subList(1, exporter.size()), Map.of()).bindAddress())
        .isEqualTo("0.0.0.0");
  }

  @Test
  void everySettingOfTheBrokerIsOne() {
    Map<String, String> settings = new HashMap<>();
    ComposeFile.environment(compose.service("kafka"))
        .forEach(
            (variable, value) -> {
              if (!NO_BROKER_SETTINGS.contains(variable)) {
                settings.put(
                    variable.replaceFirst("^KAFKA_", "").toLowerCase(Locale.ROOT).replace('_', '.'),
                    value);
              }
            });
    assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(settings.keySet());
    assertThat(KafkaConfig.apply(settings, false).getInt("transaction.max.timeout.ms"))
        .isGreaterThanOrEqualTo((int) JobOptions.TRANSACTION_TIMEOUT.defaultValue().toMillis());
  }

  @Test
  void everyOptionOfFlinkIsOne() throws Exception {
    Map<String, ConfigOption<?>> known = new TreeMap<>();
    for (Class<?> inJar : List.of(CoreOptions.class, RocksDBOptions.class)) {
      known.putAll(optionsBeside(inJar));
    }
    JobOptions.ALL.forEach(option -> known.put(option.key(), option));
    Map<String, String> cluster = new TreeMap<>(compose.flinkProperties());
    cluster.keySet().removeIf(key -> REPORTER.matcher(key).matches());
    Map<String, String> jobs = jobOptions().toMap();
    assertThat(known.keySet()).containsAll(cluster.keySet()).containsAll(jobs.keySet());
    for (Map<String, String> set : List.of(cluster, jobs)) {
      Configuration configuration = Configuration.fromMap(set);
      set.keySet()
          .forEach(
              key -> assertThat(configuration.getOptional(known.get(key))).as(key).isPresent());
    }
  }

  @Test
  void noOptionContradictsWhatTheJobsAreWrittenFor() {
    Set<String> set = new TreeSet<>(compose.flinkProperties().keySet());
    set.addAll(jobOptions().keySet());
    set.retainAll(FlinkDefaults.configuration().keySet());
    assertThat(set).isEmpty();
  }

  @Test
  void jobsTakeTheirConfiguration() throws Exception {
    Configuration options = jobOptions();
    assertThat(options.get(JobOptions.BOOTSTRAP_SERVERS)).isEqualTo(brokerForContainers());
    for (ConfigOption<String> file :
        List.of(JobOptions.SOURCES_FILE, JobOptions.USER_HASH_KEY_FILE)) {
      options.set(file, inRepository(options.get(file)).toString());
    }
    assertThat(JobConfiguration.of(options).sources()).isNotEmpty();

    Matcher submitted = SUBMITTED.matcher(ComposeFile.text("docker/submit-jobs"));
    assertThat(submitted.find()).isTrue();
    List<String> jobs = List.of(submitted.group(1).split(" "));
    assertThat(jobs)
        .containsExactlyInAnyOrder("intake", "freshness", "health", "quality", "anomaly", "alerts");
    for (String job : jobs) {
      String type = job.substring(0, 1).toUpperCase(Locale.ROOT) + job.substring(1) + "Job";
      assertThat(
              Class.forName("io.vitals.flink." + job + "." + type)
                  .getMethod("main", String[].class))
          .isNotNull();
    }
    assertThat(
            Configuration.fromMap(compose.flinkProperties()).get(TaskManagerOptions.NUM_TASK_SLOTS))
        .as("slots for all jobs")
        .isEqualTo(jobs.size() * options.get(CoreOptions.DEFAULT_PARALLELISM));
  }

  private static Configuration jobOptions() {
    return CommandLine.parse(
        new String[] {"--config", ComposeFile.ROOT.resolve("docker/jobs").toString()}, Map.of());
  }

  /** The file that is mounted at a path into the container that submits the jobs. */
  private Path inRepository(String path) throws IOException {
    if (path.startsWith("/run/secrets/")) {
      return Files.writeString(directory.resolve("key"), "a key of sixteen bytes");
    }
    return ComposeFile.list(compose.service("jobs"), "volumes").stream()
        .map(volume -> volume.split(":"))
        .filter(volume -> volume[1].equals(path))
        .map(volume -> ComposeFile.ROOT.resolve(volume[0]))
        .findFirst()
        .orElseThrow();
  }

  private String brokerForContainers() {
    String listeners =
        ComposeFile.environment(compose.service("kafka")).get("KAFKA_ADVERTISED_LISTENERS");
    return listeners.substring("BROKER://".length(), listeners.indexOf(','));
  }

  private static KafkaConnection accepted(String main, List<String> arguments) {
    if (main.equals(ExporterMain.class.getName())) {
      return connection(OptionsParser.parse(arguments, Map.of()).bootstrapServers());
    }
    if (main.equals(NotifierMain.class.getName())) {
      return connection(NotifierOptionsParser.parse(arguments, Map.of()).bootstrapServers());
    }
    assertThat(main).isEqualTo(Main.class.getName());
    List<KafkaConnection> connections = new ArrayList<>();
    Runs runs =
        new Runs(
            null,
            null,
            request -> {
              connections.add(request.connection());
              return List.of();
            },
            (connection, screen) -> connections.add(connection),
            (request, screen) -> connections.add(request.connection()),
            null,
            null,
            null,
            null,
            null);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    Console console =
        new Console(
            nowhere, nowhere, false, false, Map.of(), InstantSource.system(), Path.of("log"));
    assertThat(Vitals.run(arguments, console, runs)).as("%s", arguments).isZero();
    return connections.get(0);
  }

  private static KafkaConnection connection(String servers) {
    return new KafkaConnection(servers, Map.of());
  }

  /** The options that classes in the same jar and package declare. */
  private static Map<String, ConfigOption<?>> optionsBeside(Class<?> type) throws Exception {
    Map<String, ConfigOption<?>> options = new HashMap<>();
    String folder = type.getPackageName().replace('.', '/') + "/";
    try (JarFile jar =
        new JarFile(new File(type.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
      List<String> names =
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.matches(Pattern.quote(folder) + "\\w+Options\\.class"))
              .map(name -> name.replace(".class", "").replace('/', '.'))
              .collect(Collectors.toList());
      for (String name : names) {
        for (Field field : Class.forName(name).getFields()) {
          if (field.getType() == ConfigOption.class) {
            ConfigOption<?> option = (ConfigOption<?>) field.get(null);
            options.put(option.key(), option);
          }
        }
      }
    }
    return options;
  }
}
