package io.vitals.local.cli.alerts;

import io.vitals.local.cli.shared.Limits;
import io.vitals.local.cli.shared.UserMistakeException;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options of every command that writes what somebody says: who, and why. */
final class SpeakerOptions {
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_NOTE = 500;
  private static final Pattern NO_OPAQUE_ID = Pattern.compile("[\\s@\\p{Cntrl}]");

  @Option(
      names = "--by",
      paramLabel = "WHO",
      required = true,
      description = "Who says so: a role or an opaque id, as cs-ops or csm-07.")
  private String by;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "Why, in words and without names of persons.")
  private String note;

  /**
   * Who speaks.
   *
   * @throws UserMistakeException when that may be a person's name or address; it is not repeated
   */
  String by() {
    String who = by.strip();
    if (who.isEmpty()) {
      throw new UserMistakeException("--by: say who, as cs-ops or csm-07");
    }
    if (NO_OPAQUE_ID.matcher(who).find()) {
      throw new UserMistakeException(
          "--by: write a role or an opaque id, as cs-ops or csm-07, without spaces and '@':"
              + " names and addresses of persons are not kept");
    }
    Limits.check("--by: its length", who.length(), 1, LONGEST_ID);
    return who;
  }

  /**
   * Why; null for nothing said.
   *
   * @throws UserMistakeException when it is too long
   */
  String note() {
    if (note == null || note.isBlank()) {
      return null;
    }
    Limits.check("--note: its length", note.strip().length(), 1, LONGEST_NOTE);
    return note.strip();
  }
}
