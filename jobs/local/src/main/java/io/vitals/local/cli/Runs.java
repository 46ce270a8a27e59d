package io.vitals.local.cli;

import io.vitals.local.cli.alerts.VerdictRun;
import io.vitals.local.cli.bench.BenchRequest;
import io.vitals.local.cli.bench.BenchRun;
import io.vitals.local.cli.bench.BudgetBenchRequest;
import io.vitals.local.cli.demo.DemoRun;
import io.vitals.local.cli.detect.DetectRun;
import io.vitals.local.cli.kafka.ClockRun;
import io.vitals.local.cli.kafka.SimulateRun;
import io.vitals.local.cli.kafka.TopicsRun;
import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.replay.ReplayRun;

/** What stands behind the commands, one run each. */
public record Runs(
    DemoRun demo,
    ReplayRun replay,
    TopicsRun topics,
    ClockRun clock,
    SimulateRun simulate,
    ListRun lists,
    VerdictRun verdicts,
    DetectRun detect,
    BenchRun<BenchRequest> bench,
    BenchRun<BudgetBenchRequest> budgetBench) {}
