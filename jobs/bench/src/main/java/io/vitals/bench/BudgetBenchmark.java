package io.vitals.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitals.bench.BudgetStream.Scenario;
import io.vitals.local.cli.bench.BenchReport;
import io.vitals.local.cli.bench.BenchRun;
import io.vitals.local.cli.bench.BudgetBenchRequest;
import io.vitals.local.terminal.Screen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** How many alerts are false and what is found, on streams whose truth is known. */
final class BudgetBenchmark implements BenchRun<BudgetBenchRequest> {
  private static final int ANOMALIES = 100;
  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("normal life, independent", 0, 0, 0, 0, 0),
          new Scenario("normal life, 0.3 common to a segment", 0.3, 0, 0, 0, 0),
          new Scenario("normal life, 0.5 common to a segment", 0.5, 0, 0, 0, 0),
          new Scenario("normal life, 0.3 common, 0.7 from yesterday", 0.3, 0.7, 0, 0, 0),
          new Scenario("100 anomalies of 4 sigma, 0.3 common", 0.3, 0, ANOMALIES, 4, 0),
          new Scenario("100 anomalies of 5 sigma, 0.3 common", 0.3, 0, ANOMALIES, 5, 0),
          new Scenario("100 anomalies of 6 sigma, 0.3 common", 0.3, 0, ANOMALIES, 6, 0),
          new Scenario("100 anomalies of 8 sigma, 0.3 common", 0.3, 0, ANOMALIES, 8, 0),
          new Scenario("a whole segment by 5 sigma, 0.3 common", 0.3, 0, 0, 5, 1));

  /** What streams of one scenario came to under one procedure. */
  private static final class Tally {
    private double falseShares;
    private int streamsWithFalse;
    private long alerts;
    private long falseAlerts;
    private int found;
    private long delayDays;
    private long nanoseconds;
  }

  @Override
  public BenchReport run(BudgetBenchRequest request, Screen screen) {
    List<String> text = new ArrayList<>();
    text.add(
        format(
            "%,d series, %d days, alpha %.2f; %d streams of each kind, seeds 1 to %d",
            request.series(),
            request.days(),
            BudgetProcedure.ALPHA,
            request.streams(),
            request.streams()));
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("series", request.series())
            .put("days", request.days())
            .put("streams", request.streams())
            .put("false_discovery_rate_target", BudgetProcedure.ALPHA);
    ArrayNode rows = json.putArray("rows");
    for (Scenario scenario : SCENARIOS) {
      screen.note(scenario.description());
      text.add("");
      text.add(
          format(
              "%-44s %9s %12s %7s %7s %10s %9s",
              scenario.description(),
              "false",
              "streams with",
              "found",
              "delay",
              "alerts",
              "decision"));
      text.add(
          format(
              "%-44s %9s %12s %7s %7s %10s %9s",
              "", "share", "a false one", "", "days", "a day", "us"));
      procedures(request)
          .forEach(
              (name, procedure) -> {
                Tally tally = tally(scenario, procedure, request);
                text.add(row(name, scenario, tally, request));
                rows.add(json(name, scenario, tally, request));
              });
    }
    return new BenchReport(text, json);
  }

  private static Map<String, Supplier<BudgetProcedure>> procedures(BudgetBenchRequest request) {
    Map<String, Supplier<BudgetProcedure>> procedures = new LinkedHashMap<>();
    procedures.put(
        "alert budget", () -> new BudgetProcedure.Ours(request.series(), request.days()));
    procedures.put(
        "LORD++", () -> new BudgetProcedure.LordPlusPlus(request.series() * request.days()));
    procedures.put("Benjamini-Hochberg by day", BudgetProcedure.DailyBenjaminiHochberg::new);
    procedures.put("below 1e-6", () -> new BudgetProcedure.Fixed(1e-6));
    return procedures;
  }

  private static Tally tally(
      Scenario scenario, Supplier<BudgetProcedure> procedures, BudgetBenchRequest request) {
    Tally tally = new Tally();
    for (int seed = 1; seed <= request.streams(); seed++) {
      BudgetProcedure procedure = procedures.get();
      BudgetStream stream = new BudgetStream(scenario, request.series(), request.days(), seed);
      Set<String> planted = stream.planted();
      Set<String> found = new HashSet<>();
      int alerts = 0;
      int falseAlerts = 0;
      for (int day = 0; day < request.days(); day++) {
        for (String alert : procedure.alerts(stream, stream.next())) {
          alerts++;
          if (!stream.isTrue(alert)) {
            falseAlerts++;
          } else if (planted.contains(alert) && found.add(alert)) {
            tally.delayDays += stream.sinceDays(BudgetStream.index(alert));
          }
        }
      }
      tally.alerts += alerts;
      tally.falseAlerts += falseAlerts;
      tally.falseShares += alerts == 0 ? 0 : (double) falseAlerts / alerts;
      tally.streamsWithFalse += falseAlerts > 0 ? 1 : 0;
      tally.found += found.size();
      tally.nanoseconds += procedure.nanoseconds();
    }
    return tally;
  }

  private static String row(
      String name, Scenario scenario, Tally tally, BudgetBenchRequest request) {
    double buckets = (double) request.streams() * request.days();
    return format(
        "  %-42s %9.4f %12d %7s %7s %10.2f %9s",
        name,
        tally.falseShares / request.streams(),
        tally.streamsWithFalse,
        scenario.anomalies() == 0
            ? "-"
            : format("%.0f %%", 100.0 * tally.found / request.streams() / scenario.anomalies()),
        tally.found == 0 ? "-" : format("%.2f", (double) tally.delayDays / tally.found),
        tally.alerts / buckets,
        tally.nanoseconds == 0 ? "-" : format("%.0f", tally.nanoseconds / buckets / 1_000));
  }

  private static ObjectNode json(
      String name, Scenario scenario, Tally tally, BudgetBenchRequest request) {
    double buckets = (double) request.streams() * request.days();
    ObjectNode row =
        JsonNodeFactory.instance
            .objectNode()
            .put("scenario", scenario.description())
            .put("procedure", name)
            .put("false_discovery_ratio", tally.falseShares / request.streams())
            .put("streams_with_false_alerts", tally.streamsWithFalse)
            .put("alerts_per_day", tally.alerts / buckets)
            .put("false_alerts_per_day", tally.falseAlerts / buckets);
    if (scenario.anomalies() > 0) {
      row.put("found_ratio", (double) tally.found / request.streams() / scenario.anomalies());
    }
    if (tally.found > 0) {
      row.put("delay_days", (double) tally.delayDays / tally.found);
    }
    if (tally.nanoseconds > 0) {
      row.put("decision_microseconds", tally.nanoseconds / buckets / 1_000);
    }
    return row;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
