package io.tokenmarket.bench.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.replay.ClusterLog;
import io.tokenmarket.replay.ExportedLog;
import io.tokenmarket.replay.LogExport;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.Verification;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How fast a log is verified, on a cluster and in an export, beside a consumer that only decodes
 * it. One line of JSON a row.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Measure verify beside a consumer that decodes the same log.")
public final class ReplayBench implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(100);

  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "A small version: few commands, one repetition.")
  private boolean quick;

  @Option(names = "--commands", paramLabel = "N", description = "Commands in the log.")
  private Long commands;

  private enum Row {
    DECODING_CONSUMER,
    VERIFY_CLUSTER,
    VERIFY_EXPORT
  }

  public static void main(String[] args) {
    BenchLine.run(new ReplayBench(), args);
  }

  @Override
  public Integer call() throws Exception {
    if (commands != null && (commands < 1_000 || commands > 100_000_000)) {
      throw new ParameterException(spec.commandLine(), "--commands takes 1000 to 100000000");
    }
    Setting setting =
        new Setting(
            4, 1_000, commands != null ? commands : quick ? 20_000 : 400_000, Map.of(), false);
    try (Rig rig = Rig.start(setting.partitions())) {
      new ExchangeRun(setting, StreamBench.Row.EXCHANGE).trade(rig);
      Path export = rig.folder("export");
      try (LogSource cluster = ClusterLog.open(rig.settings())) {
        LogExport.write(cluster, export, Progress.NONE);
      }
      measure(rig, export);
    }
    return 0;
  }

  /** A row in turn, and again; the first round warms the JVM up and is dropped. */
  private void measure(Rig rig, Path export) throws Exception {
    Map<Row, Runs> runs = new EnumMap<>(Row.class);
    for (int n = 0; n <= (quick ? 1 : 4); n++) {
      for (Row row : Row.values()) {
        Window.collectGarbage();
        Run run = run(row, rig, export);
        System.err.printf(
            Locale.ROOT,
            "%s: %,.0f commands/s, %.1f us%n",
            label(row),
            run.commandsPerSecond(),
            run.cpuMicros());
        if (n > 0) {
          runs.computeIfAbsent(row, none -> new Runs()).add(run);
        }
      }
    }
    for (Row row : Row.values()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("row", label(row));
      runs.get(row).describe(json, "ofDecodingConsumer", runs.get(Row.DECODING_CONSUMER));
      System.out.println(json);
    }
  }

  private static String label(Row row) {
    return row.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Run run(Row row, Rig rig, Path export) throws Exception {
    Window window = new Window();
    window.begin();
    long handled =
        switch (row) {
          case DECODING_CONSUMER -> decoded(rig);
          case VERIFY_CLUSTER -> verified(ClusterLog.open(rig.settings()));
          case VERIFY_EXPORT -> verified(ExportedLog.open(export));
        };
    window.answered();
    window.end();
    return Run.of(null, window, handled);
  }

  private static long verified(LogSource source) {
    try (source) {
      Verification.Result result = Verification.run(source, Progress.NONE);
      result
          .difference()
          .ifPresent(
              difference -> {
                throw new IllegalStateException(difference.toString());
              });
      return result.tally().commands();
    }
  }

  private static long decoded(Rig rig) throws Exception {
    RecordReader reader = new RecordReader(rig.settings());
    long read = 0;
    try (KafkaConsumer<String, byte[]> consumer = Committed.consumer(rig.settings())) {
      List<TopicPartition> all =
          consumer.partitionsFor(Topics.MARKET_LOG).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          reader.read(record.topic(), record.value());
          read++;
        }
      }
    }
    return read;
  }
}
