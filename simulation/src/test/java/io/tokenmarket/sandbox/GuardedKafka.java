package io.tokenmarket.sandbox;

import java.nio.file.Path;
import java.util.Map;

/** A broker that asks its clients for a password (SASL/PLAIN). */
public final class GuardedKafka {
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

  private GuardedKafka() {}

  /** One that knows the user "exchange" by this password. */
  public static EmbeddedKafka start(Path dir, String password) {
    return EmbeddedKafka.start(
        dir,
        1,
        0,
        Map.of(
            "listener.security.protocol.map",
            "BROKER:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "sasl.enabled.mechanisms",
            "PLAIN",
            "sasl.mechanism.inter.broker.protocol",
            "PLAIN",
            "listener.name.broker.plain.sasl.jaas.config",
            LOGIN.formatted("broker", "of-the-broker")
                + " user_broker=\"of-the-broker\" user_exchange=\""
                + password
                + "\";"));
  }

  /** What its clients must be told. */
  public static String properties(String password) {
    return """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=PLAIN
        sasl.jaas.config=%s;
        """
        .formatted(LOGIN.formatted("exchange", password));
  }
}
