package io.tokenmarket.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One place of the cluster. The process that fills it is a JVM of its own, which can be killed,
 * stopped, paused and started again; it ends at the latest with this JVM. For one thread.
 */
final class Server implements AutoCloseable {
  /** A program writes a line that begins with this, or with REST, once it serves. */
  static final String READY = "ready";

  private static final List<String> READY_LINES = List.of(READY, "REST:");
  private static final Duration START = Duration.ofSeconds(150);
  private static final Duration END = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final String name;
  private final Path logs;
  private final String heap;
  private final List<String> options;
  private final List<String> program;
  private Process process;
  private Path log;
  private int starts;
  private int ownStops;
  private boolean wanted;

  /**
   * @param logs folder for what it says
   * @param heap of the process, as the option -Xmx takes it
   * @param main the program's main class
   */
  Server(String name, Path logs, String heap, String main, List<String> arguments) {
    this(name, logs, heap, List.of(), main, arguments);
  }

  /**
   * The same.
   *
   * @param options of its JVM
   */
  Server(
      String name,
      Path logs,
      String heap,
      List<String> options,
      String main,
      List<String> arguments) {
    this.name = name;
    this.logs = logs;
    this.heap = heap;
    this.options = List.copyOf(options);
    this.program = new ArrayList<>(List.of(main));
    this.program.addAll(arguments);
  }

  String name() {
    return name;
  }

  /** How often the process ended without being asked to. */
  int ownStops() {
    return ownStops;
  }

  /** Starts a process; it does not serve yet when this returns. */
  void start() {
    log = logs.resolve(String.format(Locale.ROOT, "%s-%02d.log", name, starts++));
    try {
      process =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      wanted = true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** The options of this JVM, so that its class archive serves the others, too. */
  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.matches("-X[X:l].*|--enable-native.*|--sun-misc.*"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(ExitWithParent.class.getName());
    command.addAll(program);
    return command;
  }

  /** Waits until it serves, starting it again where it ended by itself. */
  void awaitReady() throws InterruptedException {
    Patience.await(START, name + " to serve", this::isReady);
  }

  private boolean isReady() {
    revive();
    try (var lines = Files.lines(log)) {
      return lines.anyMatch(line -> READY_LINES.stream().anyMatch(line::startsWith));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a supervisor does: a process that ended by itself is started again. */
  void revive() {
    if (wanted && !process.isAlive()) {
      ownStops++;
      start();
    }
  }

  /** Processor time that the process has used so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Waits until it has ended by itself, as it must where it cannot go on. */
  void awaitEnd() throws InterruptedException {
    wanted = false;
    Patience.await(END, name + " to end, since it cannot go on", () -> !process.isAlive());
    if (process.exitValue() == 0) {
      throw new BrokenPromiseException(name + " ends as if all were well");
    }
  }

  /**
   * The same of one that was started where it cannot: it says why.
   *
   * @throws BrokenPromiseException where that is no single sentence
   */
  void awaitRefusal() throws InterruptedException {
    awaitEnd();
    try {
      List<String> said = Files.readAllLines(log);
      boolean isTold = said.stream().anyMatch(line -> line.startsWith("tokenmarket: "));
      if (!isTold || said.stream().anyMatch(line -> line.startsWith("\tat "))) {
        throw new BrokenPromiseException(name + " does not say in a sentence why it ends: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    wanted = false;
    process.destroyForcibly().waitFor();
  }

  /**
   * SIGTERM. Not by {@link Process#destroy}: that also closes the standard input the leash hangs
   * on, and the process would end at once.
   *
   * @throws BrokenPromiseException where it does not end
   */
  void stop() throws InterruptedException {
    wanted = false;
    process.toHandle().destroy();
    if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      throw new BrokenPromiseException(name + " does not stop within " + STOP.toSeconds() + " s");
    }
  }

  /** SIGSTOP: it does nothing any more, and does not know. */
  void pause() throws InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT. */
  void resume() throws InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws InterruptedException {
    try {
      int code = new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill " + signal + " of " + name + " gives " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("there is no kill command here", e);
    }
  }

  @Override
  public void close() {
    wanted = false;
    if (process != null) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
