/**
 * The command line: parses and checks what the user asks, calls the run behind a command through a
 * small interface ({@link io.vitals.local.cli.Runs}) and writes its report. Each command is in the
 * package of its name, those on a Kafka of the user's in {@code kafka}; what several need is in
 * {@code shared}. Knows no Flink and no Kafka. Start reading at {@link io.vitals.local.cli.Vitals}.
 *
 * <p>Exit status: 0 done, 1 ran and failed, 2 the user's mistake, 130 interrupted. A mistake is one
 * line on stderr that says what to do; stack traces go to the log only. With {@code --json}, stdout
 * is exactly one JSON object, or for a list one array of them.
 */
package io.vitals.local.cli;
