package io.tokenmarket.topology.engine;

import java.util.Map;
import java.util.TreeMap;

/** How far the log is answered, for who reads it besides the engine. */
public final class AnsweredLog {
  private AnsweredLog() {}

  /**
   * By partition, the position before which everything is answered whole; of a partition of which
   * the engine has handled nothing there is none. The group's offsets may be further: of a large
   * auction only a part may be published, and entries behind it wait.
   *
   * @param settings of the cluster
   */
  public static Map<Integer, Long> ends(Map<String, ?> settings) {
    Map<Integer, Long> ends = new TreeMap<>();
    try (StateReader state = EngineConfig.of(settings).stateReader()) {
      state.handled().forEach((partition, handled) -> ends.put(partition, handled.end()));
    }
    return ends;
  }
}
