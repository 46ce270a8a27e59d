package io.vitals.local.detect;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A series to be judged.
 *
 * @param name path below the folder that was asked for, with slashes; a single file's own name
 * @param input where it is read from
 * @param output where its scores are written
 * @param plot where its plot is written; empty: no plot
 */
record SeriesFile(String name, Path input, Path output, Optional<Path> plot) {
  private static final String CSV = ".csv";

  /** A series whose outputs have the same path below {@code out} as it has below {@code root}. */
  static SeriesFile of(Path root, Path input, Path out, boolean plotted) {
    Path below = root.relativize(input);
    Path output = out.resolve(below);
    String fileName = output.getFileName().toString();
    String stem =
        fileName.endsWith(CSV) ? fileName.substring(0, fileName.length() - CSV.length()) : fileName;
    return new SeriesFile(
        below.toString().replace(below.getFileSystem().getSeparator(), "/"),
        input,
        output,
        plotted ? Optional.of(output.resolveSibling(stem + ".svg")) : Optional.empty());
  }

  /** All files that are written. */
  Stream<Path> written() {
    return Stream.concat(Stream.of(output), plot.stream());
  }
}
