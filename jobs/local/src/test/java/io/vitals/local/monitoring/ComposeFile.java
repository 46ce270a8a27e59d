package io.vitals.local.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docker-compose.yml} with its anchors and defaults put in, as Docker would read it. */
final class ComposeFile {
  /** The root of the repository, which its paths start from. */
  static final Path ROOT = InstalledForTests.alerts().getParent();

  private static final String MERGED = "<<";
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

  private final Map<String, Object> content;

  private ComposeFile(Map<String, Object> content) {
    this.content = content;
  }

  /** The file of the repository. */
  static ComposeFile read() {
    String text = DEFAULT.matcher(text("docker-compose.yml")).replaceAll("$1");
    return new ComposeFile(map(merged(yaml(text))));
  }

  /** The services by name. */
  Map<String, Map<String, Object>> services() {
    return section("services");
  }

  /** One service. */
  Map<String, Object> service(String name) {
    return services().get(name);
  }

  /** The services of an image that is built here. */
  Map<String, Map<String, Object>> builtAs(String target) {
    return services().entrySet().stream()
        .filter(
            service ->
                map(service.getValue().getOrDefault("build", Map.of())).containsValue(target))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The files that secrets are read from, by the secrets' names. */
  Map<String, String> secrets() {
    return section("secrets").entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, secret -> secret.getValue().get("file").toString()));
  }

  /** What the entrypoint of Flink's image writes into the cluster's configuration. */
  Map<String, String> flinkProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    environment(service("jobmanager"))
        .get("FLINK_PROPERTIES")
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              properties.put(line.substring(0, colon), line.substring(colon + 1).strip());
            });
    return properties;
  }

  private Map<String, Map<String, Object>> section(String name) {
    Map<String, Map<String, Object>> section = new TreeMap<>();
    map(content.get(name)).forEach((key, value) -> section.put(key, map(value)));
    return section;
  }

  /** A file of the repository. */
  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of a service; empty when it has none. */
  static List<String> list(Map<String, Object> service, String name) {
    return ((List<?>) service.getOrDefault(name, List.of()))
        .stream().map(Object::toString).toList();
  }

  /** The environment of a service. */
  static Map<String, String> environment(Map<String, Object> service) {
    return map(service.getOrDefault("environment", Map.of())).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, variable -> variable.getValue().toString()));
  }

  /** A YAML text as maps and lists. */
  static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  /** What is a map, as one. */
  static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, of) -> map.put(key.toString(), of));
    return map;
  }

  /** Merge keys belong to YAML 1.1, which the parser does not read and Docker does. */
  private static Object merged(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ComposeFile::merged).toList();
    }
    if (!(value instanceof Map)) {
      return value;
    }
    Map<String, Object> own = map(value);
    Map<String, Object> all = new LinkedHashMap<>();
    if (own.containsKey(MERGED)) {
      all.putAll(map(merged(own.remove(MERGED))));
    }
    own.forEach((key, of) -> all.put(key, merged(of)));
    return all;
  }
}
