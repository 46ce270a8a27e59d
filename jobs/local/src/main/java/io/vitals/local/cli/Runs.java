package io.vitals.local.cli;

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
