package io.vitals.exporter.notifier;

import io.vitals.domain.alerting.AlertCatalogue;
import io.vitals.domain.alerting.AlertDeclaration;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.SignalScope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an Alertmanager is told of an episode. Labels follow from what never changes of an episode,
 * so a restart sends the same ones and nobody is told twice. Names of companies are annotations
 * only.
 */
final class AlertMessages {
  private static final int MOST_NAMED = 5;

  private final NotifierOptions options;
  private final AlertBook book;

  AlertMessages(NotifierOptions options, AlertBook book) {
    this.options = options;
    this.book = book;
  }

  /** The message on an entry as of now. */
  AlertmanagerAlert of(Entry entry, Instant now) {
    Alert alert = entry.alert();
    AlertDeclaration declared = AlertCatalogue.of(alert.getKind());
    // The time of a simulated company runs ahead of the clock; then it began when it is heard of.
    Instant began = alert.getFiredAt();
    Instant ends = entry.isFiring() ? now.plus(options.endsAfter()) : entry.ended();
    return new AlertmanagerAlert(
        labels(alert, declared),
        annotations(alert, declared),
        began.isAfter(ends) || began.isAfter(now) ? null : began.toString(),
        ends.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private static Map<String, String> labels(Alert alert, AlertDeclaration declared) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", declared.alertName());
    labels.put("job", "vitals-alerts");
    labels.put("kind", declared.key());
    labels.put("severity", word(alert.getSeverity()));
    labels.put("team", declared.teamFor(alert.getScope()).label());
    labels.put("scope", word(alert.getScope()));
    labels.put("subject", alert.getSubject());
    if (alert.getScope() == SignalScope.SOURCE) {
      labels.put("source", alert.getSubject());
    } else if (alert.getScope() == SignalScope.SEGMENT) {
      labels.put("segment", alert.getSubject());
    } else if (alert.getSegment() != null) {
      labels.put("segment", alert.getSegment());
    }
    labels.put("episode", alert.getEpisodeId());
    return labels;
  }

  private Map<String, String> annotations(Alert alert, AlertDeclaration declared) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("summary", name(alert) + ": " + alert.getSummary() + ", as of " + asOf(alert));
    told.put("description", declared.impact());
    told.put("impact", declared.impact());
    told.put("evidence", String.join("\n", alert.getEvidence()));
    told.put("first_action", declared.firstAction());
    told.put("since", alert.getSince().toString());
    told.put("arr", arr(alert.getArrMinor()));
    told.put("data_as_of", asOf(alert));
    told.put("runbook_url", options.runbooks() + declared.alertName() + ".md");
    told.put("board_url", board(alert, declared));
    if (alert.getAccounts() != null) {
      told.put("accounts", Integer.toString(alert.getAccounts()));
    }
    if (alert.getRenewalDate() != null) {
      told.put("renewal_date", alert.getRenewalDate().toString());
    }
    if (alert.getStaleSince() != null) {
      told.put("stale", "what it is judged by is not fresh since " + alert.getStaleSince());
    }
    if (alert.getAcknowledgedBy() != null) {
      told.put("acknowledged", alert.getAcknowledgedBy() + " at " + alert.getAcknowledgedAt());
    }
    addAffected(alert, told);
    return told;
  }

  private void addAffected(Alert alert, Map<String, String> told) {
    if (alert.getKind() == AlertKind.SOURCE_SILENT) {
      List<Alert> inhibited = book.explainedBy(alert.getSubject());
      told.put("inhibited", Integer.toString(inhibited.size()));
      told.put("workaround", "Use figures of this source as they were before " + alert.getSince());
      if (!inhibited.isEmpty()) {
        told.put(
            "affected",
            inhibited.stream()
                .map(this::name)
                .distinct()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", ")));
      }
    } else if (!alert.getAffected().isEmpty()) {
      told.put(
          "affected",
          alert.getAffected().stream().limit(MOST_NAMED).collect(Collectors.joining(", ")));
    }
  }

  private String name(Alert alert) {
    return options.withNames() && alert.getSubjectName() != null
        ? alert.getSubjectName()
        : alert.getSubject();
  }

  private String board(Alert alert, AlertDeclaration declared) {
    String variable =
        switch (alert.getScope()) {
          case ACCOUNT -> "?var-account=";
          case SOURCE -> "?var-source=";
          case SEGMENT -> "?var-segment=";
          default -> "";
        };
    String subject =
        variable.isEmpty() ? "" : URLEncoder.encode(alert.getSubject(), StandardCharsets.UTF_8);
    return options.boards() + declared.board() + variable + subject;
  }

  private String arr(Long minor) {
    if (minor == null) {
      return "unknown";
    }
    Currency currency = options.currency();
    double units = minor / Math.pow(10, currency.getDefaultFractionDigits());
    return String.format(Locale.ROOT, "%s %,.0f", currency.getCurrencyCode(), units);
  }

  private static String asOf(Alert alert) {
    return alert.getIngestTime().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
