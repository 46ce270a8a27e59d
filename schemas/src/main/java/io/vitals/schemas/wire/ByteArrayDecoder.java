package io.vitals.schemas.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding read from one array. It checks every length against the bytes that are
 * left before it allocates, so broken bytes cost no more than good ones of that size; Avro's own
 * decoder allocates what a length prefix asks for, up to 2 GiB, unless each JVM is started with
 * limits. Not thread-safe.
 *
 * <p>A count of items is checked the same way, since each item of our schemas takes a byte at
 * least. Text that is not valid UTF-8 is read with replacement characters, as Avro does.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Avro
 *     specification</a>
 */
final class ByteArrayDecoder extends Decoder {
  private static final int MAX_VARINT_SHIFT = 63;

  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int position;

  /** Goes to an array, at this offset. */
  void reset(byte[] newBytes, int offset) {
    bytes = newBytes;
    position = offset;
  }

  /** Lets go of the array. */
  void release() {
    reset(NOTHING, 0);
  }

  /** How many bytes are left. */
  int remaining() {
    return bytes.length - position;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    byte value = readByte();
    if (value != 0 && value != 1) {
      throw new IOException("a boolean is neither 0 nor 1");
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new InvalidNumberEncodingException("an int exceeds 32 bits");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    byte current = readByte();
    long value = current & 0x7F;
    for (int shift = 7; current < 0; shift += 7) {
      if (shift > MAX_VARINT_SHIFT) {
        throw new InvalidNumberEncodingException("a number exceeds 64 bits");
      }
      current = readByte();
      value |= (current & 0x7FL) << shift;
    }
    return (value >>> 1) ^ -(value & 1);
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) readLittleEndian(Float.BYTES));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLittleEndian(Double.BYTES));
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int length = readLength();
    String value = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  @Override
  public void skipString() throws IOException {
    skip(readLength());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    byte[] value = new byte[readLength()];
    readFixed(value, 0, value.length);
    return ByteBuffer.wrap(value);
  }

  @Override
  public void skipBytes() throws IOException {
    skip(readLength());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    require(length);
    System.arraycopy(bytes, position, target, start, length);
    position += length;
  }

  @Override
  public void skipFixed(int length) throws IOException {
    skip(require(length));
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readItemCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return readItemCount();
  }

  @Override
  public long skipArray() throws IOException {
    return skipSizedBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return readItemCount();
  }

  @Override
  public long mapNext() throws IOException {
    return readItemCount();
  }

  @Override
  public long skipMap() throws IOException {
    return skipSizedBlocks();
  }

  /** Items of the next block; a negative count is followed by the block's size in bytes. */
  private int readItemCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLength();
      count = -count;
    }
    return require(count);
  }

  /** Skips the blocks that tell their size, and returns the items of the first that does not. */
  private int skipSizedBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      skip(readLength());
      count = readLong();
    }
    return require(count);
  }

  private void skip(int length) {
    position += length;
  }

  private int readLength() throws IOException {
    return require(readLong());
  }

  private int require(long length) throws IOException {
    if (length < 0) {
      throw new IOException("a length is negative");
    }
    if (length > remaining()) {
      throw new EOFException("a length exceeds the bytes that are left");
    }
    return (int) length;
  }

  private byte readByte() throws EOFException {
    if (position == bytes.length) {
      throw new EOFException("the bytes end within the record");
    }
    return bytes[position++];
  }

  private long readLittleEndian(int length) throws IOException {
    require(length);
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (bytes[position++] & 0xFFL) << (8 * i);
    }
    return value;
  }
}
