package io.tokenmarket.sandbox;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * What broker and registry of one run ask of whoever speaks to them. Made anew by each run, and
 * kept nowhere but in its {@link ConnectFile}.
 *
 * @param password of letters that need no quotes
 */
public record Credentials(String user, String password) {
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";
  private static final int RANDOM_BYTES = 32;

  /** Such as nobody can guess. */
  public static Credentials random() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new Credentials("run", Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** For clients of the broker and of the registry. */
  public Map<String, String> clientSettings() {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login() + ";",
        "basic.auth.credentials.source",
        "USER_INFO",
        "basic.auth.user.info",
        user + ":" + password);
  }

  /** For a broker that is its own controller: whoever comes by either way must know them. */
  Map<String, String> brokerSettings() {
    String jaas = login() + " user_" + user + "=\"" + password + "\";";
    return Map.of(
        "listener.security.protocol.map",
        "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
        "sasl.enabled.mechanisms",
        "PLAIN",
        "sasl.mechanism.inter.broker.protocol",
        "PLAIN",
        "sasl.mechanism.controller.protocol",
        "PLAIN",
        "listener.name.broker.plain.sasl.jaas.config",
        jaas,
        "listener.name.controller.plain.sasl.jaas.config",
        jaas);
  }

  /** The settings of Kafka's login module, without the end. */
  public String login() {
    return LOGIN.formatted(user, password);
  }

  /** Never says the password. */
  @Override
  public String toString() {
    return "credentials of " + user;
  }
}
