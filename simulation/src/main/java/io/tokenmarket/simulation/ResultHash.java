package io.tokenmarket.simulation;

import io.tokenmarket.market.CanonicalBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecord;

/** SHA-256 over the canonical bytes of records, in order: the same run gives the same hash. */
public final class ResultHash {
  private final CanonicalBytes canonical = new CanonicalBytes();
  private final MessageDigest sha256 = sha256();

  /** Takes in one more record. */
  public void add(SpecificRecord event) {
    canonical.digest(event, sha256);
  }

  /** The hash in hexadecimal; the object is of no use after it. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
