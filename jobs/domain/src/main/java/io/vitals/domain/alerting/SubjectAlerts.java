package io.vitals.domain.alerting;

import io.vitals.domain.alerting.Lifecycle.Told;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that is told of one subject: an account, a segment, a source, or a part of the data.
 * What is learned at one instant is learned in this order: what is published of the account,
 * conditions that others judged, what somebody says; then time passes for every episode. Belongs to
 * one decision.
 */
public final class SubjectAlerts {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Map<AlertKind, Episode> episodes = new EnumMap<>(AlertKind.class);
  private final List<Told> told = new ArrayList<>();
  private final Collection<BrokenSource> broken;
  private final Collection<BrokenSource> brokenLately;
  private final Instant now;

  private AccountSituation account;
  private BandHistory bands;
  private long day;

  /**
   * A source that is broken.
   *
   * @param source the source
   * @param feeds what it feeds
   */
  public record BrokenSource(String source, Set<Entity> feeds) {}

  /**
   * The alerts of a subject at an instant.
   *
   * @param state as they were left
   * @param broken the sources that are broken at the instant
   * @param brokenLately the sources that were broken a moment before it: accounts are judged anew
   *     one after the other
   */
  public SubjectAlerts(
      SubjectState state,
      Collection<BrokenSource> broken,
      Collection<BrokenSource> brokenLately,
      Instant now) {
    this.account = state.account();
    this.bands = state.bands();
    this.day = state.day();
    this.broken = broken;
    this.brokenLately = brokenLately;
    this.now = now;
    state.episodes().forEach(episode -> episodes.put(episode.condition().kind(), episode));
  }

  /** Something new was published of the account. */
  public void published(AccountSituation situation) {
    account = situation;
    bands = bands.with(situation);
    day = today();
    judgeAccount();
  }

  /** A condition was judged. */
  public void judged(Condition condition) {
    observe(condition);
    if (condition.kind() == AlertKind.TICKET_SURGE && account != null) {
      judgeAccount();
    }
  }

  /**
   * Somebody said something of an episode; of one that is over it changes nothing.
   *
   * @param episodeId the episode
   * @param by who: a role or opaque id
   */
  public void heard(String episodeId, AlertVerdictKind verdict, String by) {
    for (Episode episode : List.copyOf(episodes.values())) {
      if (episode.id().equals(episodeId)) {
        Lifecycle life = life(episode.condition().kind());
        life.heard(verdict, by);
        keep(episode.condition().kind(), life);
      }
    }
  }

  /** Time passed up to the instant. */
  public void pass() {
    if (account != null && today() > day) {
      day = today();
      judgeAccount();
    }
    for (AlertKind kind : List.copyOf(episodes.keySet())) {
      Lifecycle life = life(kind);
      life.pass();
      keep(kind, life);
    }
  }

  /** What is told, in order. */
  public List<Alert> told() {
    return told.stream().map(one -> AlertRows.of(one, account, now)).toList();
  }

  /** What is kept. */
  public SubjectState state() {
    return new SubjectState(account, bands, List.copyOf(episodes.values()), day);
  }

  /**
   * When to look again though nothing comes.
   *
   * @return epoch milliseconds; {@link Long#MAX_VALUE}: never
   */
  public long nextLook() {
    long next = account == null || !account.active() ? Long.MAX_VALUE : (today() + 1) * DAY_MILLIS;
    for (Episode episode : episodes.values()) {
      AlertDeclaration declared = AlertCatalogue.of(episode.condition().kind());
      next = Math.min(next, Lifecycle.nextLook(episode, declared, now));
    }
    return next;
  }

  private void judgeAccount() {
    Episode surge = episodes.get(AlertKind.TICKET_SURGE);
    boolean isSurge = surge != null && surge.stage() == Episode.Stage.FIRING;
    AccountConditions.of(account, bands, isSurge, now).forEach(this::observe);
  }

  private void observe(Condition condition) {
    Lifecycle life = life(condition.kind());
    life.observe(condition);
    keep(condition.kind(), life);
  }

  private Lifecycle life(AlertKind kind) {
    AlertDeclaration declared = AlertCatalogue.of(kind);
    String segment = account == null ? null : account.segment();
    String brokenNow = brokenBy(broken, declared);
    boolean explained = brokenNow != null || brokenBy(brokenLately, declared) != null;
    return new Lifecycle(declared, episodes.get(kind), segment, brokenNow, explained, now);
  }

  private void keep(AlertKind kind, Lifecycle life) {
    if (life.episode() == null) {
      episodes.remove(kind);
    } else {
      episodes.put(kind, life.episode());
    }
    told.addAll(life.told());
  }

  private static String brokenBy(Collection<BrokenSource> sources, AlertDeclaration declared) {
    return sources.stream()
        .filter(one -> !Collections.disjoint(one.feeds(), declared.fedBy()))
        .map(BrokenSource::source)
        .min(String::compareTo)
        .orElse(null);
  }

  private long today() {
    return Math.floorDiv(now.toEpochMilli(), DAY_MILLIS);
  }
}
