package io.vitals.domain.alerting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The id of an episode: kind, scope, subject, severity and start, joined by {@code |}. One episode
 * has one id for ever.
 *
 * @param kind the kind, as {@code usage_collapse}
 * @param scope what the subject is
 * @param subject who it is
 * @param severity how grave it is
 * @param start when it began, ISO 8601
 */
public record EpisodeId(String kind, String scope, String subject, String severity, String start) {
  private static final String JOINT = "|";
  private static final int PARTS = 5;

  /** Reads an id; empty when the text is none. */
  public static Optional<EpisodeId> parse(String text) {
    String[] parts = text.split("\\|", -1);
    int last = parts.length - 1;
    if (parts.length < PARTS) {
      return Optional.empty();
    }
    // A subject is the source's own and may hold anything.
    String subject = String.join(JOINT, Arrays.asList(parts).subList(2, last - 1));
    return Optional.of(new EpisodeId(parts[0], parts[1], subject, parts[last - 1], parts[last]));
  }

  /** A word of an id. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Scope and subject: what all kinds of alerts of a subject share. */
  public String ofSubject() {
    return scope + JOINT + subject;
  }

  /** Kind, scope and subject: the same while an episode gets graver. */
  public String withoutSeverity() {
    return kind + JOINT + ofSubject();
  }

  @Override
  public String toString() {
    return String.join(JOINT, kind, scope, subject, severity, start);
  }
}
