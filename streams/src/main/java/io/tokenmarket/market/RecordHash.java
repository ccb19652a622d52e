package io.tokenmarket.market;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * SHA-256 over records, as {@code docs/protocol.md} says under Hashes.
 *
 * <p>Keeps its buffers; not thread-safe.
 */
public final class RecordHash {
  private static final byte[] NOTHING = {};

  private final CanonicalBytes canonical = new CanonicalBytes();
  private final MessageDigest sha256;

  /** What was named last: a command is hashed for the chain, and for what is kept of it. */
  private SpecificRecord named;

  private byte[] digestOfNamed;

  public RecordHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Where a chain starts: 32 zero bytes. */
  public static byte[] zero() {
    return new byte[32];
  }

  /** SHA-256(body). */
  public byte[] body(SpecificRecord record) {
    canonical.digest(record, sha256);
    return sha256.digest();
  }

  /**
   * SHA-256(full name || body), so that records of two types never hash alike. Neither the record
   * nor the array may be changed: who asks again for the same one gets the same array.
   */
  public byte[] named(SpecificRecord record) {
    if (record != named) {
      digestOfNamed = next(NOTHING, record);
      named = record;
    }
    return digestOfNamed;
  }

  /** SHA-256(previous || full name || body): the next link of a chain. */
  public byte[] next(byte[] previous, SpecificRecord record) {
    canonical.digestNamed(previous, record, sha256);
    return sha256.digest();
  }

  /** SHA-256(previous || signature): the link behind that of a signed command. */
  public byte[] next(byte[] previous, String signature) {
    return over(previous, bytes(signature));
  }

  /**
   * The next link of a chain that binds an answer.
   *
   * @param digest of the entry
   * @param time of the entry
   */
  public byte[] next(byte[] previous, byte[] digest, long time, String answer) {
    byte[] moment = ByteBuffer.allocate(Long.BYTES).putLong(time).array();
    return over(previous, digest, moment, answer.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of a signature's header. */
  static byte[] bytes(String signature) {
    return signature.getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 over what is put into it. */
  byte[] over(Consumer<MessageDigest> parts) {
    parts.accept(sha256);
    return sha256.digest();
  }

  /** SHA-256 over the parts, one behind the other. */
  byte[] over(byte[]... parts) {
    for (byte[] part : parts) {
      sha256.update(part);
    }
    return sha256.digest();
  }
}
