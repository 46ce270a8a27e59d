package io.vitals.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class ByteArrayDecoderTest {
  private static final long SEED = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);

  @Test
  void readsEveryPrimitiveThatAvroWrites() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      int anInt = random.nextInt() >> random.nextInt(32);
      long aLong = random.nextLong() >> random.nextInt(64);
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      out.reset();
      encoder.writeInt(anInt);
      encoder.writeLong(aLong);
      encoder.writeFloat(anInt);
      encoder.writeDouble(aLong);
      encoder.writeBoolean(anInt > 0);
      encoder.writeString("\u00e9" + aLong);
      encoder.writeBytes(bytes);
      encoder.writeFixed(bytes);
      encoder.writeEnum(i);

      ByteArrayDecoder decoder = over(out.toByteArray());
      byte[] fixed = new byte[bytes.length];
      assertThat(decoder.readInt()).as("seed %d, %d", SEED, i).isEqualTo(anInt);
      assertThat(decoder.readLong()).as("seed %d, %d", SEED, i).isEqualTo(aLong);
      assertThat(decoder.readFloat()).isEqualTo((float) anInt);
      assertThat(decoder.readDouble()).isEqualTo((double) aLong);
      assertThat(decoder.readBoolean()).isEqualTo(anInt > 0);
      assertThat(decoder.readString()).isEqualTo("\u00e9" + aLong);
      assertThat(decoder.readBytes(null)).isEqualTo(ByteBuffer.wrap(bytes));
      decoder.readFixed(fixed, 0, fixed.length);
      assertThat(fixed).isEqualTo(bytes);
      assertThat(decoder.readEnum()).isEqualTo(i);
      assertThat(decoder.remaining()).isZero();
    }
  }

  @Test
  void readsTheExtremes() throws IOException {
    for (long extreme : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1}) {
      out.reset();
      encoder.writeLong(extreme);
      assertThat(over(out.toByteArray()).readLong()).isEqualTo(extreme);
    }
    for (int extreme : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1}) {
      out.reset();
      encoder.writeInt(extreme);
      assertThat(over(out.toByteArray()).readInt()).isEqualTo(extreme);
    }
  }

  @Test
  void skipsWhatItWouldRead() throws IOException {
    encoder.writeString("skipped");
    encoder.writeBytes(new byte[] {1, 2, 3});
    encoder.writeFixed(new byte[] {4, 5});
    encoder.writeInt(6);

    ByteArrayDecoder decoder = over(out.toByteArray());
    decoder.skipString();
    decoder.skipBytes();
    decoder.skipFixed(2);
    assertThat(decoder.readInt()).isEqualTo(6);
  }

  @Test
  void readsAndSkipsBlocksThatTellTheirSize() throws IOException {
    encoder.writeLong(-2);
    encoder.writeLong(2);
    encoder.writeInt(7);
    encoder.writeInt(8);
    encoder.writeLong(1);
    encoder.writeInt(9);
    encoder.writeLong(0);
    encoder.writeInt(10);

    ByteArrayDecoder reading = over(out.toByteArray());
    assertThat(reading.readArrayStart()).isEqualTo(2);
    assertThat(reading.readInt()).isEqualTo(7);
    assertThat(reading.readInt()).isEqualTo(8);
    assertThat(reading.arrayNext()).isEqualTo(1);
    assertThat(reading.readInt()).isEqualTo(9);
    assertThat(reading.arrayNext()).isZero();
    assertThat(reading.readInt()).isEqualTo(10);

    ByteArrayDecoder skipping = over(out.toByteArray());
    assertThat(skipping.skipArray()).isEqualTo(1);
    assertThat(skipping.readInt()).isEqualTo(9);
    assertThat(skipping.skipArray()).isZero();
    assertThat(skipping.readInt()).isEqualTo(10);
  }

  @Test
  void refusesWhatIsNotInTheBytes() throws IOException {
    encoder.writeLong(1000);
    byte[] tooLong = out.toByteArray();
    out.reset();
    encoder.writeLong(-1);
    byte[] negative = out.toByteArray();
    byte[] endless = "\u00ff".repeat(11).getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> over(tooLong).readString()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(tooLong).readBytes(null)).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(tooLong).readArrayStart()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(tooLong).skipString()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(tooLong).readDouble()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(negative).readString()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> over(new byte[] {2}).readBoolean()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> over(new byte[0]).readLong()).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> over(endless).readLong())
        .isInstanceOf(InvalidNumberEncodingException.class);
    out.reset();
    encoder.writeLong(1L << 31);
    assertThatThrownBy(() -> over(out.toByteArray()).readInt())
        .isInstanceOf(InvalidNumberEncodingException.class);
  }

  private static ByteArrayDecoder over(byte[] bytes) {
    ByteArrayDecoder decoder = new ByteArrayDecoder();
    decoder.reset(bytes, 0);
    return decoder;
  }
}
