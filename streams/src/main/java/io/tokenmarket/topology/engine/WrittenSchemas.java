package io.tokenmarket.topology.engine;

import io.tokenmarket.schemas.registry.SchemaIds;
import io.tokenmarket.schemas.registry.SetupException;
import java.util.Map;

/** The schemas that an exchange's log was written with, for who reads it besides the engine. */
public final class WrittenSchemas {
  private WrittenSchemas() {}

  /**
   * @param settings of the cluster and of the registry
   * @throws SetupException where the registry has another schema under one of their ids
   */
  public static void require(Map<String, ?> settings) {
    EngineConfig config = EngineConfig.of(settings);
    try (StateReader state = config.stateReader()) {
      SchemaIds.require(state.schemas(), config.registry());
    }
  }
}
