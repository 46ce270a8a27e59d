/**
 * The whole stack in this process: a real broker, a Flink cluster with its web interface, the jobs.
 * Start reading at {@link io.vitals.local.stack.LocalStack}.
 */
package io.vitals.local.stack;
