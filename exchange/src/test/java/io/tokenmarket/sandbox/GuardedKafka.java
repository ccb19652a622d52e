package io.tokenmarket.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker that asks its clients for a password, by SASL/PLAIN or by SCRAM, where it can be
 * changed. Everybody may do everything that is not denied, and its own user anything.
 */
public final class GuardedKafka {
  private static final String LOGIN =
      "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\"";
  private static final String PLAIN = "plain.PlainLoginModule";
  private static final String SCRAM = "scram.ScramLoginModule";
  private static final String BROKERS = "of-the-broker";
  private static final int ITERATIONS = 4_096;

  private GuardedKafka() {}

  /** One that knows the user "exchange" by this password. */
  public static EmbeddedKafka start(Path dir, String password) {
    return start(dir, password, Map.of());
  }

  /** The same with further settings of the broker. */
  static EmbeddedKafka start(Path dir, String password, Map<String, String> further) {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("allow.everyone.if.no.acl.found", "true");
    settings.put("super.users", "User:broker;User:ANONYMOUS");
    settings.put("listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    // Who is connected shows again and again that they still may be.
    settings.put("connections.max.reauth.ms", "2000");
    settings.put(
        "listener.name.broker.plain.sasl.jaas.config",
        LOGIN.formatted(PLAIN, "broker", BROKERS)
            + " user_broker=\"%s\" user_exchange=\"%s\";".formatted(BROKERS, password));
    settings.put(
        "listener.name.broker.scram-sha-256.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.putAll(further);
    return EmbeddedKafka.start(dir, 1, 0, settings);
  }

  /** What its clients must be told. */
  public static String properties(String password) {
    return """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=PLAIN
        sasl.jaas.config=%s;
        """
        .formatted(LOGIN.formatted(PLAIN, "exchange", password));
  }

  /** The same of the user "exchange" by the password that was set last. */
  static Map<String, Object> scram(EmbeddedKafka kafka, String password) {
    return scram(kafka, "exchange", password);
  }

  static Map<String, Object> scram(EmbeddedKafka kafka, String user, String password) {
    return login(kafka, "SCRAM-SHA-256", LOGIN.formatted(SCRAM, user, password));
  }

  /** As the broker's own user. */
  static Admin admin(EmbeddedKafka kafka) {
    return Admin.create(login(kafka, "PLAIN", LOGIN.formatted(PLAIN, "broker", BROKERS)));
  }

  private static Map<String, Object> login(EmbeddedKafka kafka, String mechanism, String login) {
    return Map.of(
        "bootstrap.servers",
        kafka.bootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        mechanism,
        "sasl.jaas.config",
        login + ";");
  }

  /** From now on SCRAM knows the user "exchange" by this password. */
  static void setPassword(Admin admin, String password) throws Exception {
    setPassword(admin, "exchange", password);
  }

  static void setPassword(Admin admin, String user, String password) throws Exception {
    ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS);
    admin
        .alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user, kind, password)))
        .all()
        .get();
  }
}
