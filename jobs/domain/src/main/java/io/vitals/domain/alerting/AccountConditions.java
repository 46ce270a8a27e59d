package io.vitals.domain.alerting;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.domain.health.PublishedPast;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is the case with an account by what is published of it, one condition each kind. All clear
 * when it has no active subscription: what was at stake is gone.
 */
public final class AccountConditions {
  /** A renewal is told of from this many days before. */
  public static final int RENEWAL_DAYS = 90;

  /** Days after the first subscription began in which a first key event is expected. */
  public static final int FIRST_VALUE_DAYS = 21;

  /** A customer of longer is not being brought aboard: how much it uses tells its score. */
  private static final int LONGEST_ONBOARDING_DAYS = 180;

  /** Below this use falls: the last week over the four before. */
  static final double FALLING_USE = 0.8;

  /** From these points on open tickets are many: two urgent ones. */
  static final double MANY_TICKETS = 16;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final AccountSituation account;
  private final BandHistory bands;
  private final boolean surgeOfTickets;
  private final long now;
  private final long today;

  private AccountConditions(
      AccountSituation account, BandHistory bands, boolean surgeOfTickets, Instant now) {
    this.account = account;
    this.bands = bands;
    this.surgeOfTickets = surgeOfTickets;
    this.now = now.toEpochMilli();
    this.today = Math.floorDiv(this.now, DAY_MILLIS);
  }

  /**
   * The conditions of an account.
   *
   * @param bands the bands that were published of it, the present one too
   * @param surgeOfTickets whether far more tickets than usual are told of
   */
  public static List<Condition> of(
      AccountSituation account, BandHistory bands, boolean surgeOfTickets, Instant now) {
    AccountConditions rules = new AccountConditions(account, bands, surgeOfTickets, now);
    return List.of(
        rules.escalation(),
        rules.bandDown(),
        rules.healthyButEscalating(),
        rules.renewalAtRisk(),
        rules.renewalDataMissing(),
        rules.renewalCompound(),
        rules.onboardingStalled());
  }

  private Condition escalation() {
    if (!account.active() || account.openEscalations() == 0) {
      return clear(AlertKind.ESCALATION);
    }
    return holds(
        AlertKind.ESCALATION,
        now,
        account.openEscalations() == 1
            ? "an escalation is open"
            : account.openEscalations() + " escalations are open");
  }

  private Condition bandDown() {
    if (!account.active() || !bands.isDown()) {
      return clear(AlertKind.BAND_DOWN);
    }
    if (!PublishedPast.isLevel(account.band())) {
      return not(Standing.UNKNOWN, AlertKind.BAND_DOWN);
    }
    return holds(
            AlertKind.BAND_DOWN,
            bands.since(),
            words(bands.before()) + " to " + words(bands.level()))
        .raisedIf(bands.level() == HealthBand.AT_RISK);
  }

  private Condition healthyButEscalating() {
    boolean saysOtherwise = account.openEscalations() > 0 || surgeOfTickets;
    boolean isHealthy = account.bandBeforeGates() == HealthBand.HEALTHY;
    if (!account.active() || !isHealthy || !saysOtherwise) {
      return clear(AlertKind.HEALTHY_BUT_ESCALATING);
    }
    String side =
        account.openEscalations() > 0 ? "an escalation is open" : "tickets come far above usual";
    return holds(AlertKind.HEALTHY_BUT_ESCALATING, now, "healthy by the score alone, but " + side);
  }

  private Condition renewalAtRisk() {
    Integer days = daysToRenewal();
    if (!account.active() || days == null || days > RENEWAL_DAYS) {
      return clear(AlertKind.RENEWAL_AT_RISK);
    }
    if (days < 0) {
      return not(Standing.BETWEEN, AlertKind.RENEWAL_AT_RISK);
    }
    return account.band() == HealthBand.HEALTHY
        ? clear(AlertKind.RENEWAL_AT_RISK)
        : holds(
            AlertKind.RENEWAL_AT_RISK,
            now,
            "renews on " + renewalDate() + ", " + words(account.band()));
  }

  private Condition renewalDataMissing() {
    List<String> missing = new ArrayList<>();
    if (account.renewalEpochDay() == null) {
      missing.add("renewal date");
    }
    if (account.ownerId() == null) {
      missing.add("owner");
    }
    if (account.arrMinor() == null || !account.arrComplete()) {
      missing.add("ARR");
    }
    return !account.active() || missing.isEmpty()
        ? clear(AlertKind.RENEWAL_DATA_MISSING)
        : holds(AlertKind.RENEWAL_DATA_MISSING, now, "no " + String.join(", no ", missing));
  }

  /** Each of the three must be known to hold; that one is not known ends nothing. */
  private Condition renewalCompound() {
    Integer days = daysToRenewal();
    Double trend = account.usageTrend();
    Double tickets = account.severityPoints();
    boolean isOver =
        !account.active()
            || days == null
            || days > RENEWAL_DAYS
            || (trend != null && trend >= FALLING_USE)
            || (tickets != null && tickets < MANY_TICKETS);
    if (isOver) {
      return clear(AlertKind.RENEWAL_COMPOUND);
    }
    if (trend == null || tickets == null || days < 0) {
      return not(Standing.UNKNOWN, AlertKind.RENEWAL_COMPOUND);
    }
    return holds(
        AlertKind.RENEWAL_COMPOUND,
        now,
        String.format(
            Locale.ROOT,
            "renews on %s, use at %.0f %% of usual, %.0f severity points of open tickets",
            renewalDate(),
            trend * 100,
            tickets));
  }

  private Condition onboardingStalled() {
    Integer since = account.subscribedEpochDay();
    boolean isOver = !account.active() || account.firstValueSeen() || !account.tellsFirstValue();
    if (isOver) {
      return clear(AlertKind.ONBOARDING_STALLED);
    }
    if (since == null) {
      return not(Standing.UNKNOWN, AlertKind.ONBOARDING_STALLED);
    }
    long days = today - since;
    return days < FIRST_VALUE_DAYS || days > LONGEST_ONBOARDING_DAYS
        ? clear(AlertKind.ONBOARDING_STALLED)
        : holds(
            AlertKind.ONBOARDING_STALLED,
            (since + FIRST_VALUE_DAYS) * DAY_MILLIS,
            "no key feature used since the subscription began on " + LocalDate.ofEpochDay(since));
  }

  private Integer daysToRenewal() {
    return account.renewalEpochDay() == null ? null : (int) (account.renewalEpochDay() - today);
  }

  private LocalDate renewalDate() {
    return LocalDate.ofEpochDay(account.renewalEpochDay());
  }

  private Condition holds(AlertKind kind, long since, String summary) {
    List<String> evidence = new ArrayList<>();
    evidence.add(
        account.scorePoints() == null
            ? "score unknown"
            : "score " + account.scorePoints() + ", " + words(account.band()));
    evidence.addAll(account.drivers());
    return Condition.holds(kind, SignalScope.ACCOUNT, account.accountId(), since, summary)
        .shownBy(evidence)
        .atStake(account.arrComplete() ? account.arrMinor() : null, null, 1)
        .renewing(account.renewalEpochDay());
  }

  private Condition clear(AlertKind kind) {
    return not(Standing.CLEAR, kind);
  }

  private Condition not(Standing standing, AlertKind kind) {
    return Condition.not(standing, kind, SignalScope.ACCOUNT, account.accountId(), now);
  }

  private static String words(HealthBand band) {
    return band.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
