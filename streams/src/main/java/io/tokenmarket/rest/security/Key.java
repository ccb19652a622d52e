package io.tokenmarket.rest.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * What is kept of a key.
 *
 * @param id names it, eight hex digits
 * @param participant whose it is, null of an operator's
 * @param sha256 of the whole key as it is sent, hex
 * @param added when, ISO 8601
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Key(String id, Role role, String participant, String sha256, String added) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException where a field is missing or cannot be what it is said to be
   */
  public Key {
    require(id != null && ID.matcher(id).matches(), "an id is eight hex digits");
    require(role != null, "key " + id + " has no role");
    require(
        (role == Role.PARTICIPANT) == (participant != null && !participant.isEmpty()),
        "key " + id + " must have a participant where its role is PARTICIPANT, and only there");
    require(
        sha256 != null && HASH.matcher(sha256).matches(),
        "the sha256 of key " + id + " is 64 hex digits");
  }

  /** Whether this is what was sent; takes as long whether it is or not. */
  boolean is(Secret secret) {
    return MessageDigest.isEqual(sha256.getBytes(US_ASCII), secret.hash().getBytes(US_ASCII));
  }

  /** Whether it is the key of this participant. */
  public boolean isOf(String name) {
    return participant != null && participant.equals(name);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
