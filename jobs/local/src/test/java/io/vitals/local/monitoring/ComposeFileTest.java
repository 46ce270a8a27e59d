package io.vitals.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vitals.exporter.ExporterOptions;
import io.vitals.exporter.notifier.NotifierOptions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds {@code docker-compose.yml} to the files it mounts, to the rest of the repository and to
 * what it promises; no Docker is needed.
 */
class ComposeFileTest {
  private static final Pattern SECRET = Pattern.compile("/run/secrets/([\\w-]+)");
  private static final Pattern TARGET = Pattern.compile("[\\[ ,]([a-z]+):(\\d+)[\\],\\s]");
  private static final Pattern BOARDS = Pattern.compile("(?m)path(?::| =) (/\\S+)$");
  private static final Pattern COPIED =
      Pattern.compile("(?m)^COPY (?!--from|\\.)(?:--\\S+ )*(\\S+) ");

  private final ComposeFile compose = ComposeFile.read();

  @TempDir private Path directory;

  @Test
  void everyMountedFileExists() {
    compose
        .services()
        .forEach(
            (name, service) ->
                ComposeFile.list(service, "volumes").stream()
                    .filter(volume -> volume.startsWith("."))
                    .forEach(
                        volume ->
                            assertThat(ComposeFile.ROOT.resolve(volume.split(":")[0]))
                                .as("%s mounts it", name)
                                .exists()));
    Matcher copied = COPIED.matcher(ComposeFile.text("Dockerfile"));
    while (copied.find()) {
      assertThat(ComposeFile.ROOT.resolve(copied.group(1))).exists();
    }
  }

  @Test
  void everyVolumeAndEverySecretIsDeclared() {
    Map<String, Object> all =
        ComposeFile.map(ComposeFile.yaml(ComposeFile.text("docker-compose.yml")));
    Set<String> declared = ComposeFile.map(all.get("volumes")).keySet();
    for (Map<String, Object> service : compose.services().values()) {
      assertThat(declared)
          .containsAll(
              ComposeFile.list(service, "volumes").stream()
                  .filter(volume -> !volume.startsWith("."))
                  .map(volume -> volume.split(":")[0])
                  .toList());
      assertThat(compose.secrets().keySet()).containsAll(ComposeFile.list(service, "secrets"));
    }
  }

  @Test
  void everySecretThatIsReadIsThereAndIsMade() throws IOException, InterruptedException {
    assertThat(ComposeFile.list(compose.service("alertmanager"), "secrets"))
        .containsExactlyInAnyOrderElementsOf(secretsIn("alerts/alertmanager.yaml"));
    assertThat(ComposeFile.list(compose.service("jobs"), "secrets"))
        .containsExactlyInAnyOrderElementsOf(secretsIn("docker/jobs/config.yaml"));
    assertThat(ComposeFile.list(compose.service("grafana"), "secrets"))
        .containsExactlyInAnyOrderElementsOf(secretsIn("grafana/grafana.ini"));

    Path secrets = directory.resolve("secrets");
    assertThat(run(ComposeFile.ROOT.resolve("docker/make-secrets").toString(), secrets.toString()))
        .isEmpty();
    Map<String, String> made = contents(secrets);
    assertThat(made.keySet())
        .map(name -> "./secrets/" + name)
        .containsExactlyInAnyOrderElementsOf(compose.secrets().values());
    assertThat(made.get("user-hash-key"))
        .hasSizeGreaterThan(32)
        .isNotEqualTo(made.get("grafana-admin-password"));
    run(ComposeFile.ROOT.resolve("docker/make-secrets").toString(), secrets.toString());
    assertThat(contents(secrets)).as("what is there stays").isEqualTo(made);
    assertThat(ComposeFile.text(".gitignore").lines()).contains("/secrets/");
    assertThat(ComposeFile.text(".dockerignore").lines()).contains("*").doesNotContain("!secrets");
  }

  @Test
  void imagesArePinned() {
    Stream<String> inCompose =
        compose.services().values().stream().map(service -> service.get("image").toString());
    Stream<String> inDockerfile =
        ComposeFile.text("Dockerfile")
            .lines()
            .filter(line -> line.startsWith("FROM "))
            .map(line -> line.split(" ")[1]);
    assertThat(Stream.concat(inCompose, inDockerfile))
        .allMatch(image -> image.matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+\\S*"));
    String pom = ComposeFile.text("pom.xml");
    assertThat(compose.service("kafka").get("image"))
        .isEqualTo("apache/kafka:" + version(pom, "kafka"));
    assertThat(ComposeFile.text("Dockerfile"))
        .contains("FROM flink:" + version(pom, "flink") + "-java17 AS flink\n");
  }

  @Test
  void nothingIsPublishedToOtherMachines() {
    compose
        .services()
        .forEach(
            (name, service) ->
                assertThat(ComposeFile.list(service, "ports"))
                    .as("ports of %s", name)
                    .allMatch(port -> port.startsWith("127.0.0.1:")));
  }

  @Test
  void everyServiceIsBoundedAndWhatRunsForEverIsLookedAt() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(service)
                  .as(name)
                  .containsKey("mem_limit")
                  .containsEntry("cap_drop", List.of("ALL"));
              assertThat(service.containsKey("healthcheck"))
                  .as("health check of %s", name)
                  .isEqualTo(service.get("restart").equals("unless-stopped"));
            });
  }

  @Test
  void whatIsWaitedForHasTheSameProfiles() {
    compose
        .services()
        .forEach(
            (name, service) ->
                assertThat(dependencies(service))
                    .as("what %s waits for", name)
                    .allSatisfy(
                        other ->
                            assertThat(compose.service(other))
                                .isNotNull()
                                .doesNotContainKey("profiles")));
  }

  @Test
  void portsAgreeWithTheCode() {
    assertThat(ComposeFile.list(compose.service("exporter"), "ports"))
        .containsExactly("127.0.0.1:%1$d:%1$d".formatted(ExporterOptions.DEFAULT_PORT));
    assertThat(healthUrl("exporter").getPort()).isEqualTo(ExporterOptions.DEFAULT_PORT);
    assertThat(healthUrl("notifier").getPort()).isEqualTo(NotifierOptions.DEFAULT_PORT);
    String boards =
        "127.0.0.1:%1$d:%1$d".formatted(URI.create(NotifierOptions.DEFAULT_BOARDS).getPort());
    assertThat(ComposeFile.list(compose.service("grafana"), "ports")).containsExactly(boards);
    assertThat(healthUrl("taskmanager").getPort())
        .hasToString(compose.flinkProperties().get("metrics.reporter.prom.port"));
  }

  @Test
  void prometheusFindsWhatItReads() {
    String reporter = compose.flinkProperties().get("metrics.reporter.prom.port");
    Map<String, String> ports =
        Map.of(
            "jobmanager", reporter,
            "exporter", Integer.toString(ExporterOptions.DEFAULT_PORT),
            "notifier", Integer.toString(NotifierOptions.DEFAULT_PORT),
            "alertmanager", Integer.toString(healthUrl("alertmanager").getPort()));
    String prometheus = ComposeFile.text("alerts/prometheus.yaml");
    Set<String> read = new HashSet<>();
    Matcher targets = TARGET.matcher(prometheus);
    while (targets.find()) {
      assertThat(ports).containsEntry(targets.group(1), targets.group(2));
      read.add(targets.group(1));
    }
    assertThat(read).isEqualTo(ports.keySet());
    assertThat(prometheus).contains("names: [taskmanager]", "port: " + reporter);
    assertThat(compose.services())
        .containsKeys("jobmanager", "taskmanager", "exporter", "notifier", "alertmanager");
  }

  @Test
  void grafanaFindsItsBoardsAndPrometheus() {
    String mounted =
        ComposeFile.list(compose.service("grafana"), "volumes").stream()
            .filter(volume -> volume.startsWith("./grafana/dashboards:"))
            .map(volume -> volume.replaceFirst("^[^:]*:", "").replaceFirst(":ro$", ""))
            .findFirst()
            .orElseThrow();
    String settings =
        ComposeFile.text("grafana/provisioning/dashboards/vitals.yaml")
            + ComposeFile.text("grafana/grafana.ini");
    List<String> boards = BOARDS.matcher(settings).results().map(found -> found.group(1)).toList();
    assertThat(boards)
        .isNotEmpty()
        .allSatisfy(
            path -> {
              assertThat(path).startsWith(mounted + "/");
              assertThat(
                      ComposeFile.ROOT.resolve(
                          "grafana/dashboards" + path.substring(mounted.length())))
                  .exists();
            });
    assertThat(ComposeFile.text("grafana/provisioning/datasources/prometheus.yaml"))
        .contains("url: http://prometheus:" + healthUrl("prometheus").getPort() + "\n");
  }

  @Test
  void prometheusAndAlertmanagerTakeTheirFlags() throws IOException, InterruptedException {
    Binaries binaries = InstalledForTests.find().orElseThrow();
    assertFlags(binaries.prometheus(), "prometheus");
    assertFlags(binaries.alertmanager(), "alertmanager");
  }

  @Test
  void dockerComposeFindsNothingWrong() throws IOException, InterruptedException {
    boolean installed =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "docker-compose")));
    String how = "apt-get install docker-compose";
    if (System.getenv("VITALS_DATA") != null) {
      assertThat(installed).as(how).isTrue();
    }
    assumeThat(installed).as(how).isTrue();
    for (String profile : List.of("demo", "live")) {
      assertThat(
              run(
                  "docker-compose",
                  "-f",
                  ComposeFile.ROOT.resolve("docker-compose.yml").toString(),
                  "--profile",
                  profile,
                  "config",
                  "-q"))
          .isEmpty();
    }
  }

  private void assertFlags(Path binary, String service) throws IOException, InterruptedException {
    String help = run(binary.toString(), "--help");
    for (String flag : ComposeFile.list(compose.service(service), "command")) {
      assertThat(help).contains(flag.split("=")[0]);
    }
  }

  private URI healthUrl(String service) {
    List<String> test =
        ComposeFile.list(ComposeFile.map(compose.service(service).get("healthcheck")), "test");
    return URI.create(test.get(test.size() - 1));
  }

  private static Set<String> dependencies(Map<String, Object> service) {
    Object named = service.getOrDefault("depends_on", List.of());
    return named instanceof List<?> list
        ? list.stream().map(Object::toString).collect(Collectors.toSet())
        : ComposeFile.map(named).keySet();
  }

  private static Set<String> secretsIn(String file) {
    return SECRET
        .matcher(ComposeFile.text(file))
        .results()
        .map(one -> one.group(1))
        .collect(Collectors.toSet());
  }

  private static String version(String pom, String of) {
    Matcher version = Pattern.compile("<" + of + "\\.version>([^<]+)<").matcher(pom);
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString(),
              file -> new String(read(file), StandardCharsets.UTF_8)));
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What a program says that ends well. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
