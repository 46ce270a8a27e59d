package io.vitals.exporter.notifier;

import io.vitals.exporter.notifier.Alertmanager.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one Alertmanager told: what changed at once, everything each minute, since it forgets when
 * it restarts. When it does not answer everything is sent again, after a wait that doubles up to
 * half a minute. Belongs to one thread.
 */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final int BATCH = 200;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final String name;
  private final AlertBook book;
  private final AlertMessages messages;
  private final Alertmanager alertmanager;
  private final NotifierMetrics metrics;
  private final Duration resend;
  private final RandomGenerator random;

  /** What it refused as it is; sent again when its row changes. */
  private final Set<Entry> refused = new HashSet<>();

  private Instant nextResend = Instant.MIN;
  private Instant notBefore = Instant.MIN;
  private Duration wait = FIRST_WAIT;
  private long sent = -1;

  /**
   * A delivery that has not begun.
   *
   * @param name of the Alertmanager, for people and metrics
   * @param random spreads what is tried again
   */
  Delivery(
      String name,
      AlertBook book,
      AlertMessages messages,
      Alertmanager alertmanager,
      NotifierMetrics metrics,
      Duration resend,
      RandomGenerator random) {
    this.name = name;
    this.book = book;
    this.messages = messages;
    this.alertmanager = alertmanager;
    this.metrics = metrics;
    this.resend = resend;
    this.random = random;
  }

  /** Sends what is due. */
  void step(Instant now) throws InterruptedException {
    if (!book.isCaughtUp() || now.isBefore(notBefore)) {
      return;
    }
    boolean everything = !now.isBefore(nextResend);
    long upTo = book.lastChange();
    if (!everything && upTo <= sent) {
      return;
    }
    List<Entry> entries = book.entries(everything ? -1 : sent, now);
    if (everything) {
      refused.retainAll(entries);
    }
    List<Entry> due = entries.stream().filter(entry -> !refused.contains(entry)).toList();
    for (int from = 0; from < due.size(); from += BATCH) {
      if (!send(due.subList(from, Math.min(from + BATCH, due.size())), now)) {
        failed(now);
        return;
      }
    }
    sent = upTo;
    wait = FIRST_WAIT;
    if (everything) {
      nextResend = now.plus(resend);
      metrics.succeeded(name, now);
    }
  }

  /** How long nothing is due unless something changes. */
  Duration idleFor(Instant now) {
    Instant next = nextResend.isAfter(notBefore) ? nextResend : notBefore;
    return next.equals(Instant.MIN) || !next.isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, next);
  }

  /** Up to which change it has sent; what comes later is due at once unless it has to wait. */
  long sent(Instant now) {
    return !book.isCaughtUp() || now.isBefore(notBefore) ? Long.MAX_VALUE : sent;
  }

  /**
   * Sends a batch; of one that is refused, each half, so that one bad alert holds back no other.
   *
   * @return whether it was answered
   */
  private boolean send(List<Entry> batch, Instant now) throws InterruptedException {
    try {
      Answer answer =
          alertmanager.send(batch.stream().map(entry -> messages.of(entry, now)).toList());
      if (answer == Answer.TAKEN) {
        metrics.sent(name, batch.size());
        return true;
      }
      if (answer == Answer.FAILED) {
        return false;
      }
      if (batch.size() == 1) {
        LOG.error("{} refuses {}", name, batch.get(0).alert().getEpisodeId());
        metrics.failed(name);
        refused.add(batch.get(0));
        return true;
      }
      int half = batch.size() / 2;
      return send(batch.subList(0, half), now) && send(batch.subList(half, batch.size()), now);
    } catch (IOException e) {
      LOG.warn("{} does not answer: {}", name, e.toString());
      return false;
    }
  }

  /** Lets it wait before everything is sent again. */
  void failed(Instant now) {
    metrics.failed(name);
    // Half of the wait is left to chance, so that several do not come at once.
    long half = wait.toMillis() / 2;
    notBefore = now.plusMillis(half + random.nextLong(half + 1));
    nextResend = notBefore;
    wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
  }
}
