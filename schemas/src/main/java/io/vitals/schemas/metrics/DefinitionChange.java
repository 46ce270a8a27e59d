package io.vitals.schemas.metrics;

import io.vitals.schemas.yaml.YamlSection;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of a definition's change log.
 *
 * @param version the version that brought it
 * @param date when, ISO date
 * @param text what changed
 */
public record DefinitionChange(int version, String date, String text) {

  /** Reads the change log of a definition, oldest first; mistakes are added to the section's. */
  static List<DefinitionChange> all(YamlSection definition) {
    List<DefinitionChange> changes = new ArrayList<>();
    for (YamlSection change : definition.sections("changes")) {
      changes.add(
          new DefinitionChange(
              change.requiredCount("version"), date(change), change.requiredText("change")));
      change.rejectUnknownKeys();
    }
    return changes;
  }

  private static String date(YamlSection change) {
    String text = change.requiredText("date");
    try {
      return text.isEmpty() ? text : LocalDate.parse(text).toString();
    } catch (DateTimeParseException unreadable) {
      change.error("date", "must be a date such as 2026-01-31, is \"" + text + "\"");
      return "";
    }
  }
}
