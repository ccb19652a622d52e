package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.registry.SetupException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/**
 * Refuses a cluster on which exactly once does not hold: below {@code transaction.version} 2 a
 * delayed write of a node that died can land in a transaction of the one that took over (KIP-890).
 */
final class ClusterCheck {
  private static final String FEATURE = "transaction.version";
  private static final short LEAST = 2;

  private ClusterCheck() {}

  /**
   * @throws SetupException where the cluster is too old, or does not answer
   */
  static void run(EngineConfig config) {
    Map<String, Object> settings = config.streams().getAdminConfigs("engine-check");
    try (Admin admin = Admin.create(settings)) {
      require(level(admin.describeFeatures().featureMetadata().get()));
    } catch (ExecutionException e) {
      throw new SetupException(
          "the cluster at %s did not say which features it has: %s"
              .formatted(settings.get("bootstrap.servers"), e.getCause().getMessage()),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SetupException("interrupted while the cluster was asked for its features", e);
    }
  }

  /** A cluster that does not know the feature does not list it. */
  private static int level(FeatureMetadata features) {
    FinalizedVersionRange range = features.finalizedFeatures().get(FEATURE);
    return range == null ? 0 : range.maxVersionLevel();
  }

  private static void require(int level) {
    if (level < LEAST) {
      throw new SetupException(
          "the cluster has %s %d where the exchange needs %d: run Kafka 4.0 or newer and upgrade it with kafka-features.sh upgrade --feature %s=%d"
              .formatted(FEATURE, level, LEAST, FEATURE, LEAST),
          null);
    }
  }
}
