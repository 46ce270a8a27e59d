package io.vitals.local.replay;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SettledTick;
import io.vitals.local.history.SourceDeclarations;
import io.vitals.local.history.SourceHeartbeat;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ChurnReason;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.Operation;
import io.vitals.schemas.OutcomeKind;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.SingleObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RavenStackHistoryTest {
  private static final LocalDate FIFTH = LocalDate.parse("2024-01-05");
  private static final Instant SECOND_MIDNIGHT = Instant.parse("2024-01-02T00:00:00Z");
  private static final Instant FOURTH_MIDNIGHT = Instant.parse("2024-01-04T00:00:00Z");

  private final RavenStackHistory replay = RavenStackHistory.read(folder(), FIFTH, null);
  private final List<HistoryEntry> entries = all(replay);

  @Test
  void countsEachRowOnce() {
    assertThat(replay.rows())
        .containsExactly(
            new RowCounts("accounts", 4, 3, 1, 0, 0),
            new RowCounts("subscriptions", 5, 3, 2, 0, 0),
            new RowCounts("support_tickets", 3, 2, 1, 0, 0),
            new RowCounts("churn_events", 2, 2, 0, 0, 0),
            new RowCounts("feature_usage", 7, 4, 2, 1, 0));
    assertThat(replay.asOf()).isEqualTo(FIFTH);
  }

  @Test
  void endsWithTheLastDateUnlessTold() {
    assertThat(RavenStackHistory.read(folder(), null, null).asOf()).isEqualTo("2024-01-09");
  }

  @Test
  void knowsAnEarlierDayLessAndNothingElse() {
    List<String> known =
        all(RavenStackHistory.read(folder(), LocalDate.parse("2024-01-03"), null)).stream()
            .map(RavenStackHistoryTest::text)
            .filter(text -> !text.contains("raw"))
            .toList();
    List<String> knownLater =
        entries.stream()
            .map(RavenStackHistoryTest::text)
            .filter(text -> !text.contains("raw"))
            .toList();
    assertThat(knownLater).startsWith(known.toArray(String[]::new));
    assertThat(known).last().isEqualTo("tick 2024-01-03T23:59:59.999Z");
  }

  @Test
  void mapsKeysBeforeTheFirstDay() {
    List<SourceRecord> first = records().subList(0, 7);
    assertThat(first)
        .allSatisfy(
            record -> {
              assertThat(record.topic()).isEqualTo(Topic.IDENTITY_MAP);
              assertThat(Instant.ofEpochMilli(record.ingestTime()))
                  .isEqualTo("2023-12-31T00:00:00Z");
            });
    assertThat(first.stream().map(record -> read(IdentityMapping.class, record)))
        .extracting(mapping -> mapping.getAccountKey() + " " + mapping.getAccountId())
        .containsExactly(
            "A-1 ravenstack:A-1",
            "A-2 ravenstack:A-2",
            "A-3 ravenstack:A-3",
            "A-9 ravenstack:A-9",
            "S-1 ravenstack:A-1",
            "S-2 ravenstack:A-2",
            "S-3 ravenstack:A-9");
  }

  @Test
  void createsAnAccountOnItsSignupWithWhatIsKnownOfIt() {
    AccountChange account = all("accounts", AccountChange.class).get(0);
    assertThat(account.getOp()).isEqualTo(Operation.CREATE);
    assertThat(account.getEventTime()).isEqualTo(SECOND_MIDNIGHT);
    assertThat(account.getName()).isEqualTo("Company, \"One\"");
    assertThat(account.getTier()).isEqualTo("basic");
    assertThat(account.getRegion()).isEqualTo("US");
    assertThat(account.getSegment()).isNull();
    assertThat(account.getOwnerId()).isNull();
    assertThat(account.getLifecycleStage()).isNull();
    assertThat(all("accounts", AccountChange.class).get(2))
        .satisfies(
            third -> {
              assertThat(third.getName()).isEqualTo("Company\nThree");
              assertThat(third.getTier()).isNull();
            });
  }

  @Test
  void endsASubscriptionOnlyOnTheDayItEnds() {
    List<SubscriptionChange> changes = all("subscriptions", SubscriptionChange.class);
    assertThat(changes)
        .extracting(
            change ->
                change.getSubscriptionId()
                    + " "
                    + change.getOp()
                    + " v"
                    + change.getSourceVersion()
                    + " end "
                    + change.getEndDate())
        .containsExactly(
            "S-1 CREATE v1 end null",
            "S-3 CREATE v1 end null",
            "S-1 UPDATE v2 end 2024-01-04",
            "S-2 CREATE v1 end null",
            "S-2 UPDATE v2 end 2024-01-04");
    assertThat(changes.get(0).getArrMinor()).isEqualTo(120_600);
    assertThat(changes.get(1).getArrMinor()).isNull();
    assertThat(changes.get(1).getSeats()).isNull();
    assertThat(changes.get(1).getAutoRenew()).isNull();
    assertThat(changes.get(3).getArrMinor()).isEqualTo(1_234);
    assertThat(changes.get(3).getTrial()).isTrue();
    assertThat(changes.get(2).getEventTime()).isEqualTo(FOURTH_MIDNIGHT);
  }

  @Test
  void sendsUsageUnderItsSubscription() {
    List<TelemetryEvent> events = all("feature_usage", TelemetryEvent.class);
    assertThat(events)
        .extracting(
            event -> event.getEventId() + " " + event.getFeature() + " " + event.getAccountKey())
        .containsExactly(
            "U-1 feature_1 S-1", "U-1 feature_2 S-1", "U-2 feature_1 S-2", "U-2 feature_1 S-2");
    assertThat(events.get(0).getQuantity()).isEqualTo(9);
    assertThat(events.get(0).getDurationSeconds()).isEqualTo(5004.0);
    assertThat(events.get(0).getErrorCount()).isEqualTo(2);
    assertThat(events.get(0).getUserId()).isNull();
    assertThat(events.get(0).getSubscriptionId()).isEqualTo("S-1");
    assertThat(events.get(2).getDurationSeconds()).isNull();
    assertThat(events.get(2).getErrorCount()).isNull();
  }

  @Test
  void sendsARowThatStandsTwiceAsEqualBytes() {
    List<SourceRecord> twice =
        records().stream()
            .filter(record -> record.topic() == Topic.SOURCE_TELEMETRY)
            .filter(record -> record.key().equals("S-2"))
            .toList();
    assertThat(twice).hasSize(2);
    assertThat(twice.get(0).value()).isEqualTo(twice.get(1).value());
  }

  @Test
  void tellsOfATicketsEndOnlyWhenItIsClosed() {
    List<TicketChange> tickets = all("support_tickets", TicketChange.class);
    assertThat(tickets).extracting(TicketChange::getTicketId).containsExactly("T-1", "T-2", "T-1");
    TicketChange opened = tickets.get(0);
    assertThat(opened.getStatus()).isEqualTo(TicketStatus.OPEN);
    assertThat(opened.getPriority()).isEqualTo(TicketPriority.URGENT);
    assertThat(opened.getEscalated()).isTrue();
    assertThat(opened.getEscalatedAt()).isNull();
    assertThat(opened.getCsatScore()).isNull();
    assertThat(opened.getFirstResponseAt()).isNull();
    assertThat(opened.getSolvedAt()).isNull();
    TicketChange solved = tickets.get(2);
    assertThat(solved.getOp()).isEqualTo(Operation.UPDATE);
    assertThat(solved.getStatus()).isEqualTo(TicketStatus.SOLVED);
    assertThat(solved.getSolvedAt()).isEqualTo("2024-01-03T03:00:00Z");
    assertThat(solved.getFirstResponseAt()).isEqualTo("2024-01-02T01:14:00Z");
    assertThat(solved.getCsatScore()).isEqualTo(4);
  }

  @Test
  void booksOutcomesInTheDeclaredTaxonomy() {
    List<ChurnOutcome> outcomes = all("churn_events", ChurnOutcome.class);
    assertThat(outcomes)
        .extracting(ChurnOutcome::getKind)
        .containsExactly(OutcomeKind.CHURN, OutcomeKind.REACTIVATION);
    assertThat(outcomes)
        .extracting(ChurnOutcome::getReason)
        .containsExactly(ChurnReason.PRICING, ChurnReason.OTHER);
    assertThat(outcomes)
        .extracting(ChurnOutcome::getReasonCode)
        .containsExactly("pricing", "none of these");
    assertThat(outcomes.get(0).getFeedback()).isEqualTo("too dear");
    assertThat(outcomes.get(0).getEffectiveDate()).isEqualTo("2024-01-04");
  }

  @Test
  void sendsUnreadableRowsAsTheyStandAtTheTimeOfTheRowBefore() {
    assertThat(
            entries.stream().map(RavenStackHistoryTest::text).filter(text -> text.contains("raw")))
        .containsExactlyInAnyOrder(
            "raw 2024-01-05T00:00:00Z ,Company_4,FinTech,IN,2024-01-03,other,Basic,18,FALSE,FALSE",
            "raw 2024-01-03T00:00:00Z S-4,A-1,2024-01-32,,Basic,9,100,1200,FALSE,FALSE,FALSE,FALSE,monthly,TRUE",
            "raw 2024-01-03T00:00:00Z S-5,A-1,2024-01-03,,Basic,nine,100,1200,FALSE,FALSE,FALSE,FALSE,monthly,TRUE",
            "raw 2024-01-03T00:00:00Z T-3,A-2,2024-01-02,2024-01-02 13:30,13,extreme,74,,FALSE",
            "raw 2024-01-01T00:00:00Z U-0,S-1,2024-01-03,\"feature_1,9,10,0,False",
            "raw 2024-01-03T00:00:00Z U-4,S-1,2024-01-03,feature_1,9");
  }

  @Test
  void ordersOneInstantByTopicOfKnowledge() {
    assertThat(
            records().stream()
                .filter(record -> record.ingestTime() == FOURTH_MIDNIGHT.toEpochMilli())
                .map(record -> record.source() + " " + record.key()))
        .containsExactly(
            "accounts A-2",
            "subscriptions A-1",
            "subscriptions A-2",
            "subscriptions A-2",
            "churn_events A-1");
  }

  @Test
  void endsEachHourWithHeartbeatsAndItsTick() {
    List<String> lines = entries.stream().map(RavenStackHistoryTest::text).toList();
    assertThat(lines)
        .containsSubsequence(
            "beat 2024-01-01T23:59:59.999Z accounts IDENTITY_MAP through 2024-01-02T00:00:00Z",
            "beat 2024-01-01T23:59:59.999Z accounts SOURCE_CRM through 2024-01-02T00:00:00Z",
            "beat 2024-01-01T23:59:59.999Z subscriptions SOURCE_CRM through 2024-01-02T00:00:00Z",
            "beat 2024-01-01T23:59:59.999Z support_tickets SOURCE_TICKETS through 2024-01-02T00:00:00Z",
            "beat 2024-01-01T23:59:59.999Z churn_events SOURCE_CRM through 2024-01-02T00:00:00Z",
            "beat 2024-01-01T23:59:59.999Z feature_usage SOURCE_TELEMETRY through 2024-01-02T00:00:00Z",
            "tick 2024-01-01T23:59:59.999Z");
    assertThat(lines.stream().filter(line -> line.startsWith("beat"))).hasSize(5 * 24 * 6);
    assertThat(lines.stream().filter(line -> line.startsWith("tick"))).hasSize(6 * 24);
    assertThat(lines).last().isEqualTo("tick 2024-01-05T23:59:59.999Z");
  }

  @Test
  void declaresEverySourceThatSpeaks() {
    Set<String> declared =
        SourceDeclarations.bundled("ravenstack").stream()
            .map(source -> source.id() + " " + source.topic())
            .collect(Collectors.toSet());
    assertThat(
            records().stream()
                .filter(record -> record.topic() != Topic.IDENTITY_MAP)
                .map(record -> record.source() + " " + record.topic())
                .collect(Collectors.toSet()))
        .isEqualTo(declared);
  }

  @Test
  void namesTheFileThatIsMissing(@TempDir Path empty) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RavenStackHistory.read(empty, null, null))
        .withMessageContaining("missing file")
        .withMessageContaining("ravenstack_accounts.csv");
  }

  @Test
  void namesTheColumnThatIsMissing(@TempDir Path broken) throws IOException {
    Files.writeString(
        broken.resolve("ravenstack_accounts.csv"),
        "account_id,account_name,industry,country,plan_tier\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RavenStackHistory.read(broken, null, null))
        .withMessageContaining("missing column signup_date")
        .withMessageContaining("ravenstack_accounts.csv");
  }

  @Test
  void refusesADayBeforeTheFirst() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RavenStackHistory.read(folder(), LocalDate.parse("2023-12-31"), null))
        .withMessageContaining("begins on 2024-01-01");
  }

  private List<SourceRecord> records() {
    return entries.stream()
        .filter(SourceRecord.class::isInstance)
        .map(SourceRecord.class::cast)
        .toList();
  }

  private <T extends SpecificRecord> List<T> all(String source, Class<T> type) {
    Map<String, List<SourceRecord>> bySource =
        records().stream()
            .filter(record -> record.topic() != Topic.IDENTITY_MAP)
            .filter(record -> SingleObject.isSingleObject(record.value()))
            .collect(groupingBy(SourceRecord::source));
    return bySource.get(source).stream().map(record -> read(type, record)).toList();
  }

  private static <T extends SpecificRecord> T read(Class<T> type, SourceRecord record) {
    return RecordReader.of(type).read(record.value());
  }

  static List<HistoryEntry> all(RavenStackHistory replay) {
    List<HistoryEntry> entries = new ArrayList<>();
    replay.history().entries().forEachRemaining(entries::add);
    return entries;
  }

  static String text(HistoryEntry entry) {
    Instant time = Instant.ofEpochMilli(entry.ingestTime());
    if (entry instanceof SourceHeartbeat beat) {
      return "beat %s %s %s through %s"
          .formatted(
              time, beat.source(), beat.topic(), Instant.ofEpochMilli(beat.completeThrough()));
    }
    if (entry instanceof SourceRecord record) {
      return SingleObject.isSingleObject(record.value())
          ? "record %s %s %s".formatted(time, record.source(), record.key())
          : "raw %s %s".formatted(time, new String(record.value(), StandardCharsets.UTF_8));
    }
    assertThat(entry).isInstanceOf(SettledTick.class);
    return "tick " + time;
  }

  static Path folder() {
    try {
      return Path.of(RavenStackHistoryTest.class.getResource("/ravenstack").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
