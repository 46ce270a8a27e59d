/** Benchmarks of the jobs. Start reading at {@link io.vitals.bench.Main}. */
package io.vitals.bench;
