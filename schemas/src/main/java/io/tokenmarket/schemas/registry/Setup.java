package io.tokenmarket.schemas.registry;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The one idempotent step that makes a cluster ready: topics created, schemas registered. */
public final class Setup {
  private Setup() {}

  /**
   * Creates what is missing of the topics and waits until every partition answers. A topic that is
   * there already is left as it is.
   *
   * @throws SetupException where a topic has another number of partitions, or the cluster refuses
   *     or does not answer within a minute
   */
  public static void topics(Admin admin, int partitions, short replication) {
    new TopicSetup(admin, partitions, replication).run(TopicSettings.ALL);
  }

  /**
   * Registers what is missing of the schemas, at FULL_TRANSITIVE.
   *
   * @throws SetupException where a schema is incompatible with a registered version or refused
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public static void schemas(Map<String, ?> registryConfig) {
    new SchemaSetup(RegistryConfig.client(registryConfig)).run(Records.all());
  }
}
