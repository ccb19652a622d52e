package io.tokenmarket.rest.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its owner sends it: {@code tm_}, its id, {@code _}, 256 random bits. Only its hash is
 * kept; the hash need not be slow, because so many random bits cannot be guessed.
 */
final class Secret {
  private static final Pattern FORM = Pattern.compile("tm_([0-9a-f]{8})_[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 4;
  private static final int BYTES = 32;

  private final String id;
  private final String text;

  private Secret(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** A new one. */
  static Secret random() {
    String id = HexFormat.of().formatHex(bytes(ID_BYTES));
    String bits = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BYTES));
    return new Secret(id, "tm_" + id + "_" + bits);
  }

  /** What somebody sent, empty where it is no key at all. */
  static Optional<Secret> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() ? Optional.of(new Secret(form.group(1), text)) : Optional.empty();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Names the key and is no secret. */
  String id() {
    return id;
  }

  /** The secret itself: for its owner, once. */
  String text() {
    return text;
  }

  /** SHA-256, hex. */
  String hash() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}
