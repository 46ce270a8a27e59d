package io.vitals.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitals.bench.Workload.Loaded;
import io.vitals.local.cli.bench.BenchReport;
import io.vitals.local.cli.bench.BenchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the rounds gave: medians with their spread, and each case's share of the discarding job's
 * throughput, taken within a round.
 */
record HealthReport(
    String machine,
    BenchRequest request,
    Loaded loaded,
    List<Map<BenchmarkCase, Measurement>> rounds) {

  BenchReport report() {
    return new BenchReport(text(), json());
  }

  private List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(machine);
    lines.add(
        format(
            "%,d telemetry records and %,d changes of %,d accounts in one day, the first %,d to warm"
                + " up; %d rounds, parallelism %d, checkpoints every %d s",
            loaded.telemetry(),
            loaded.changes(),
            request.accounts(),
            request.warmUpRecords(),
            rounds.size(),
            CaseRequest.PARALLELISM,
            CaseRequest.CHECKPOINT_INTERVAL.toSeconds()));
    lines.add("");
    lines.add(
        format("%-40s %-30s %-24s %s", "", "records/s", "CPU s per million", "records/s of (b)"));
    lines.add(
        format(
            "%-40s %-30s %-24s %s",
            "case", "median (min-max)", "median (min-max)", "median (min-max)"));
    for (BenchmarkCase measured : BenchmarkCase.values()) {
      Spread rate = spread(measured, Measurement::recordsPerSecond);
      Spread cpu = spread(measured, Measurement::cpuSecondsPerMillion);
      Spread share = share(measured);
      lines.add(
          format(
              "%-40s %-30s %-24s %s",
              "(" + measured.letter() + ") " + measured.description(),
              format("%,.0f (%,.0f-%,.0f)", rate.median(), rate.min(), rate.max()),
              format("%.2f (%.2f-%.2f)", cpu.median(), cpu.min(), cpu.max()),
              format(
                  "%.0f %% (%.0f-%.0f)",
                  share.median() * 100, share.min() * 100, share.max() * 100)));
    }
    lines.add("");
    for (BenchmarkCase measured : BenchmarkCase.values()) {
      if (measured.isHealth()) {
        lines.add(
            format(
                "(%s) wrote %,.0f rows of account.score and %,.0f of account.health",
                measured.letter(),
                spread(measured, Measurement::scores).median(),
                spread(measured, Measurement::published).median()));
      }
    }
    return lines;
  }

  private ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("machine", machine)
            .put("telemetry_records", loaded.telemetry())
            .put("changes", loaded.changes())
            .put("accounts", request.accounts())
            .put("warm_up_records", request.warmUpRecords())
            .put("rounds", rounds.size())
            .put("parallelism", CaseRequest.PARALLELISM)
            .put("checkpoint_interval_seconds", CaseRequest.CHECKPOINT_INTERVAL.toSeconds());
    ArrayNode cases = json.putArray("cases");
    for (BenchmarkCase measured : BenchmarkCase.values()) {
      ObjectNode row =
          cases
              .addObject()
              .put("case", measured.letter())
              .put("description", measured.description());
      row.set("records_per_second", spread(measured, Measurement::recordsPerSecond).json());
      row.set(
          "cpu_seconds_per_million", spread(measured, Measurement::cpuSecondsPerMillion).json());
      row.set("throughput_of_discarding_ratio", share(measured).json());
      if (measured.isHealth()) {
        row.set("account_score_rows", spread(measured, Measurement::scores).json());
        row.set("account_health_rows", spread(measured, Measurement::published).json());
      }
    }
    return json;
  }

  private Spread spread(BenchmarkCase measured, ToDoubleFunction<Measurement> figure) {
    return Spread.of(
        rounds.stream().map(round -> figure.applyAsDouble(round.get(measured))).toList());
  }

  private Spread share(BenchmarkCase measured) {
    return Spread.of(
        rounds.stream()
            .map(
                round ->
                    round.get(measured).recordsPerSecond()
                        / round.get(BenchmarkCase.DISCARD).recordsPerSecond())
            .toList());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
