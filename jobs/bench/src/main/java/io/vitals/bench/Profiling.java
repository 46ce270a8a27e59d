package io.vitals.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Options of the measured JVMs. Further ones may be given in the environment, a profiler for
 * instance; {@code CASE} in them becomes the name of the case.
 */
final class Profiling {
  private static final String VARIABLE = "VITALS_BENCH_JAVA_OPTS";

  private Profiling() {}

  static List<String> options(BenchmarkCase measured) {
    List<String> options = new ArrayList<>(List.of("-Xms2g", "-Xmx2g"));
    String further = System.getenv().getOrDefault(VARIABLE, "").strip();
    if (!further.isEmpty()) {
      options.addAll(List.of(further.replace("CASE", measured.name()).split("\\s+", -1)));
    }
    return options;
  }
}
