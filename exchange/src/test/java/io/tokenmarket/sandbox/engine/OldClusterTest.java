package io.tokenmarket.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.registry.SetupException;
import io.tokenmarket.topology.engine.Engine;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that was never upgraded to the transactions the exchange relies on. */
@Timeout(300)
class OldClusterTest {
  @TempDir Path dir;

  @Test
  void theEngineRefusesItUntilItIsUpgraded() throws Exception {
    try (Cluster cluster = Cluster.start(dir, 1)) {
      setTransactionVersion(cluster, 1, UpgradeType.SAFE_DOWNGRADE);
      assertThatThrownBy(() -> cluster.engine("old", Map.of()))
          .isInstanceOf(SetupException.class)
          .hasMessageStartingWith(
              "the cluster has transaction.version 1 where the exchange needs 2");
      setTransactionVersion(cluster, 2, UpgradeType.UPGRADE);
      Engine upgraded = cluster.runningEngine("upgraded", Map.of());
      assertThat(upgraded.state().isRunningOrRebalancing()).isTrue();
    }
  }

  private static void setTransactionVersion(Cluster cluster, int level, UpgradeType type)
      throws Exception {
    try (Admin admin = cluster.admin()) {
      FeatureUpdate update = new FeatureUpdate((short) level, type);
      admin
          .updateFeatures(Map.of("transaction.version", update), new UpdateFeaturesOptions())
          .all()
          .get();
    }
  }
}
