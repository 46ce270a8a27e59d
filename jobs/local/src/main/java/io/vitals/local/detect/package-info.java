/**
 * Anomaly detection over series in CSV files: finds the files, reads each row by row, lets a
 * detector of {@link io.vitals.domain.anomaly} judge it, and writes the row with its score, on
 * request with a plot. Memory does not grow with a file. Start reading at {@link
 * io.vitals.local.detect.Detection}.
 */
package io.vitals.local.detect;
