package io.vitals.local.detect;

import io.vitals.local.cli.shared.UserMistakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the files of a request, and checks what would be written, before anything is. */
final class SeriesFiles {
  private SeriesFiles() {}

  /**
   * The files of a request, by name.
   *
   * @param input a file, or a folder with {@code *.csv} files in it or below
   * @param out the folder of the outputs, which need not exist
   * @throws UserMistakeException if there is none, or an output would take the place of an input or
   *     of a folder
   */
  static List<SeriesFile> of(Path input, Path out, boolean plotted) {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserMistakeException("--out names a file, not a folder: " + out);
    }
    if (!Files.exists(input)) {
      throw new UserMistakeException("no such file or folder: " + input);
    }
    List<SeriesFile> files;
    if (Files.isDirectory(input)) {
      files = below(input).stream().map(file -> SeriesFile.of(input, file, out, plotted)).toList();
    } else if (Files.isRegularFile(input)) {
      Path file = input.toAbsolutePath();
      files = List.of(SeriesFile.of(file.getParent(), file, out, plotted));
    } else {
      throw new UserMistakeException("neither a file nor a folder: " + input);
    }
    checkNothingIsLost(files);
    return files.stream().sorted(Comparator.comparing(SeriesFile::name)).toList();
  }

  private static List<Path> below(Path folder) {
    CsvFinder finder = new CsvFinder();
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, finder);
    } catch (IOException e) {
      throw new UserMistakeException("cannot read all of " + folder + ": " + e);
    }
    if (finder.found.isEmpty()) {
      throw new UserMistakeException("no *.csv file in " + folder + " or below it");
    }
    return finder.found;
  }

  private static void checkNothingIsLost(List<SeriesFile> files) {
    Set<Path> inputs =
        files.stream().map(file -> realPath(file.input())).collect(Collectors.toSet());
    for (SeriesFile file : files) {
      file.written().filter(Files::exists).forEach(written -> check(written, inputs));
    }
  }

  private static void check(Path written, Set<Path> inputs) {
    if (Files.isDirectory(written)) {
      throw new UserMistakeException(
          "a folder is where an output would be: " + written + "; give --out another folder");
    }
    if (inputs.contains(realPath(written))) {
      throw new UserMistakeException(
          "an output would overwrite the input " + written + "; give --out another folder");
    }
  }

  /** Without links, where it leads anywhere. */
  private static Path realPath(Path file) {
    try {
      return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Collects the CSV files of a tree; links are followed, but not in circles. */
  private static final class CsvFinder extends SimpleFileVisitor<Path> {
    private final List<Path> found = new ArrayList<>();

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      // A link that leads nowhere is a file that cannot be read, and shall be said to be one.
      boolean candidate = attributes.isRegularFile() || attributes.isSymbolicLink();
      if (candidate && file.toString().endsWith(".csv")) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) {
      if (cause instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      throw new UserMistakeException(
          "cannot read " + file + ": check the permissions, or leave it out of the folder");
    }
  }
}
