package io.vitals.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.intake.Judgement.Accepted;
import io.vitals.domain.intake.Judgement.Alive;
import io.vitals.domain.intake.Judgement.Late;
import io.vitals.domain.intake.Judgement.Rejected;
import io.vitals.domain.intake.Judgement.Unresolved;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ChurnReason;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.Operation;
import io.vitals.schemas.OutcomeKind;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordIntakeTest {
  private static final Instant LEARNED = Instant.parse("2026-05-04T12:00:00Z");
  private static final Instant HAPPENED = LEARNED.minusSeconds(20);

  private final RecordIntake intake =
      new RecordIntake(
          Map.of("product", Set.of("report_opened", "login"), "crm", Set.of()),
          new UserHash("a key of sixteen bytes".getBytes(StandardCharsets.UTF_8), 3));
  private final Map<String, IdentityHistory> rows = new HashMap<>();
  private final Identities identities = (source, key) -> rows.get(source + "/" + key);

  @Test
  void acceptsAnEventOfAKnownAccountWithoutItsUser() {
    rows.put("null/key-1", mapped("acme:1", 0));
    Accepted accepted = accepted(judge(event()));
    TelemetryEvent canonical = RecordReader.of(TelemetryEvent.class).read(accepted.value());
    assertThat(accepted.topic()).isEqualTo(Topic.TELEMETRY_EVENTS);
    assertThat(canonical.getAccountId()).isEqualTo("acme:1");
    assertThat(canonical.getUserId()).isNull();
    assertThat(canonical.getUserHash()).isNotNull();
    assertThat(canonical.getUserHashKeyVersion()).isEqualTo(3);
    assertThat(canonical.getIngestTime()).isEqualTo(LEARNED);
    assertThat(canonical.getEventTime()).isEqualTo(HAPPENED);
  }

  @Test
  void leavesAnEventWithoutUserWithoutUser() {
    rows.put("null/key-1", mapped("acme:1", 0));
    TelemetryEvent event = event();
    event.setUserId(null);
    TelemetryEvent canonical =
        RecordReader.of(TelemetryEvent.class).read(accepted(judge(event)).value());
    assertThat(canonical.getUserHash()).isNull();
    assertThat(canonical.getUserHashKeyVersion()).isNull();
  }

  @Test
  void letsInNoHashThatItDidNotMake() {
    rows.put("null/key-1", mapped("acme:1", 0));
    TelemetryEvent event = event();
    event.setUserId(null);
    event.setUserHash(12_345L);
    event.setUserHashKeyVersion(3);
    TelemetryEvent canonical =
        RecordReader.of(TelemetryEvent.class).read(accepted(judge(event)).value());
    assertThat(canonical.getUserHash()).isNull();
    assertThat(canonical.getUserHashKeyVersion()).isNull();
  }

  @Test
  void hashesAnOwnerWhoIsAnAddressAlikeInAllAccounts() {
    rows.put("null/key-1", mapped("acme:1", 0));
    rows.put("null/key-2", mapped("acme:2", 0));
    AccountChange first = account("key-1");
    first.setOwnerId("ann@example.org");
    AccountChange second = account("key-2");
    second.setOwnerId("ann@example.org");
    AccountChange opaque = account("key-1");
    opaque.setOwnerId("owner-7");
    String hash = canonicalAccount(judge(first)).getOwnerId();
    assertThat(hash).matches("[0-9a-f]{16}");
    assertThat(canonicalAccount(judge(second)).getOwnerId()).isEqualTo(hash);
    assertThat(canonicalAccount(judge(opaque)).getOwnerId()).isEqualTo("owner-7");
    assertThat(canonicalAccount(judge(account("key-1"))).getOwnerId()).isNull();
  }

  @Test
  void letsAnAccountWaitForItsParentAndCountsItFromThatMappingOn() {
    Instant mapped = LEARNED.plusSeconds(90);
    rows.put("null/key-1", mapped("acme:1", 0));
    assertThat(judge(child()))
        .isInstanceOfSatisfying(
            Unresolved.class, waits -> assertThat(waits.awaitedKey()).isEqualTo("key-2"));
    rows.put("null/key-2", mapped("acme:2", mapped.toEpochMilli()));
    assertThat(canonicalAccount(judge(child())).getParentAccountId()).isEqualTo("acme:2");
    assertThat(canonicalAccount(judge(child())).getIngestTime()).isEqualTo(mapped);
  }

  @Test
  void hasAnAccountWithoutParentAtLastAndNoRecordWithoutAccount() {
    assertThat(rejected(intake.judgeAtLast(child(), LEARNED, identities)).reason())
        .isEqualTo(DeadLetterReason.UNKNOWN_ACCOUNT);
    rows.put("null/key-1", mapped("acme:1", 0));
    AccountChange alone = canonicalAccount(intake.judgeAtLast(child(), LEARNED, identities));
    assertThat(alone.getParentAccountId()).isNull();
    assertThat(alone.getIngestTime()).isEqualTo(LEARNED);
  }

  @Test
  void takesAnEmptyParentKeyForNone() {
    rows.put("null/key-1", mapped("acme:1", 0));
    AccountChange orphan = account("key-1");
    orphan.setParentAccountKey("");
    assertThat(canonicalAccount(judge(orphan)).getParentAccountId()).isNull();
  }

  @Test
  void rejectsAMappingToNothing() {
    IdentityMapping empty = new IdentityMapping(Instant.EPOCH, "crm", "key-1", "");
    assertThat(Identities.isMapping(empty)).isFalse();
    assertThat(rejected(judge(empty)).reason()).isEqualTo(DeadLetterReason.MISSING_FIELD);
    assertThat(Identities.isMapping(new IdentityMapping(Instant.EPOCH, null, "", "acme:1")))
        .isFalse();
    assertThat(Identities.isMapping(new IdentityMapping(Instant.EPOCH, null, "key-1", null)))
        .isTrue();
  }

  @Test
  void prefersTheSourcesOwnKey() {
    rows.put("null/key-1", mapped("acme:1", 0));
    rows.put("product/key-1", mapped("acme:2", 0));
    assertThat(accepted(judge(event())).accountId()).isEqualTo("acme:2");
  }

  @Test
  void countsFromTheMappingOnWhenThatCameLater() {
    Instant mapped = LEARNED.plusSeconds(90);
    rows.put("null/key-1", mapped("acme:1", mapped.toEpochMilli()));
    assertThat(accepted(judge(event())).ingestTime()).isEqualTo(mapped.toEpochMilli());
  }

  @Test
  void letsWaitWhatNobodyKnowsAndWhatTheMapForgot() {
    assertThat(judge(event())).isInstanceOf(Unresolved.class);
    rows.put("null/key-1", IdentityHistory.empty().with(null, 0, Long.MIN_VALUE));
    assertThat(judge(event())).isInstanceOf(Unresolved.class);
  }

  @Test
  void judgesTimeBeforeIdentity() {
    TelemetryEvent ahead = event();
    ahead.setEventTime(Instant.parse("2099-01-01T00:00:00Z"));
    assertThat(rejected(judge(ahead)).reason()).isEqualTo(DeadLetterReason.EVENT_TIME_AHEAD);
    TelemetryEvent ancient = event();
    ancient.setEventTime(Instant.EPOCH);
    assertThat(rejected(judge(ancient)).reason())
        .isEqualTo(DeadLetterReason.EVENT_TIME_BEFORE_2000);
    TelemetryEvent late = event();
    late.setEventTime(LEARNED.minus(Duration.ofDays(10)));
    assertThat(judge(late)).isInstanceOf(Late.class);
  }

  @Test
  void rejectsUndeclaredSourcesAndMissingKeys() {
    TelemetryEvent undeclared = event();
    undeclared.setSource("elsewhere");
    assertThat(rejected(judge(undeclared)).reason()).isEqualTo(DeadLetterReason.UNDECLARED_SOURCE);
    TelemetryEvent keyless = event();
    keyless.setAccountKey("");
    assertThat(rejected(judge(keyless)).reason()).isEqualTo(DeadLetterReason.MISSING_FIELD);
  }

  @Test
  void hearsHeartbeats() {
    Heartbeat heartbeat = new Heartbeat(Instant.EPOCH, "crm", HAPPENED);
    assertThat(judge(heartbeat)).isEqualTo(new Alive("crm", HAPPENED.toEpochMilli()));
  }

  @Test
  void tellsTheSameRecordFromItsNamesake() {
    rows.put("null/key-1", mapped("acme:1", 0));
    long first = accepted(judge(event())).fingerprint();
    long again = accepted(intake.judge(event(), LEARNED.plusSeconds(60), identities)).fingerprint();
    TelemetryEvent namesake = event();
    namesake.setQuantity(2);
    assertThat(again).isEqualTo(first);
    assertThat(accepted(judge(namesake)).fingerprint()).isNotEqualTo(first);
  }

  @Test
  void dropsFreeTextAndResolvesTheParent() {
    rows.put("null/key-1", mapped("acme:1", 0));
    rows.put("null/key-2", mapped("acme:2", 0));
    ChurnOutcome outcome =
        ChurnOutcome.newBuilder()
            .setSource("crm")
            .setOutcomeId("o1")
            .setSourceVersion(1)
            .setOp(Operation.CREATE)
            .setAccountKey("key-1")
            .setEventTime(HAPPENED)
            .setKind(OutcomeKind.CHURN)
            .setEffectiveDate(LocalDate.of(2026, 5, 4))
            .setReason(ChurnReason.PRICING)
            .setFeedback("too dear, says Ms Somebody")
            .build();
    assertThat(
            RecordReader.of(ChurnOutcome.class)
                .read(accepted(judge(outcome)).value())
                .getFeedback())
        .isNull();
    assertThat(canonicalAccount(judge(child())).getParentAccountId()).isEqualTo("acme:2");
  }

  @Test
  void tellsWhichOptionalFieldsASourceHadFilled() {
    rows.put("null/key-1", mapped("acme:1", 0));
    TelemetryEvent event = event();
    event.setFeature("");
    event.setErrorCount(0);
    event.setUserHash(5L);
    assertThat(filledIn(judge(event)))
        .as(
            "a user counts as filled, though the name is dropped; zero is filled, an empty text not")
        .containsExactly("user_id", "error_count");
    AccountChange account = account("key-1");
    account.setTier("pro");
    account.setParentAccountId("acme:9");
    assertThat(filledIn(judge(account))).containsExactly("tier");
    assertThat(OptionalFields.of(Entity.ACCOUNT).names())
        .contains("owner_id", "parent_account_key", "renewal_date")
        .doesNotContain("account_id", "parent_account_id", "source_version");
  }

  @Test
  void tellsEventNamesThatTheTaxonomyLacks() {
    rows.put("null/key-1", mapped("acme:1", 0));
    assertThat(accepted(judge(event())).nameJudged()).isTrue();
    assertThat(accepted(judge(event())).unknownName()).isNull();
    assertThat(unknownName("report_open")).isEqualTo("report_open");
    assertThat(unknownName("x".repeat(UnknownNames.LONGEST_NAME)))
        .isEqualTo("x".repeat(UnknownNames.LONGEST_NAME));
    for (String untold :
        List.of("", " ", "x".repeat(UnknownNames.LONGEST_NAME + 1), "ann@example.org opened")) {
      assertThat(unknownName(untold)).as(untold).isEqualTo(UnknownNames.REST);
    }
    TelemetryEvent elsewhere = event();
    elsewhere.setSource("crm");
    Accepted unjudged = accepted(judge(elsewhere));
    assertThat(unjudged.nameJudged()).as("the source has no taxonomy").isFalse();
    assertThat(unjudged.unknownName()).isNull();
    assertThat(accepted(judge(account("key-1"))).nameJudged()).isFalse();
  }

  @Test
  void hashesAUserApartInEachAccountAndByKey() {
    UserHash hash = new UserHash("0123456789abcdef".getBytes(StandardCharsets.UTF_8), 1);
    UserHash other = new UserHash("fedcba9876543210".getBytes(StandardCharsets.UTF_8), 2);
    assertThat(hash.of("acme:1", "u")).isEqualTo(hash.of("acme:1", "u"));
    assertThat(hash.of("acme:1", "u")).isNotEqualTo(hash.of("acme:2", "u"));
    assertThat(hash.of("acme:1", "u")).isNotEqualTo(other.of("acme:1", "u"));
  }

  private Judgement judge(org.apache.avro.specific.SpecificRecord record) {
    return intake.judge(record, LEARNED, identities);
  }

  private String unknownName(String name) {
    TelemetryEvent event = event();
    event.setEventName(name);
    return accepted(judge(event)).unknownName();
  }

  private static List<String> filledIn(Judgement judgement) {
    List<String> names = OptionalFields.of(accepted(judgement).entity()).names();
    long filled = accepted(judgement).filledFields();
    return names.stream().filter(name -> (filled >> names.indexOf(name) & 1) == 1).toList();
  }

  private static Accepted accepted(Judgement judgement) {
    assertThat(judgement).isInstanceOf(Accepted.class);
    return (Accepted) judgement;
  }

  private static Rejected rejected(Judgement judgement) {
    assertThat(judgement).isInstanceOf(Rejected.class);
    return (Rejected) judgement;
  }

  private static AccountChange canonicalAccount(Judgement judgement) {
    return RecordReader.of(AccountChange.class).read(accepted(judgement).value());
  }

  private static AccountChange child() {
    AccountChange account = account("key-1");
    account.setParentAccountKey("key-2");
    return account;
  }

  private static AccountChange account(String key) {
    return AccountChange.newBuilder()
        .setSource("crm")
        .setSourceVersion(1)
        .setOp(Operation.CREATE)
        .setAccountKey(key)
        .setEventTime(HAPPENED)
        .build();
  }

  private static TelemetryEvent event() {
    return TelemetryEvent.newBuilder()
        .setSource("product")
        .setEventId("e1")
        .setAccountKey("key-1")
        .setUserId("somebody@example.org")
        .setEventTime(HAPPENED)
        .setEventName("report_opened")
        .build();
  }

  private static IdentityHistory mapped(String accountId, long since) {
    return IdentityHistory.empty().with(accountId, since, Long.MIN_VALUE);
  }
}
