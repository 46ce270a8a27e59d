/**
 * {@code ./vitals replay} and its data sets: what is asked of a replay, and its report. It runs in
 * {@link io.vitals.local.replay}.
 */
package io.vitals.local.cli.replay;
