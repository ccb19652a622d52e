package io.tokenmarket.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/**
 * Writes Avro's binary encoding into memory, where it is digested without being copied. Avro's own
 * writes byte by byte into a stream that locks for each.
 */
public final class MemoryEncoder extends BinaryEncoder {
  /** Most bytes of a number. */
  private static final int NUMBER = 10;

  private byte[] bytes = new byte[1024];
  private int size;

  /** Begins anew. */
  public void clear() {
    size = 0;
  }

  /** Writes behind what is there what another has. */
  public void append(MemoryEncoder rest) {
    writeFixed(rest.bytes, 0, rest.size);
  }

  /** Digests what was written. */
  public void digest(MessageDigest digest) {
    digest.update(bytes, 0, size);
  }

  /** What was written, in an array of its own. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public int bytesBuffered() {
    return size;
  }

  @Override
  public void flush() {}

  @Override
  protected void writeZero() {
    reserve(1);
    bytes[size++] = 0;
  }

  @Override
  public void writeBoolean(boolean value) {
    reserve(1);
    size += BinaryData.encodeBoolean(value, bytes, size);
  }

  @Override
  public void writeInt(int value) {
    writeLong(value);
  }

  @Override
  public void writeLong(long value) {
    reserve(NUMBER);
    size += BinaryData.encodeLong(value, bytes, size);
  }

  @Override
  public void writeFloat(float value) {
    reserve(NUMBER);
    size += BinaryData.encodeFloat(value, bytes, size);
  }

  @Override
  public void writeDouble(double value) {
    reserve(NUMBER);
    size += BinaryData.encodeDouble(value, bytes, size);
  }

  @Override
  public void writeString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeLong(utf8.length);
    writeFixed(utf8, 0, utf8.length);
  }

  @Override
  public void writeFixed(byte[] from, int start, int length) {
    reserve(length);
    System.arraycopy(from, start, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
    }
  }
}
