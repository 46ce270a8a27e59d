package io.vitals.local.cli.replay;

import io.vitals.local.cli.shared.Json;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The list of accounts as a CSV file: one line per account, by id. */
final class AccountsCsv {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setRecordSeparator('\n')
          .setHeader("account_id", "score", "band", "status", "confidence", "arr")
          .get();

  private final Path file;

  AccountsCsv(Path file) {
    this.file = file;
  }

  /**
   * Checks that the file can be written, before anything is started.
   *
   * @throws UserMistakeException when it cannot
   */
  void check() {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new UserMistakeException("--accounts names a folder, not a file: " + file);
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserMistakeException("--accounts: no such folder: " + folder);
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new UserMistakeException("--accounts: cannot write " + file);
    }
  }

  /**
   * Writes the list.
   *
   * @throws RunFailedException when it cannot be written after all
   */
  void write(List<AccountLine> lines) {
    try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file), FORMAT)) {
      for (AccountLine line :
          lines.stream().sorted(Comparator.comparing(AccountLine::accountId)).toList()) {
        printer.printRecord(
            line.accountId(),
            decimals(line.score(), 3),
            Json.word(line.band()),
            Json.word(line.status()),
            decimals(line.confidence(), 3),
            decimals(Optional.of(line.arr()), 2));
      }
    } catch (IOException e) {
      throw new RunFailedException("the list of accounts cannot be written: " + e, e);
    }
  }

  private static String decimals(Optional<BigDecimal> value, int scale) {
    return value
        .map(known -> known.setScale(scale, RoundingMode.HALF_UP).toPlainString())
        .orElse("");
  }
}
