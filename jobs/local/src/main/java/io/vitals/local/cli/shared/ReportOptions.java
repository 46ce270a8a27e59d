package io.vitals.local.cli.shared;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options of every command that ends with a report: how that is written, and the help. */
public final class ReportOptions {

  @Option(
      names = "--json",
      description = "Print one JSON object and no tables; everything else goes to stderr.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** Writes a report to stdout: as JSON when that is asked for, for people otherwise. */
  public void print(Console console, Supplier<ObjectNode> object, Supplier<List<String>> lines) {
    if (json) {
      Json.print(object.get(), console.out());
    } else {
      lines.get().forEach(console.out()::println);
    }
  }
}
