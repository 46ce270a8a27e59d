package io.vitals.domain.alerting;

import static io.vitals.schemas.Entity.ACCOUNT;
import static io.vitals.schemas.Entity.SUBSCRIPTION;
import static io.vitals.schemas.Entity.TELEMETRY;
import static io.vitals.schemas.Entity.TICKET;

import io.vitals.schemas.AlertKind;
import io.vitals.schemas.Entity;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of alert, declared. A kind that is not declared does not compile. */
public final class AlertCatalogue {
  /** Uids of the boards that alerts link to. */
  private static final String ACCOUNT_BOARD = "vitals-account";

  private static final String FRESHNESS_BOARD = "vitals-freshness";
  private static final String SEGMENTS_BOARD = "vitals-segments";

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration THREE_DAYS = Duration.ofDays(3);
  private static final Duration WEEK = Duration.ofDays(7);

  private static final Set<Entity> USE = Set.of(TELEMETRY);
  private static final Set<Entity> SUPPORT = Set.of(TICKET);
  private static final Set<Entity> CRM = Set.of(ACCOUNT, SUBSCRIPTION);
  private static final Set<Entity> ALL = Set.of(TELEMETRY, TICKET, ACCOUNT, SUBSCRIPTION);

  private static final Map<AlertKind, AlertDeclaration> DECLARED =
      Arrays.stream(AlertKind.values())
          .filter(kind -> kind != AlertKind.UNKNOWN)
          .collect(Collectors.toUnmodifiableMap(Function.identity(), AlertCatalogue::declare));

  private AlertCatalogue() {}

  /** Every declaration, in the order of the kinds. */
  public static List<AlertDeclaration> all() {
    return DECLARED.keySet().stream().sorted().map(DECLARED::get).toList();
  }

  /**
   * The declaration of a kind.
   *
   * @throws IllegalArgumentException for a kind that only a later release knows
   */
  public static AlertDeclaration of(AlertKind kind) {
    AlertDeclaration declared = DECLARED.get(kind);
    if (declared == null) {
      throw new IllegalArgumentException(
          kind + " is no declared kind; declared are " + Arrays.toString(AlertKind.values()));
    }
    return declared;
  }

  /** The declaration of a kind by its key, as {@code usage_collapse}; empty if there is none. */
  public static Optional<AlertDeclaration> find(String key) {
    return DECLARED.values().stream().filter(declared -> declared.key().equals(key)).findFirst();
  }

  private static AlertDeclaration declare(AlertKind kind) {
    return switch (kind) {
      case SOURCE_LATE ->
          source(
              kind,
              SeverityRule.INFO,
              AT_ONCE,
              AT_ONCE,
              "Nothing is held yet; figures that need this source may be an hour behind.",
              "Watch it: it is broken when it has missed two of its cadences.");
      case SOURCE_SILENT ->
          source(
              kind,
              SeverityRule.SHARE_OF_ARR,
              AT_ONCE,
              HALF_AN_HOUR,
              "What this source feeds is held: no score of these accounts gets better meanwhile.",
              "Check the connector, and the last offset that came.");
      case SOURCE_RECOVERING ->
          source(
              kind,
              SeverityRule.INFO,
              AT_ONCE,
              HALF_AN_HOUR,
              "Scores stay held until what was missing has arrived.",
              "Tell CS Operations when it will be safe again.");
      case VOLUME_DROP ->
          source(
              kind,
              SeverityRule.SHARE_OF_ARR,
              AT_ONCE,
              HOUR,
              "Part of what this source feeds is missing: use may look lower than it is.",
              "Find out which partition or type of event is missing.");
      case DEAD_LETTER_RATE ->
          source(
              kind,
              SeverityRule.SHARE_OF_ARR_AT_LEAST_WARNING,
              AT_ONCE,
              HOUR,
              "Rejected records count nowhere until they are mended and sent again.",
              "Read one sample: topic dead.letters says why it was rejected.");
      case UNMAPPED_ACCOUNTS ->
          source(
              kind,
              SeverityRule.WARNING,
              HOUR,
              DAY,
              "Use and tickets of accounts that nobody knows count for no account.",
              "Map the key with the most records in identity.map.");
      case COMPLETENESS_SLO ->
          data(
              kind,
              SeverityRule.SHARE_OF_ARR,
              HOUR,
              DAY,
              "Accounts without this field are scored, routed and renewed with less than is due.",
              "Send each owner the list: ./vitals list exceptions.");
      case DUPLICATE_SLO ->
          data(
              kind,
              SeverityRule.INFO,
              DAY,
              DAY,
              "Accounts and ARR may be counted twice.",
              "Review the pair with the most ARR: ./vitals list exceptions.");
      case RECONCILIATION_DIFFERENCE ->
          data(
              kind,
              SeverityRule.SHARE_OF_ARR,
              AT_ONCE,
              AT_ONCE,
              "Totals on the boards are not those of the other system.",
              "Open the largest class of the difference: ./vitals list reconciliations.");
      case USAGE_COLLAPSE ->
          account(
              kind,
              SeverityRule.ARR,
              AT_ONCE,
              HOUR,
              USE,
              "The customer has all but stopped to use the product.",
              "Call: is it an outage at the customer's, or did somebody leave?");
      case USAGE_SURGE ->
          account(
              kind,
              SeverityRule.INFO,
              AT_ONCE,
              HOUR,
              USE,
              "The customer uses far more than it did: a roll-out, an export, or a misuse.",
              "Ask what changed; it may be a chance to grow.");
      case ERROR_SURGE ->
          account(
              kind,
              SeverityRule.ARR,
              AT_ONCE,
              HOUR,
              USE,
              "The customer meets far more errors than usual.",
              "Ask engineering for the release or incident that fits the time.");
      case TICKET_SURGE ->
          account(
              kind,
              SeverityRule.ARR,
              AT_ONCE,
              HOUR,
              SUPPORT,
              "The customer opens far more tickets than usual.",
              "Look for the common cause in the tickets.");
      case RISK_SURGE ->
          new AlertDeclaration(
              kind,
              SignalScope.SEGMENT,
              Team.LEADERS,
              SeverityRule.WARNING,
              AT_ONCE,
              HOUR,
              ALL,
              "Far more accounts come to be at risk at once than usual.",
              "Compare their first drivers: what do they share?",
              SEGMENTS_BOARD);
      case COMPLETENESS_DROP ->
          new AlertDeclaration(
              kind,
              SignalScope.SEGMENT,
              Team.CS_OPS,
              SeverityRule.WARNING,
              AT_ONCE,
              HOUR,
              ALL,
              "Scores lose inputs they had: they rest on less than yesterday.",
              "Find the input they lack: ./vitals list accounts --sort confidence.",
              FRESHNESS_BOARD);
      case ESCALATION ->
          account(
              kind,
              SeverityRule.ARR_AT_LEAST_WARNING,
              AT_ONCE,
              DAY,
              SUPPORT,
              "The customer has escalated: its band is at most watch.",
              "Name one owner for the escalation.");
      case BAND_DOWN ->
          account(
              kind,
              SeverityRule.ARR,
              AT_ONCE,
              DAY,
              ALL,
              "The customer's health is worse than it was.",
              "Open the drivers: what changed, and since when?");
      case HEALTHY_BUT_ESCALATING ->
          account(
              kind,
              SeverityRule.ARR_AT_LEAST_WARNING,
              HOUR,
              DAY,
              SUPPORT,
              "The score says healthy and the customer says otherwise.",
              "Say which is right: ./vitals alerts verdict ACCOUNT agree|disagree.");
      case RENEWAL_AT_RISK ->
          account(
              kind,
              SeverityRule.DAYS_TO_RENEWAL,
              DAY,
              WEEK,
              ALL,
              "The renewal is near and the customer is not healthy.",
              "Write a save plan with a date.");
      case RENEWAL_DATA_MISSING ->
          account(
              kind,
              SeverityRule.ARR_AT_MOST_WARNING,
              DAY,
              AT_ONCE,
              CRM,
              "Nobody can see when, how much, or with whom this account renews.",
              "Fill the field in the CRM, or assign an owner.");
      case RENEWAL_COMPOUND ->
          new AlertDeclaration(
              kind,
              SignalScope.ACCOUNT,
              Team.CSM_LEAD,
              SeverityRule.ARR_RAISED,
              DAY,
              WEEK,
              ALL,
              "The renewal is near, use falls, and support is under strain: the usual way to churn.",
              "Review the account today.",
              ACCOUNT_BOARD);
      case ONBOARDING_STALLED ->
          account(
              kind,
              SeverityRule.ARR,
              DAY,
              AT_ONCE,
              USE,
              "The customer pays and has not reached its first key event.",
              "Unblock the onboarding, or set it a new date.");
      case SEGMENT_RISK_SPIKE ->
          new AlertDeclaration(
              kind,
              SignalScope.SEGMENT,
              Team.LEADERS,
              SeverityRule.SHARE_OF_ARR,
              DAY,
              THREE_DAYS,
              ALL,
              "Many accounts of the segment are newly at risk at once.",
              "Look for what they share: a release, an incident, a price?",
              SEGMENTS_BOARD);
      case UNKNOWN -> throw new IllegalArgumentException("no kind");
    };
  }

  private static AlertDeclaration account(
      AlertKind kind,
      SeverityRule severity,
      Duration dwell,
      Duration clearAfter,
      Set<Entity> fedBy,
      String impact,
      String firstAction) {
    return new AlertDeclaration(
        kind,
        SignalScope.ACCOUNT,
        kind == AlertKind.RENEWAL_DATA_MISSING ? Team.CS_OPS : Team.CSM,
        severity,
        dwell,
        clearAfter,
        fedBy,
        impact,
        firstAction,
        ACCOUNT_BOARD);
  }

  private static AlertDeclaration source(
      AlertKind kind,
      SeverityRule severity,
      Duration dwell,
      Duration clearAfter,
      String impact,
      String firstAction) {
    return new AlertDeclaration(
        kind,
        SignalScope.SOURCE,
        kind == AlertKind.UNMAPPED_ACCOUNTS ? Team.CS_OPS : Team.PLATFORM,
        severity,
        dwell,
        clearAfter,
        Set.of(),
        impact,
        firstAction,
        FRESHNESS_BOARD);
  }

  private static AlertDeclaration data(
      AlertKind kind,
      SeverityRule severity,
      Duration dwell,
      Duration clearAfter,
      String impact,
      String firstAction) {
    return new AlertDeclaration(
        kind,
        SignalScope.PORTFOLIO,
        Team.CS_OPS,
        severity,
        dwell,
        clearAfter,
        CRM,
        impact,
        firstAction,
        FRESHNESS_BOARD);
  }
}
