package io.tokenmarket.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** What a simulation spends its time on, told by the classes on the stack. */
enum Stage {
  DEMAND("demandGeneration", "producers\\..*"),
  CLEARING("clearing", "clearing\\..*"),
  HASHING(
      "hashing",
      "market\\.(CanonicalBytes|RecordHash|RecordLayout|MultisetHash).*|simulation\\.ResultHash"),
  STATE("stateMachine", "market\\..*"),
  REPORT("report", "report\\..*"),
  CHECKS("checksAndSums", "simulation\\..*"),
  OTHER("other", ".*");

  private static final String EVENT = "jdk.ExecutionSample";
  private static final Duration PERIOD = Duration.ofMillis(10);

  private final String label;
  private final Pattern classes;

  Stage(String label, String classes) {
    this.label = label;
    this.classes = Pattern.compile("io\\.tokenmarket\\.(" + classes + ")");
  }

  String label() {
    return label;
  }

  /** Shares of the processor time of a task, over all its threads, from samples of their stacks. */
  static Map<Stage, Double> shares(Runnable task) throws IOException {
    Path file = Files.createTempFile("bench", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(EVENT).withPeriod(PERIOD);
      recording.start();
      task.run();
      recording.stop();
      recording.dump(file);
      return shares(file);
    } finally {
      Files.delete(file);
    }
  }

  private static Map<Stage, Double> shares(Path recording) throws IOException {
    Map<Stage, Double> samples = new EnumMap<>(Stage.class);
    double all = 0;
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getEventType().getName().equals(EVENT)) {
          samples.merge(of(event), 1.0, Double::sum);
          all++;
        }
      }
    }
    double sum = all;
    samples.replaceAll((stage, count) -> count / sum);
    return samples;
  }

  /** The innermost frame of ours decides. */
  private static Stage of(RecordedEvent sample) {
    for (RecordedFrame frame : sample.getStackTrace().getFrames()) {
      String name = frame.getMethod().getType().getName();
      if (name.startsWith("io.tokenmarket.")) {
        return of(name);
      }
    }
    return OTHER;
  }

  private static Stage of(String className) {
    for (Stage stage : values()) {
      if (stage.classes.matcher(className).matches()) {
        return stage;
      }
    }
    return OTHER;
  }
}
