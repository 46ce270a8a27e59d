package io.vitals.local.cli.replay;

import io.vitals.local.cli.shared.UserMistakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is to hold the RavenStack data set. Only whether its files are there is looked at:
 * what a row that cannot be read means is for the replay to say, which reads them all before
 * anything is started.
 */
final class RavenStackFolder {
  private static final List<String> FILES =
      Stream.of("accounts", "subscriptions", "feature_usage", "support_tickets", "churn_events")
          .map(name -> "ravenstack_" + name + ".csv")
          .toList();

  private RavenStackFolder() {}

  /**
   * Checks that all of it is there.
   *
   * @throws UserMistakeException when it is not the data set
   */
  static void check(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new UserMistakeException(
          (Files.exists(directory) ? "not a folder: " : "no such folder: ") + directory);
    }
    List<String> missing =
        FILES.stream().filter(name -> !Files.isReadable(directory.resolve(name))).toList();
    if (!missing.isEmpty()) {
      throw new UserMistakeException(
          directory + " is not a RavenStack folder: no " + String.join(", ", missing));
    }
  }
}
