package io.tokenmarket.bench.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** What threads spend their processor time in, from samples of their stacks (JFR). */
final class Profile {
  private static final String EVENT = "jdk.ExecutionSample";
  private static final Duration PERIOD = Duration.ofMillis(10);
  private static final int SHOWN = 20;

  private final String threads;
  private final Map<String, Integer> byThread = new HashMap<>();
  private final Map<String, Integer> self = new HashMap<>();
  private final Map<String, Integer> within = new HashMap<>();
  private int samples;
  private int all;

  private Profile(String threads) {
    this.threads = threads;
  }

  /** Runs the task and says on standard error where these threads were. */
  static <T> T of(String threads, Callable<T> task) throws Exception {
    Path file = Files.createTempFile("bench", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(EVENT).withPeriod(PERIOD);
      recording.start();
      T result = task.call();
      recording.stop();
      recording.dump(file);
      Profile profile = new Profile(threads);
      profile.read(file);
      profile.print();
      return result;
    } finally {
      Files.delete(file);
    }
  }

  private void read(Path recording) throws IOException {
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getEventType().getName().equals(EVENT) && event.getStackTrace() != null) {
          add(event);
        }
      }
    }
  }

  private void add(RecordedEvent sample) {
    String thread = sample.getThread("sampledThread").getJavaName();
    all++;
    byThread.merge(String.valueOf(thread).replaceAll("[0-9a-f-]{30,}|\\d+", "*"), 1, Integer::sum);
    if (thread != null && thread.contains(threads)) {
      samples++;
      List<RecordedFrame> frames = sample.getStackTrace().getFrames();
      self.merge(name(frames.get(0).getMethod()), 1, Integer::sum);
      Set<String> seen = new HashSet<>();
      frames.forEach(frame -> seen.add(name(frame.getMethod())));
      seen.forEach(name -> within.merge(name, 1, Integer::sum));
    }
  }

  private static String name(RecordedMethod method) {
    String type = method.getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
  }

  private void print() {
    print("threads", byThread, all);
    print("methods of threads named like " + threads + ", innermost", self, samples);
    print("the same, with all that they call", within, samples);
  }

  private static void print(String title, Map<String, Integer> counts, int whole) {
    System.err.printf("%n%s (%d samples)%n", title, whole);
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(title.startsWith("the same") ? 3 * SHOWN : SHOWN)
        .forEach(
            entry ->
                System.err.printf(
                    Locale.ROOT,
                    "  %5.1f %%  %s%n",
                    100.0 * entry.getValue() / whole,
                    entry.getKey()));
  }
}
