package io.vitals.flink.intake;

import static io.vitals.flink.intake.SourceRecords.KEY;
import static io.vitals.flink.intake.SourceRecords.event;
import static io.vitals.flink.intake.SourceRecords.mapping;
import static io.vitals.flink.intake.SourceRecords.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.intake.ArrivalCounts.Fate;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadRecordTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant HAPPENED = NOON.minusSeconds(20);
  private static final int A_MEGABYTE = 1 << 20;

  private TestingIntake intake;

  @BeforeEach
  void start() throws Exception {
    intake = TestingIntake.fresh();
  }

  @AfterEach
  void stop() throws Exception {
    intake.close();
  }

  static Stream<Arguments> badInput() {
    byte[] good = telemetry(event("e", HAPPENED), NOON).value();
    byte[] truncated = Arrays.copyOf(good, good.length - 1);
    byte[] unknownSchema = good.clone();
    unknownSchema[4] ^= 1;
    byte[] tick = RecordWriter.of(ClockTick.class).write(new ClockTick(NOON, true));
    return Stream.of(
        Arguments.of(new byte[0], DeadLetterReason.EMPTY),
        Arguments.of(new byte[A_MEGABYTE], DeadLetterReason.TOO_LARGE),
        Arguments.of(SourceRecords.bytes("{\"json\": 1}"), DeadLetterReason.NOT_SINGLE_OBJECT),
        Arguments.of(unknownSchema, DeadLetterReason.UNKNOWN_SCHEMA),
        Arguments.of(truncated, DeadLetterReason.UNDECODABLE),
        Arguments.of(tick, DeadLetterReason.WRONG_TOPIC),
        Arguments.of(at(Instant.parse("2099-01-01T00:00:00Z")), DeadLetterReason.EVENT_TIME_AHEAD),
        Arguments.of(at(Instant.EPOCH), DeadLetterReason.EVENT_TIME_BEFORE_2000),
        Arguments.of(
            telemetry(event("e", HAPPENED).setSource("elsewhere"), NOON).value(),
            DeadLetterReason.UNDECLARED_SOURCE),
        Arguments.of(
            telemetry(event("e", HAPPENED).setAccountKey(""), NOON).value(),
            DeadLetterReason.MISSING_FIELD));
  }

  @ParameterizedTest
  @MethodSource("badInput")
  void whatCannotBeUsedIsADeadLetterWhole(byte[] value, DeadLetterReason reason) throws Exception {
    intake.readIdentity(mapping(KEY, "acme:1", NOON));
    SourceRecord sent = SourceRecords.of(Topic.SOURCE_TELEMETRY, NOON, value);
    intake.read(sent);
    Arrived arrived = intake.onlyJudged();
    assertThat(arrived.topic()).isEqualTo(Topic.DEAD_LETTERS);
    assertThat(arrived.fate()).isEqualTo(Fate.DEAD_LETTER);
    DeadLetters.assertWhole(arrived, sent, reason);
  }

  @Test
  void aRecordWithoutAValueIsCountedAndIgnored() throws Exception {
    intake.read(SourceRecords.of(Topic.SOURCE_TICKETS, NOON, null));
    intake.readIdentity(SourceRecords.of(Topic.IDENTITY_MAP, NOON, null));
    assertThat(intake.judged())
        .hasSize(2)
        .allSatisfy(
            arrived -> {
              assertThat(arrived.topic()).isNull();
              assertThat(arrived.fate()).isEqualTo(Fate.NULL_VALUE);
            })
        .extracting(Arrived::source)
        .containsExactly("source.tickets", "identity.map");
  }

  @Test
  void whatIsNoTickOfTheClockIsADeadLetter() throws Exception {
    SourceRecord sent = SourceRecords.of(Topic.CLOCK, NOON, SourceRecords.bytes("ten past nine"));
    intake.read(sent);
    DeadLetters.assertWhole(intake.onlyJudged(), sent, DeadLetterReason.NOT_SINGLE_OBJECT);
  }

  @Test
  void ofWhatOurTopicsCannotTakeTheBeginningIsKept() throws Exception {
    intake.read(SourceRecords.of(Topic.SOURCE_CRM, NOON, new byte[8 * A_MEGABYTE]));
    Arrived arrived = intake.onlyJudged();
    RejectedRecord row = DeadLetters.of(arrived);
    assertThat(arrived.value().length).isLessThan(PunctuatedSink.MAX_RECORD_BYTES);
    assertThat(row.getReason()).isEqualTo(DeadLetterReason.TOO_LARGE);
    assertThat(row.getDetail()).contains("only the beginnings");
    assertThat(row.getValue().remaining()).isEqualTo(Rejections.KEPT_BYTES);
    assertThat(row.getKey()).isEqualTo(ByteBuffer.wrap(SourceRecords.bytes("the key")));
    assertThat(row.getOffset()).isEqualTo(SourceRecords.OFFSET);
  }

  @Test
  void whatIsTooLongToBeASourceIsCountedUnderItsTopic() throws Exception {
    String name = "x".repeat(A_MEGABYTE / 4);
    SourceRecord sent = SourceRecords.of(Topic.SOURCE_TICKETS, NOON, SourceRecords.bytes("text"));
    sent.headerKeys()[0] = SourceRecord.SOURCE_HEADER;
    sent.headerValues()[0] = SourceRecords.bytes(name);
    intake.read(sent);
    Arrived byHeader = intake.onlyJudged();
    assertThat(byHeader.source()).isEqualTo("source.tickets");
    assertThat(DeadLetters.of(byHeader).getSource()).isNull();
    intake.read(telemetry(event("e", HAPPENED).setSource(name), NOON));
    assertThat(intake.onlyJudged().source()).isEqualTo("source.telemetry");
  }

  @Test
  void aMappingToNothingIsADeadLetterAndMapsNothing() throws Exception {
    intake.readIdentity(mapping(KEY, "", NOON));
    assertThat(DeadLetters.of(intake.onlyJudged()).getReason())
        .isEqualTo(DeadLetterReason.MISSING_FIELD);
    intake.read(telemetry(event("e", HAPPENED), NOON));
    assertThat(intake.judged()).isEmpty();
  }

  private static byte[] at(Instant eventTime) {
    return telemetry(event("e", eventTime), NOON).value();
  }
}
