/**
 * {@code ./vitals bench}: what is to be measured, and how it is reported. The benchmarks are in
 * module bench.
 */
package io.vitals.local.cli.bench;
