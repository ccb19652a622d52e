package io.tokenmarket.bench.live;

import io.tokenmarket.bench.live.StreamBench.Row;
import java.util.ArrayList;
import java.util.List;

/** The rows in which Kafka is alone. */
final class KafkaRun {
  /** These are over in a second or two; so often each, for a figure that repeats. */
  private static final int PASSES = 3;

  private KafkaRun() {}

  static List<Run> of(Setting setting) throws Exception {
    List<Run> runs = new ArrayList<>();
    long commands = setting.commands();
    try (Rig rig = Rig.start(setting.partitions())) {
      try (Client client = new Client(rig.settings())) {
        client.fill(commands, setting.named()::demand);
      }
      PassThrough kafka = new PassThrough(rig, setting);
      for (int n = 0; n < PASSES; n++) {
        Window.collectGarbage();
        runs.add(Run.of(Row.CONSUMER, kafka.plain(), commands));
        Window.collectGarbage();
        runs.add(Run.of(Row.PASS_THROUGH, kafka.exactlyOnce(), commands));
      }
    }
    return runs;
  }
}
