package io.vitals.local.cli;

import io.vitals.local.terminal.Screen;

/** Measures how well and how fast the alert budget decides. */
@FunctionalInterface
public interface BudgetBenchRun {

  /**
   * Runs to the end.
   *
   * @param screen shows the progress; left open
   */
  BenchReport run(BudgetBenchRequest request, Screen screen);
}
