package io.tokenmarket.bench.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Processor time by kind of thread, those of the JVM itself included; only Linux tells. */
final class Threads {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final int SHOWN = 12;
  private static final double TICKS_A_SECOND = 100;

  /** C1 and C2, as Linux cuts their names. */
  private static final String COMPILER = "C* Compiler";

  /** Where utime is behind the name, which may itself hold blanks. */
  private static final int USER_TICKS = 11;

  private final Map<String, Long> ticks = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  private Threads() {}

  static Threads now() {
    Threads threads = new Threads();
    if (Files.exists(TASKS)) {
      try (Stream<Path> tasks = Files.list(TASKS)) {
        tasks.forEach(threads::read);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return threads;
  }

  private void read(Path task) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      int end = stat.lastIndexOf(')');
      List<String> fields = List.of(stat.substring(end + 2).split(" "));
      String id = task.getFileName().toString();
      names.put(id, stat.substring(stat.indexOf('(') + 1, end).replaceAll("\\d+", "*"));
      ticks.put(
          id, Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(USER_TICKS + 1)));
    } catch (IOException ended) {
      names.remove(task.getFileName().toString());
    }
  }

  /** What the JVM has used to compile, seconds; 0 where that is not told. */
  static double compilerSeconds() {
    Threads all = now();
    return all.names.entrySet().stream()
            .filter(thread -> thread.getValue().startsWith(COMPILER))
            .mapToLong(thread -> all.ticks.get(thread.getKey()))
            .sum()
        / TICKS_A_SECOND;
  }

  /** Says on standard error what threads that still run have used since. */
  void printSince(Threads before) {
    Map<String, Long> used = new TreeMap<>();
    names.forEach(
        (id, name) ->
            used.merge(name, ticks.get(id) - before.ticks.getOrDefault(id, 0L), Long::sum));
    long all = Math.max(1, used.values().stream().mapToLong(Long::longValue).sum());
    System.err.println("processor time by thread");
    used.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(
            entry ->
                System.err.printf(
                    Locale.ROOT,
                    "  %5.1f %%  %6.2f s  %s%n",
                    100.0 * entry.getValue() / all,
                    entry.getValue() / TICKS_A_SECOND,
                    entry.getKey()));
  }
}
