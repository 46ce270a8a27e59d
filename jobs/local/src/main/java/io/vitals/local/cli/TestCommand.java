package io.vitals.local.cli;

import io.vitals.local.cli.shared.UserMistakeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./vitals test}, as the help explains it; the script runs it, before any Java is built. */
@Command(
    name = "test",
    header = "Run all tests (./mvnw verify).",
    description = {
      "",
      "Formatting, dependency rules, static checks, unit tests, and tests with a broker and a"
          + " cluster. VITALS_DATA may name a folder of public data sets; tests that need one are"
          + " skipped without it."
    },
    optionListHeading = "%nOptions:%n")
final class TestCommand implements Runnable {

  @Option(names = "--long", description = "Run the tests that take minutes each as well.")
  private boolean longTests;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public void run() {
    throw new UserMistakeException("tests are run by the script: ./vitals test");
  }
}
