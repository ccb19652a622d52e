package io.tokenmarket.schemas;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The algorithms that outcomes rest on. A Java without one of them, as a runtime that was cut to
 * some modules, would refuse what others accept, and find fault with every log.
 */
public final class Algorithms {
  private static final HexFormat HEX = HexFormat.of();

  /** Known answers: of FIPS 180-4, and of RFC 8032, 7.1, test 2. */
  private static final String HASH_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String KEY =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
  private static final byte[] SIGNED = {0x72};
  private static final String SIGNATURE =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

  private Algorithms() {}

  /** A sentence about the first that this Java lacks, empty where it has all. */
  public static Optional<String> missing() {
    if (!isHashRight()) {
      return Optional.of(sentence("SHA-256"));
    }
    return isSignatureRight()
        ? Optional.empty()
        : Optional.of(sentence("Ed25519, which is in its module jdk.crypto.ec"));
  }

  private static String sentence(String algorithm) {
    return "This Java (%s) has no %s; take an OpenJDK of 17 or newer with all of its modules."
        .formatted(System.getProperty("java.home"), algorithm);
  }

  private static boolean isHashRight() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(new byte[] {'a', 'b', 'c'});
      return HEX.formatHex(hash).equals(HASH_OF_ABC);
    } catch (NoSuchAlgorithmException missing) {
      return false;
    }
  }

  private static boolean isSignatureRight() {
    try {
      String key = Base64.getEncoder().encodeToString(HEX.parseHex(KEY));
      return Ed25519.verify(SIGNED, HEX.parseHex(SIGNATURE), Ed25519.publicKey(key));
    } catch (InvalidKeyException | IllegalStateException missing) {
      return false;
    }
  }
}
