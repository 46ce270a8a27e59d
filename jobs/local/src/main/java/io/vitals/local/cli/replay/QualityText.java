package io.vitals.local.cli.replay;

import io.vitals.local.cli.shared.Json;
import io.vitals.local.terminal.Text;
import io.vitals.schemas.ExceptionType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Faults and shares of a replay as tables for people, at most 80 columns wide. */
final class QualityText {
  private static final String FAULT_ROW = "  %-27s %9s %9s %9s %9s";
  private static final String SHARE_ROW = "  %-18s %9s %9s %9s %9s %9s  %s";

  private QualityText() {}

  static List<String> lines(QualityFigures quality) {
    List<String> lines = new ArrayList<>();
    lines.add(row(FAULT_ROW, "Data quality", "Accounts", "Open", "Count", "Closed"));
    quality.exceptions().forEach((type, figures) -> lines.add(fault(type, figures)));
    lines.add("");
    lines.add("  Open: faults that show; count: records or days that show them; closed: mended.");
    List<RatioLine> shares = quality.ratios().stream().filter(QualityText::isShown).toList();
    if (!shares.isEmpty()) {
      lines.add("");
      lines.add(
          row(SHARE_ROW, "Share of accounts", "Are so", "Of", "Share", "Of ARR", "Target", "")
              .stripTrailing());
      shares.forEach(share -> lines.add(share(share)));
      lines.add("");
      lines.add("  A field: active accounts in which it is filled.");
    }
    return lines;
  }

  /** Shares of all with a target; those by segment and of inputs are for the JSON. */
  private static boolean isShown(RatioLine ratio) {
    return ratio.segment().isEmpty() && ratio.target().isPresent();
  }

  private static String fault(ExceptionType type, ExceptionFigures figures) {
    return row(
        FAULT_ROW,
        Text.word(type),
        Text.count(figures.accounts()),
        Text.count(figures.open()),
        Text.count(figures.count()),
        Text.count(figures.closed()));
  }

  private static String share(RatioLine share) {
    String name = share.subject().isEmpty() ? Json.word(share.measure()) : share.subject();
    return row(
        SHARE_ROW,
        name,
        Text.count(share.count()),
        Text.count(share.total()),
        percent(share.ratio()),
        percent(share.arrRatio()),
        share.target().map(QualityText::percent).orElse("-"),
        share.met().map(met -> met ? "met" : "missed").orElse("-"));
  }

  private static String percent(OptionalDouble share) {
    return share.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f %%", share.getAsDouble() * 100);
  }

  private static String percent(BigDecimal target) {
    return Json.amount(target.movePointRight(2)).toPlainString() + " %";
  }

  private static String row(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells);
  }
}
