package io.vitals.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.schemas.Punctuation;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
  private static final long SEED = 31;
  private static final RecordWriter<TelemetryEvent> WRITER = RecordWriter.of(TelemetryEvent.class);
  private static final RecordReader<TelemetryEvent> READER = RecordReader.of(TelemetryEvent.class);

  @Test
  void readsTheTimeOfEveryRecordType() {
    Random random = new Random(SEED);
    for (Class<? extends SpecificRecord> type : Samples.types()) {
      for (int i = 0; i < 50; i++) {
        SpecificRecord record = Samples.random(type, random);

        assertThat(RecordTime.read(Samples.encode(type, record)))
            .as("seed %d, %s %d", SEED, type, i)
            .isEqualTo(((Instant) record.get(0)).toEpochMilli());
      }
    }
  }

  @Test
  void restampEqualsDecodeSetEncode() {
    Random random = new Random(SEED);
    for (long time : times(random)) {
      TelemetryEvent event = Samples.random(TelemetryEvent.class, random);
      byte[] bytes = WRITER.write(event);

      byte[] restamped = RecordTime.restamp(bytes, time);

      TelemetryEvent changed = READER.read(bytes);
      changed.setIngestTime(Instant.ofEpochMilli(time));
      assertThat(restamped).as("seed %d, time %d", SEED, time).isEqualTo(WRITER.write(changed));
      assertThat(RecordTime.read(restamped)).isEqualTo(time);
      assertThat(RecordTime.restamp(restamped, event.getIngestTime().toEpochMilli()))
          .isEqualTo(bytes);
    }
  }

  @Test
  void contentHashDoesNotSeeTheIngestTime() {
    Random random = new Random(SEED);
    for (long time : times(random)) {
      byte[] bytes = WRITER.write(Samples.random(TelemetryEvent.class, random));

      assertThat(RecordTime.contentHash(RecordTime.restamp(bytes, time)))
          .as("seed %d, time %d", SEED, time)
          .isEqualTo(RecordTime.contentHash(bytes));
    }
  }

  @Test
  void contentHashSeesEveryOtherBit() {
    byte[] bytes = RecordTime.restamp(WRITER.write(Samples.full(TelemetryEvent.class)), 0);
    Set<Long> hashes = new HashSet<>(Set.of(RecordTime.contentHash(bytes)));
    int content = SingleObject.HEADER_LENGTH + 1;
    for (int bit = 16; bit < 8 * bytes.length; bit++) {
      if (bit / 8 < SingleObject.HEADER_LENGTH || bit / 8 >= content) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThat(hashes.add(RecordTime.contentHash(flipped))).as("bit %d", bit).isTrue();
      }
    }
    for (int length = content; length < bytes.length; length++) {
      byte[] shorter = Arrays.copyOf(bytes, length);
      assertThat(hashes.add(RecordTime.contentHash(shorter))).as("length %d", length).isTrue();
    }
  }

  @Test
  void contentHashSeesZerosAtTheEnd() {
    Set<Long> hashes = new HashSet<>();
    for (int length = SingleObject.HEADER_LENGTH + 1; length < 60; length++) {
      assertThat(hashes.add(RecordTime.contentHash(new byte[length]))).as("%d", length).isTrue();
    }
  }

  @Test
  void contentHashesOfLikeEventsAreSpread() {
    TelemetryEvent event = Samples.full(TelemetryEvent.class);
    Set<Long> hashes = new HashSet<>();
    int[] low = new int[256];
    int[] high = new int[256];
    for (int i = 0; i < 65_536; i++) {
      event.setEventId("event-" + i);
      long hash = RecordTime.contentHash(WRITER.write(event));
      assertThat(hashes.add(hash)).isTrue();
      low[(int) (hash & 0xFF)]++;
      high[(int) (hash >>> 56)]++;
    }
    // 256 expected in each of 256 buckets, standard deviation 16: five of them.
    assertThat(Arrays.stream(low).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(176, 336));
    assertThat(Arrays.stream(high).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(176, 336));
  }

  /** Windows of recent records outlive a release, so the hash must not change with one. */
  @Test
  void contentHashStaysAsItIs() {
    byte[] bytes = new byte[SingleObject.HEADER_LENGTH + 20];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    assertThat(SingleObject.hex(RecordTime.contentHash(bytes))).isEqualTo("2c192543a313ce77");
  }

  @Test
  void aRecordWithoutWholeTimeIsUnreadable() {
    byte[] endless = new byte[40];
    Arrays.fill(endless, (byte) 0xFF);
    for (byte[] bytes : new byte[][] {{}, new byte[10], Arrays.copyOf(endless, 14), endless}) {
      assertThatThrownBy(() -> RecordTime.read(bytes))
          .isInstanceOf(UnreadableRecordException.class);
      assertThatThrownBy(() -> RecordTime.restamp(bytes, 0))
          .isInstanceOf(UnreadableRecordException.class);
      assertThatThrownBy(() -> RecordTime.contentHash(bytes))
          .isInstanceOf(UnreadableRecordException.class);
    }
  }

  @Test
  void worksForRecordsThatAreNothingMore() {
    Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
    byte[] punctuation =
        Samples.encode(Punctuation.class, new Punctuation(Instant.EPOCH, "intake"));

    assertThat(
            RecordReader.of(Punctuation.class)
                .read(RecordTime.restamp(punctuation, newYear.toEpochMilli())))
        .isEqualTo(new Punctuation(newYear, "intake"));
    assertThat(RecordTime.contentHash(punctuation))
        .isNotEqualTo(
            RecordTime.contentHash(
                Samples.encode(TicketChange.class, Samples.full(TicketChange.class))));
  }

  private static long[] times(Random random) {
    LongStream edges =
        LongStream.of(0, 1, -1, 63, 64, -64, -65, 8191, 8192, Long.MAX_VALUE, Long.MIN_VALUE);
    LongStream others = LongStream.generate(() -> random.nextLong() >> random.nextInt(64));
    return LongStream.concat(edges, others.limit(300)).toArray();
  }
}
