package io.tokenmarket.schemas;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * Ed25519 (RFC 8032) by the provider that every OpenJDK has. It is named, not chosen by the
 * platform's order: implementations may differ on signatures that no honest signer makes, and a log
 * must replay alike everywhere.
 */
public final class Ed25519 {
  private static final String NAME = "Ed25519";
  private static final String PROVIDER = "SunEC";
  private static final int KEY_BYTES = 32;

  /** What is before the 32 bytes of a key in its X.509 form (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int SIGN_BIT = 255;

  /** The coordinates are numbers below it. */
  private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** That of a point of order 8. */
  private static final BigInteger EIGHTH =
      new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

  /** Second coordinates of the eight points of order 1, 2, 4 and 8. */
  private static final Set<BigInteger> SMALL_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          FIELD.subtract(BigInteger.ONE),
          EIGHTH,
          FIELD.subtract(EIGHTH));

  private Ed25519() {}

  /**
   * The key in a record.
   *
   * @param base64 its 32 bytes
   * @throws InvalidKeyException where these are none
   */
  public static PublicKey publicKey(String base64) throws InvalidKeyException {
    byte[] key = bytes(base64);
    byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
    System.arraycopy(key, 0, encoded, X509.length, KEY_BYTES);
    try {
      PublicKey made =
          KeyFactory.getInstance(NAME, PROVIDER).generatePublic(new X509EncodedKeySpec(encoded));
      signature().initVerify(made);
      return made;
    } catch (GeneralSecurityException noPoint) {
      throw new InvalidKeyException("no point of the curve", noPoint);
    }
  }

  /**
   * Whether the key may be registered: one in its only form (RFC 8032, 5.1.3), and not one of the
   * few points for which anybody can make signatures.
   *
   * @throws InvalidKeyException where it may not
   */
  public static void requireSafe(String base64) throws InvalidKeyException {
    publicKey(base64);
    BigInteger y = secondCoordinate(bytes(base64));
    if (y.compareTo(FIELD) >= 0) {
      throw new InvalidKeyException("not in its one form");
    }
    if (SMALL_ORDER.contains(y)) {
      throw new InvalidKeyException("of small order, so anybody can sign for it");
    }
  }

  /** Little-endian, without the bit that is the other coordinate's sign. */
  private static BigInteger secondCoordinate(byte[] key) {
    byte[] bigEndian = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bigEndian[i] = key[KEY_BYTES - 1 - i];
    }
    return new BigInteger(1, bigEndian).clearBit(SIGN_BIT);
  }

  private static byte[] bytes(String base64) throws InvalidKeyException {
    try {
      byte[] key = Base64.getDecoder().decode(base64);
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException noBase64) {
      throw new InvalidKeyException("not in base64", noBase64);
    }
    throw new InvalidKeyException("not " + KEY_BYTES + " bytes");
  }

  /** The key as a record holds it: its 32 bytes in base64. */
  public static String text(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Base64.getEncoder()
        .encodeToString(Arrays.copyOfRange(encoded, X509.length, encoded.length));
  }

  static byte[] sign(byte[] message, PrivateKey key) {
    try {
      Signature signature = signature();
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (InvalidKeyException | SignatureException e) {
      throw new IllegalArgumentException("this is no private Ed25519 key", e);
    }
  }

  static boolean verify(byte[] message, byte[] signed, PublicKey key) {
    try {
      Signature signature = signature();
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (SignatureException noSignature) {
      return false;
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("this is no public Ed25519 key", e);
    }
  }

  private static Signature signature() {
    try {
      return Signature.getInstance(NAME, PROVIDER);
    } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
      throw new IllegalStateException("every OpenJDK from 15 on has Ed25519", e);
    }
  }
}
