package io.tokenmarket.market;

import io.tokenmarket.schemas.CommandSignature;
import io.tokenmarket.schemas.Ed25519;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.SigningKey;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** The keys of a market: whose commands must be signed, and with what. */
public final class SigningKeys {
  private static final Set<String> REFUSALS =
      EnumSet.of(Reason.SIGNATURE_MISSING, Reason.SIGNATURE_INVALID, Reason.SIGNATURE_EXPIRED)
          .stream()
          .map(Reason::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Ledger<String, SigningKey> keys;

  /** The same keys, to verify with. */
  private final Map<String, PublicKey> decoded = new HashMap<>();

  SigningKeys(RecordHash hash) {
    keys = new Ledger<>(hash);
  }

  /**
   * Whether the answer refuses a command for its signature. Such a command may be anybody's, so
   * nothing of it is remembered.
   */
  public static boolean isRefusal(SpecificRecord answer) {
    return answer instanceof OrderRejected rejected && REFUSALS.contains(rejected.getReason());
  }

  /** The refusal of what is no public key. */
  static Optional<Refusal> invalid(String publicKey, Rulebook rulebook) {
    try {
      rulebook.checkKey(publicKey);
      return Optional.empty();
    } catch (InvalidKeyException e) {
      return Optional.of(Refusal.of(Reason.KEY_INVALID, publicKey, e.getMessage()));
    }
  }

  boolean isEmpty() {
    return keys.size() == 0;
  }

  boolean has(String owner) {
    return keys.get(owner) != null;
  }

  Ledger<String, SigningKey> ledger() {
    return keys;
  }

  /** Puts a key in the place of the owner's one before. */
  void set(SigningKey key) {
    if (has(key.getOwner())) {
      keys.replace(key.getOwner(), key);
    } else {
      keys.add(key.getOwner(), key);
    }
    decoded.put(key.getOwner(), publicKey(key));
  }

  /** The key that is given up; there must be one. */
  SigningKey remove(String owner) {
    decoded.remove(owner);
    return keys.remove(owner);
  }

  private static PublicKey publicKey(SigningKey key) {
    try {
      return Ed25519.publicKey(key.getPublicKey());
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a key that was taken is none: " + key, e);
    }
  }

  /**
   * Why the command is not taken as its sender's; empty where it is, or where they have no key.
   *
   * @param signature header of the command, or null
   * @param now milliseconds since 1970, by the last gate
   */
  Optional<Refusal> refusal(Command command, String signature, long now) {
    PublicKey key = decoded.get(command.participant());
    if (key == null) {
      return Optional.empty();
    }
    if (signature == null) {
      return Optional.of(
          Refusal.of(Reason.SIGNATURE_MISSING, command.participant(), command.market()));
    }
    return CommandSignature.parse(signature)
        .filter(parsed -> parsed.isOf(command.body(), key))
        .map(valid -> expired(valid, now))
        .orElseGet(() -> Optional.of(Refusal.of(Reason.SIGNATURE_INVALID, command.participant())));
  }

  private static Optional<Refusal> expired(CommandSignature signature, long now) {
    return Refusal.unless(
        now < signature.expires(), Reason.SIGNATURE_EXPIRED, signature.expires(), now);
  }
}
