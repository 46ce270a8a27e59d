package io.vitals.architecture;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules on the text of all Java sources, tests too. */
class SourceTreeTest {
  private static final int MAX_LINES = 400;
  private static final int MAX_OPERATOR_LINES = 150;
  private static final Path ROOT = root();
  private static final Map<Path, String> SOURCES = sources();

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

  /** Says the rules, so it names what they forbid. */
  private static final Predicate<Path> IS_THIS_TEST =
      file -> file.toString().contains("io/vitals/architecture/");

  @Test
  void everyModuleIsLookedAt() {
    Set<String> modules =
        SOURCES.keySet().stream()
            .map(file -> file.toString().replaceFirst("/src/.*", ""))
            .collect(toSet());
    assertThat(modules)
        .contains(
            "schemas",
            "jobs/domain",
            "jobs/flink",
            "jobs/broker",
            "jobs/exporter",
            "jobs/local",
            "jobs/bench");
  }

  @Test
  void noFileIsTooLongToRead() {
    assertThat(filesWhere((file, text) -> text.lines().count() > MAX_LINES, notInBench()))
        .as("files of more than %d lines", MAX_LINES)
        .isEmpty();
  }

  @Test
  void operatorsLeaveDecisionsToTheDomain() {
    assertThat(
            filesWhere(
                (file, text) ->
                    file.toString().matches(".*/src/main/.*(Function|Operator|Aggregator)\\.java")
                        && codeLines(text) > MAX_OPERATOR_LINES,
                file -> file.startsWith("jobs/flink")))
        .as("operators of more than %d lines of code", MAX_OPERATOR_LINES)
        .isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIs() {
    Set<String> described =
        SOURCES.keySet().stream()
            .filter(file -> file.endsWith("package-info.java"))
            .map(SourceTreeTest::packageOf)
            .collect(toSet());
    Set<String> packages =
        SOURCES.keySet().stream().map(SourceTreeTest::packageOf).collect(toSet());
    packages.removeAll(described);
    assertThat(packages).as("packages without a package-info").isEmpty();
  }

  @Test
  void nobodySleeps() {
    assertThat(filesWith("Thread\\.sleep|TimeUnit\\.\\w+\\.sleep|\\bsleep\\(")).isEmpty();
  }

  @Test
  void noTestIsDisabled() {
    assertThat(filesWith("@Disabled|@Ignore")).isEmpty();
  }

  @Test
  void nothingIsLeftToDo() {
    assertThat(
            filesWhere((file, text) -> text.matches("(?s).*\\b(TODO|FIXME)\\b.*"), noTestOfRules()))
        .isEmpty();
  }

  @Test
  void namesSayWhatAClassIs() {
    assertThat(filesWith("(class|record|interface|enum)\\s+\\w*(Utils?|Manager|Helper|Impl)\\b"))
        .isEmpty();
  }

  @Test
  void nobodyMocks() {
    assertThat(filesWith("org\\.mockito|org\\.easymock")).isEmpty();
  }

  @Test
  void domainDoesNotEvenNameTheEngineOrTheBroker() {
    Pattern names = Pattern.compile("(?i)\\b(flink|kafka)");
    assertThat(
            filesWhere(
                (file, text) -> names.matcher(text).find(), file -> file.startsWith("jobs/domain")))
        .isEmpty();
  }

  private interface Rule {
    boolean isBrokenBy(Path file, String text);
  }

  private static Set<Path> filesWith(String forbidden) {
    Pattern pattern = Pattern.compile(forbidden);
    return filesWhere(
        (file, text) -> pattern.matcher(COMMENT.matcher(text).replaceAll("")).find(),
        noTestOfRules());
  }

  private static Set<Path> filesWhere(Rule rule, Predicate<Path> among) {
    Set<Path> files = new TreeSet<>();
    SOURCES.forEach(
        (file, text) -> {
          if (among.test(file) && rule.isBrokenBy(file, text)) {
            files.add(file);
          }
        });
    return files;
  }

  /** Benchmarks tell one story from top to bottom. */
  private static Predicate<Path> notInBench() {
    return file -> !file.startsWith("jobs/bench");
  }

  private static Predicate<Path> noTestOfRules() {
    return IS_THIS_TEST.negate();
  }

  /** Lines that do something: no blank lines, imports or comments. */
  private static long codeLines(String text) {
    return COMMENT
        .matcher(text)
        .replaceAll("")
        .lines()
        .filter(
            line -> !line.isBlank() && !line.startsWith("import ") && !line.startsWith("package "))
        .count();
  }

  private static String packageOf(Path file) {
    return file.getParent().toString().replaceFirst(".*/java/", "");
  }

  private static Map<Path, String> sources() {
    try (Stream<Path> schemas = Files.walk(ROOT.resolve("schemas/src"));
        Stream<Path> jobs = Files.walk(ROOT.resolve("jobs"))) {
      List<Path> files =
          Stream.concat(schemas, jobs)
              .filter(file -> file.toString().matches(".*/src/(main|test)/java/.*\\.java"))
              .toList();
      return files.stream().collect(toMap(ROOT::relativize, SourceTreeTest::read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("mvnw"))) {
      directory = directory.getParent();
    }
    return directory;
  }
}
