package io.vitals.local.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a benchmark measured.
 *
 * @param text for people, line by line
 * @param json the same for programs
 */
public record BenchReport(List<String> text, ObjectNode json) {

  public BenchReport {
    text = List.copyOf(text);
  }
}
