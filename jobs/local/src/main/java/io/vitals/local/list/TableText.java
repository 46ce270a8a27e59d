package io.vitals.local.list;

import io.vitals.local.terminal.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Rows as a table for people, no wider than their terminal where that can be. */
public final class TableText {
  private static final String GAP = "  ";
  private static final String MISSING = "-";

  private TableText() {}

  /**
   * The table's lines, the header first.
   *
   * @param width of the terminal, characters
   */
  public static <R> List<String> lines(List<Column<R>> columns, List<R> rows, int width) {
    List<Shown> shown = new ArrayList<>();
    for (Column<R> column : columns) {
      boolean applies =
          column.place().always() || rows.stream().anyMatch(row -> column.of(row) != null);
      if (column.place().rank() > 0 && applies) {
        shown.add(Shown.of(column, rows));
      }
    }
    dropWhatDoesNotFit(shown, width);
    cutToFit(shown, width);
    List<String> lines = new ArrayList<>();
    for (int line = 0; line <= rows.size(); line++) {
      StringBuilder text = new StringBuilder();
      for (Shown column : shown) {
        text.append(text.isEmpty() ? "" : GAP).append(column.line(line));
      }
      lines.add(text.toString().stripTrailing());
    }
    return lines;
  }

  private static void dropWhatDoesNotFit(List<Shown> shown, int width) {
    while (shown.size() > 1 && total(shown, true) > width) {
      shown.remove(
          shown.stream().max(Comparator.comparingInt(column -> column.rank)).orElseThrow());
    }
  }

  /** The widest that can be cut loses a character, until all fit. */
  private static void cutToFit(List<Shown> shown, int width) {
    while (total(shown, false) > width) {
      Shown widest =
          shown.stream()
              .filter(column -> column.width > column.least)
              .max(Comparator.comparingInt(column -> column.width))
              .orElse(null);
      if (widest == null) {
        return;
      }
      widest.width--;
    }
  }

  private static int total(List<Shown> shown, boolean atLeast) {
    int widths = shown.stream().mapToInt(column -> atLeast ? column.least : column.width).sum();
    return widths + GAP.length() * (shown.size() - 1);
  }

  /** A column that is shown: its texts, the header first, and its width. */
  private static final class Shown {
    private final List<String> texts;
    private final int rank;
    private final boolean right;
    private final int least;
    private int width;

    private Shown(List<String> texts, Column<?> column) {
      this.texts = texts;
      rank = column.place().rank();
      right = column.kind().isRightAligned();
      int natural = texts.stream().mapToInt(Text::length).max().orElse(0);
      width = Math.min(natural, column.place().most());
      least = Math.min(width, Math.max(column.place().least(), column.name().length()));
    }

    static <R> Shown of(Column<R> column, List<R> rows) {
      List<String> texts = new ArrayList<>();
      texts.add(column.name());
      for (R row : rows) {
        Object value = column.of(row);
        texts.add(value == null ? MISSING : Text.shown(column.kind().inTable(value)));
      }
      return new Shown(texts, column);
    }

    String line(int index) {
      String cut = Text.cut(texts.get(index), width);
      return right ? Text.right(cut, width) : Text.left(cut, width);
    }
  }
}
