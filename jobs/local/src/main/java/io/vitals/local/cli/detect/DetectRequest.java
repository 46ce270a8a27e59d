package io.vitals.local.cli.detect;

import io.vitals.domain.anomaly.DetectorSettings;
import java.nio.file.Path;

/**
 * A search for anomalies as the user asked for it.
 *
 * @param input a CSV file, or a folder with such files in it or below
 * @param out the folder the outputs are written to
 * @param detector judges each series
 * @param plotted whether each series is drawn as well
 */
public record DetectRequest(Path input, Path out, DetectorSettings detector, boolean plotted) {}
