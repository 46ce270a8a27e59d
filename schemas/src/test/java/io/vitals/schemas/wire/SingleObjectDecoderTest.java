package io.vitals.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.SourceDecoder.Decoded;
import io.vitals.schemas.wire.SourceDecoder.Decoding;
import io.vitals.schemas.wire.SourceDecoder.Undecodable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class SingleObjectDecoderTest {
  private static final long SEED = 4242;

  private final SingleObjectDecoder decoder = new SingleObjectDecoder(Topic.SOURCE_TELEMETRY);
  private final byte[] event =
      Samples.encode(TelemetryEvent.class, Samples.full(TelemetryEvent.class));

  @Test
  void decodesEachTypeOfItsTopic() {
    for (Topic topic : Topic.values()) {
      SingleObjectDecoder ofTopic = new SingleObjectDecoder(topic);
      for (Class<? extends SpecificRecord> type : topic.records()) {
        SpecificRecord record = Samples.full(type);
        assertThat(ofTopic.decode(Samples.encode(type, record))).isEqualTo(new Decoded(record));
      }
    }
  }

  @Test
  void decodesEachRecordToAnObjectOfItsOwn() {
    Decoded first = (Decoded) decoder.decode(event);
    Decoded second = (Decoded) decoder.decode(event);

    assertThat(first.record()).isEqualTo(second.record()).isNotSameAs(second.record());
  }

  @Test
  void tellsWhatIsWrong() {
    byte[] unknown = event.clone();
    Arrays.fill(unknown, 2, 10, (byte) 0xAB);
    byte[] longer = Arrays.copyOf(event, event.length + 3);

    assertThat(decoder.decode(null))
        .isEqualTo(undecodable(DeadLetterReason.NULL_VALUE, "no value"));
    assertThat(decoder.decode(new byte[0]))
        .isEqualTo(undecodable(DeadLetterReason.EMPTY, "a value of no bytes"));
    assertThat(decoder.decode("{\"event\": 1}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(undecodable(DeadLetterReason.NOT_SINGLE_OBJECT, "not an Avro single object"));
    assertThat(decoder.decode(Arrays.copyOf(event, 9)))
        .isEqualTo(undecodable(DeadLetterReason.NOT_SINGLE_OBJECT, "not an Avro single object"));
    assertThat(decoder.decode(unknown))
        .isEqualTo(undecodable(DeadLetterReason.UNKNOWN_SCHEMA, "unknown schema abababababababab"));
    assertThat(decoder.decode(longer))
        .isEqualTo(undecodable(DeadLetterReason.UNDECODABLE, "3 bytes follow the record"));
    assertThat(decoder.decode(Arrays.copyOf(event, event.length - 1)))
        .isEqualTo(undecodable(DeadLetterReason.UNDECODABLE, "broken record: EOFException"));
    assertThat(decoder.decode(Samples.encode(TicketChange.class, Samples.full(TicketChange.class))))
        .isEqualTo(
            undecodable(
                DeadLetterReason.WRONG_TOPIC,
                "a TicketChange does not belong in source.telemetry"));
  }

  @Test
  void refusesWhatIsLongerThanTheLimit() {
    SingleObjectDecoder strict =
        new SingleObjectDecoder(Topic.SOURCE_TELEMETRY, RecordTypes.bundledSchemas(), event.length);

    assertThat(strict.decode(event)).isInstanceOf(Decoded.class);
    assertThat(strict.decode(Arrays.copyOf(event, event.length + 1)))
        .isEqualTo(
            undecodable(
                DeadLetterReason.TOO_LARGE,
                (event.length + 1) + " bytes, at most " + event.length));
    assertThat(decoder.decode(new byte[SingleObjectDecoder.DEFAULT_MAX_LENGTH + 1]))
        .extracting(SingleObjectDecoderTest::reason)
        .isEqualTo(DeadLetterReason.TOO_LARGE);
    assertThat(decoder.decode(new byte[SingleObjectDecoder.DEFAULT_MAX_LENGTH]))
        .extracting(SingleObjectDecoderTest::reason)
        .isEqualTo(DeadLetterReason.NOT_SINGLE_OBJECT);
    assertThatThrownBy(() -> new SingleObjectDecoder(Topic.CLOCK, RecordTypes.bundledSchemas(), 9))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBadRecordLeavesNoTraceInTheNext() {
    decoder.decode(Arrays.copyOf(event, event.length / 2));

    assertThat(decoder.decode(event)).isEqualTo(new Decoded(Samples.full(TelemetryEvent.class)));
  }

  @Test
  void everyTruncationIsUndecodable() {
    for (int length = SingleObject.HEADER_LENGTH; length < event.length; length++) {
      assertThat(decoder.decode(Arrays.copyOf(event, length)))
          .as("length %d", length)
          .extracting(SingleObjectDecoderTest::reason)
          .isEqualTo(DeadLetterReason.UNDECODABLE);
    }
  }

  @Test
  void neverThrowsOnFlippedBits() {
    Random random = new Random(SEED);
    for (Topic topic : Topic.values()) {
      SingleObjectDecoder ofTopic = new SingleObjectDecoder(topic);
      List<byte[]> good = goodRecords(topic, random);
      int decoded = 0;
      for (int i = 0; i < 3000; i++) {
        byte[] bytes = good.get(random.nextInt(good.size())).clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          int body = bytes.length - SingleObject.HEADER_LENGTH;
          bytes[SingleObject.HEADER_LENGTH + random.nextInt(body)] ^=
              (byte) (1 << random.nextInt(8));
        }
        if (survives(ofTopic, bytes, i)) {
          decoded++;
        }
      }
      assertThat(decoded)
          .as("%s: some flips hit content only, some do harm", topic)
          .isBetween(1, 2999);
    }
  }

  @Test
  void neverThrowsOnRandomBytes() {
    Random random = new Random(SEED);
    for (Topic topic : Topic.values()) {
      SingleObjectDecoder ofTopic = new SingleObjectDecoder(topic);
      for (int i = 0; i < 3000; i++) {
        byte[] body = new byte[random.nextInt(200)];
        random.nextBytes(body);
        survives(ofTopic, body, i);
        Schema schema =
            RecordTypes.schemaOf(topic.records().get(random.nextInt(topic.records().size())));
        survives(ofTopic, frame(schema, body), i);
      }
    }
  }

  /**
   * A gigabyte per attempt would not fit the heap of the tests; a length must be left unbelieved.
   */
  @Test
  void allocatesNoMoreThanTheBytesCallFor() {
    List<byte[]> prefixes = new ArrayList<>();
    for (long length :
        List.of(
            1_400_000_000L,
            (long) Integer.MAX_VALUE,
            1L << 40,
            Long.MAX_VALUE,
            -1L,
            Long.MIN_VALUE)) {
      byte[] stamped =
          RecordTime.restamp(frame(Heartbeat.getClassSchema(), new byte[] {0}), length);
      prefixes.add(Arrays.copyOfRange(stamped, SingleObject.HEADER_LENGTH, stamped.length));
    }
    byte[] rejected = Samples.encode(RejectedRecord.class, Samples.full(RejectedRecord.class));
    SingleObjectDecoder letters = new SingleObjectDecoder(Topic.DEAD_LETTERS);
    for (byte[] prefix : prefixes) {
      for (int at = SingleObject.HEADER_LENGTH; at < rejected.length; at++) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(rejected, 0, at);
        out.writeBytes(prefix);
        out.write(rejected, at, rejected.length - at);
        survives(letters, out.toByteArray(), at);
      }
    }
  }

  @Test
  void detailNamesNoContent() {
    byte[] outcome = Samples.encode(ChurnOutcome.class, Samples.full(ChurnOutcome.class));
    SingleObjectDecoder crm = new SingleObjectDecoder(Topic.SOURCE_CRM);
    for (int at = SingleObject.HEADER_LENGTH; at < outcome.length; at++) {
      byte[] broken = outcome.clone();
      broken[at] = (byte) 0x7E;
      if (crm.decode(broken) instanceof Undecodable undecodable) {
        assertThat(undecodable.detail()).doesNotContain("\u2713").hasSizeLessThan(80);
      }
    }
  }

  private static List<byte[]> goodRecords(Topic topic, Random random) {
    List<byte[]> records = new ArrayList<>();
    for (Class<? extends SpecificRecord> type : topic.records()) {
      for (int i = 0; i < 20; i++) {
        records.add(Samples.encode(type, Samples.random(type, random)));
      }
    }
    return records;
  }

  private static boolean survives(SingleObjectDecoder decoder, byte[] bytes, int attempt) {
    try {
      return decoder.decode(bytes) instanceof Decoded;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed %d, attempt %d".formatted(SEED, attempt), e);
    }
  }

  private static DeadLetterReason reason(Decoding decoding) {
    return ((Undecodable) decoding).reason();
  }

  private static Undecodable undecodable(DeadLetterReason reason, String detail) {
    return new Undecodable(reason, detail);
  }

  private static byte[] frame(Schema schema, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SingleObject.header(SchemaStore.fingerprint(schema)));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
