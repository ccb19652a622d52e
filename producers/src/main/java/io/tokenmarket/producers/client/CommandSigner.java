package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.CommandSignature;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/** Signs the commands of a participant whose key is registered. Safe for use by several threads. */
public final class CommandSigner {
  private final PrivateKey key;
  private final Duration validity;
  private final Clock clock;

  /**
   * @param validity how long a signature holds: longer than a command may be on its way, and at
   *     most memoryAuctions - 2 intervals of the market, so that nobody can send the command once
   *     more when the market has forgotten it
   */
  public CommandSigner(PrivateKey key, Duration validity) {
    this(key, validity, Clock.systemUTC());
  }

  CommandSigner(PrivateKey key, Duration validity, Clock clock) {
    this.key = key;
    this.validity = validity;
    this.clock = clock;
  }

  /** The header of the command. */
  String sign(SpecificRecord command) {
    long expires = clock.millis() + validity.toMillis();
    return CommandSignature.of(command, expires, key).toString();
  }
}
