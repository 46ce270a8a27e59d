/**
 * What the jobs cost, measured. Each case runs in a JVM of its own beside a broker in another, so
 * that its CPU is its own; {@link io.vitals.bench.HealthBenchmark} runs them in rounds and reports.
 * May use everything; nothing uses it. Start reading there; what is measured how stands in {@code
 * RESULTS.md}.
 */
package io.vitals.bench;
