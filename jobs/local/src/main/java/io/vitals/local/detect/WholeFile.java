package io.vitals.local.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A text file (UTF-8) that is there whole or not at all: written beside its place under another
 * name, and moved there when it is complete.
 */
final class WholeFile implements Closeable {
  private final Path place;
  private final Path part;
  private final BufferedWriter writer;

  private WholeFile(Path place, Path part, BufferedWriter writer) {
    this.place = place;
    this.part = part;
    this.writer = writer;
  }

  /** Begins a file, and makes the folders it is to be in. */
  static WholeFile at(Path place) throws IOException {
    Path folder = place.toAbsolutePath().getParent();
    // A link to a folder is one, but cannot be made.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Path part = place.resolveSibling(".vitals-" + UUID.randomUUID() + ".part");
    return new WholeFile(
        place,
        part,
        Files.newBufferedWriter(
            part, UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  Writer writer() {
    return writer;
  }

  /** Puts the file in its place, over one that is there. */
  void complete() throws IOException {
    writer.close();
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Leaves nothing when it was not completed. */
  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
