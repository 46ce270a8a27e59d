package io.vitals.flink.health;

import io.vitals.domain.account.AccountView;
import io.vitals.domain.account.CrmRow;
import io.vitals.domain.adoption.AdoptionView;
import io.vitals.domain.health.AccountInputs;
import io.vitals.domain.health.IngestHours;
import io.vitals.domain.health.Scored;
import io.vitals.domain.support.OpenTickets;
import io.vitals.domain.support.SupportFlow;
import io.vitals.domain.support.SupportState;
import io.vitals.domain.support.WaitingTimes;
import io.vitals.flink.config.CodeVersion;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.Entity;
import io.vitals.schemas.metrics.MetricDictionary;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Writes down scores: rows of {@code account.score}. Not thread-safe. */
final class AccountScoreRows {
  private final RecordWriter<AccountScore> writer = RecordWriter.of(AccountScore.class);
  private final String codeVersion = CodeVersion.current();
  private final int dictionaryVersion = MetricDictionary.load().version();

  /** The row of a score. */
  OutboundRecord row(
      String accountId,
      long time,
      Scored scored,
      AccountFacts facts,
      List<Integer> correctedHours) {
    AccountScore row =
        AccountScore.newBuilder()
            .setIngestTime(Instant.ofEpochMilli(time))
            .setAccountId(accountId)
            .setFinal$(scored.isFinal())
            .setScoreMicros(scored.scoreMicros())
            .setBandBeforeGates(scored.bandBeforeGates())
            .setBand(scored.band())
            .setBandSince(scored.bandSince())
            .setCoverageMicros(scored.coverageMicros())
            .setUnknownBelowMicros(scored.floors().unknownBelow())
            .setWatchBelowMicros(scored.floors().watchBelow())
            .setModel(scored.model())
            .setModelHash(scored.modelHash())
            .setVariant(scored.variant())
            .setCodeVersion(codeVersion)
            .setDictionaryVersion(dictionaryVersion)
            .setPreviousTime(scored.previousTime())
            .setPreviousScoreMicros(scored.previousScoreMicros())
            .setInputs(scored.inputs())
            .setGates(scored.gates())
            .setLedger(scored.ledger(correctedHours))
            .setCorrectedHours(
                correctedHours.stream()
                    .sorted()
                    .map(hour -> Instant.ofEpochMilli(hour * IngestHours.MILLIS_AN_HOUR))
                    .toList())
            .setFacts(facts)
            .build();
    return OutboundRecord.of(Topic.ACCOUNT_SCORE, accountId, writer.write(row), time);
  }

  /** What is known of the account besides its score. */
  AccountFacts facts(AccountView account, AccountInputs inputs, AccountMarks marks) {
    CrmRow crm = account.crm().orElse(null);
    AdoptionView adoption = inputs.adoption();
    AccountFacts.Builder facts =
        AccountFacts.newBuilder()
            .setKnownInCrm(crm != null)
            .setActiveSubscriptions(account.activeSubscriptions())
            .setArrMinor(account.arrMinor())
            .setSubscriptionsWithoutAmount(account.subscriptionsWithoutAmount())
            .setSeats(account.seats())
            .setRenewalDate(account.renewalDate())
            .setSubscribedSince(account.subscribedSince())
            .setOpenTickets(inputs.support().open().total())
            .setOpenEscalations(inputs.support().open().escalated())
            .setUsageRecords(marks.usageRecords())
            .setUsageBeforeSubscription(marks.usageBeforeSubscription())
            .setUsageAfterSubscription(marks.usageAfterSubscription())
            .setLastActivityTime(adoption.lastEvent().orElse(null))
            .setFirstKeyEventTime(adoption.firstKeyEvent().orElse(null))
            .setKeyFeaturesListed(inputs.keyFeatures().size())
            .setEvents7d(adoption.events7d())
            .setEvents28d(adoption.events28d());
    if (crm != null) {
      facts
          .setName(crm.name())
          .setTier(crm.tier())
          .setSegment(crm.segment())
          .setRegion(crm.region())
          .setIndustry(crm.industry())
          .setProduct(crm.product())
          .setOwnerId(crm.ownerId())
          .setLifecycleStage(crm.lifecycleStage())
          .setParentAccountId(crm.parentAccountId());
    }
    return facts.build();
  }

  /** The facts with the figures that are worth computing only for a row. */
  void withFigures(AccountFacts facts, AccountInputs inputs, SupportState tickets, Instant now) {
    addUsers(facts, inputs.adoption());
    if (inputs.fed().contains(Entity.TICKET)) {
      addOpenTickets(facts, inputs.support().open());
      addFlow(facts, tickets.flowAt(now));
    }
  }

  private static void addUsers(AccountFacts facts, AdoptionView adoption) {
    facts.setDistinctUsers1d(orNull(adoption.distinctUsers1d()));
    facts.setDistinctUsers7d(orNull(adoption.distinctUsers7d()));
    facts.setDistinctUsers28d(orNull(adoption.distinctUsers28d()));
    OptionalDouble stickiness = adoption.stickiness();
    facts.setStickinessRatio(stickiness.isPresent() ? stickiness.getAsDouble() : null);
  }

  private static void addOpenTickets(AccountFacts facts, OpenTickets open) {
    facts.setOpenUrgentTickets(open.urgent());
    facts.setOpenHighTickets(open.high());
    facts.setOpenMediumTickets(open.medium());
    facts.setOpenLowTickets(open.low());
    facts.setOpenTicketsWithoutPriority(open.withoutPriority());
    facts.setOldestTicketAgeSeconds(open.oldestAge().map(Duration::toSeconds).orElse(null));
  }

  private static void addFlow(AccountFacts facts, SupportFlow flow) {
    facts.setTicketsOpened7d(flow.opened7d());
    facts.setTicketsOpened28d(flow.opened28d());
    facts.setTicketsSolved7d(flow.solved7d());
    facts.setTicketsSolved28d(flow.solved28d());
    facts.setTicketReopens28d(flow.reopens28d());
    facts.setSlaBreaches28d(flow.slaBreaches28d());
    Optional<WaitingTimes> response = flow.firstResponse28d();
    facts.setFirstResponseMedianSeconds(seconds(response, WaitingTimes::median));
    facts.setFirstResponseP90Seconds(seconds(response, WaitingTimes::p90));
    Optional<WaitingTimes> resolution = flow.resolution28d();
    facts.setResolutionMedianSeconds(seconds(resolution, WaitingTimes::median));
    facts.setResolutionP90Seconds(seconds(resolution, WaitingTimes::p90));
  }

  private static Long seconds(
      Optional<WaitingTimes> times, Function<WaitingTimes, Duration> quantile) {
    return times.map(quantile).map(Duration::toSeconds).orElse(null);
  }

  /**
   * Hash of the facts whose change is worth a row of its own. Usage counts are not: they change
   * with every touch and come with the row of the day.
   */
  int hashOf(AccountFacts facts) {
    return Objects.hash(
        facts.getName(),
        facts.getTier(),
        facts.getSegment(),
        facts.getRegion(),
        facts.getIndustry(),
        facts.getProduct(),
        facts.getOwnerId(),
        facts.getLifecycleStage() == null ? null : facts.getLifecycleStage().name(),
        facts.getParentAccountId(),
        facts.getKnownInCrm(),
        facts.getActiveSubscriptions(),
        facts.getArrMinor(),
        facts.getSubscriptionsWithoutAmount(),
        facts.getSeats(),
        facts.getRenewalDate(),
        facts.getOpenTickets(),
        facts.getOpenEscalations());
  }

  private static Double orNull(OptionalLong count) {
    return count.isPresent() ? (double) count.getAsLong() : null;
  }
}
