/**
 * {@code ./vitals detect}: what is asked of a search for anomalies in files, and its report. It
 * runs in {@link io.vitals.local.detect}.
 */
package io.vitals.local.cli.detect;
