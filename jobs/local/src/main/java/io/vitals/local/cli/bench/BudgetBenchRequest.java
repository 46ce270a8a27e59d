package io.vitals.local.cli.bench;

/**
 * A benchmark of the alert budget as the user asked for it.
 *
 * @param series series judged a day
 * @param days days of a stream
 * @param streams streams of each kind, seeded 1, 2, ...
 */
public record BudgetBenchRequest(int series, int days, int streams) {}
