package io.tokenmarket.chaos;

import io.tokenmarket.sandbox.Credentials;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Who may do what on the brokers: the nodes may be locked out, the participants never are. */
final class BrokerRights {
  static final String NODE = "node";
  static final String PARTICIPANTS = "participants";
  private static final String BROKER = "broker";

  /** Of everybody: all of it is on this machine, and for some minutes. */
  private static final String PASSWORD = "chaos";

  private static final AclBinding LOCK =
      new AclBinding(
          new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
          new AccessControlEntry("User:" + NODE, "*", AclOperation.ALL, AclPermissionType.DENY));

  private BrokerRights() {}

  /** Of every broker. */
  static Map<String, String> brokerSettings() {
    return Map.of(
        "listener.security.protocol.map",
        "BROKER:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "sasl.enabled.mechanisms",
        "PLAIN",
        "sasl.mechanism.inter.broker.protocol",
        "PLAIN",
        "listener.name.broker.plain.sasl.jaas.config",
        login(BROKER) + known(BROKER) + known(NODE) + known(PARTICIPANTS) + ";",
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "allow.everyone.if.no.acl.found",
        "true",
        "super.users",
        "User:ANONYMOUS;User:" + BROKER + ";User:" + PARTICIPANTS);
  }

  /** Of every client that comes as this user. */
  static Map<String, String> clientSettings(String user) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        login(user) + ";");
  }

  private static String login(String user) {
    return new Credentials(user, PASSWORD).login();
  }

  private static String known(String user) {
    return " user_" + user + "=\"" + PASSWORD + "\"";
  }

  /** From now on the nodes may neither read nor write a topic. */
  static void lockOut(Admin admin) throws InterruptedException {
    done(() -> admin.createAcls(List.of(LOCK)).all().get());
  }

  /** The nodes may again. */
  static void letIn(Admin admin) throws InterruptedException {
    done(() -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get());
  }

  private interface Change {
    void make() throws InterruptedException, ExecutionException;
  }

  private static void done(Change change) throws InterruptedException {
    try {
      change.make();
    } catch (ExecutionException refused) {
      throw new IllegalStateException("rights cannot be changed", refused.getCause());
    }
  }
}
