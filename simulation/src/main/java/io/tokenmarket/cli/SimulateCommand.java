package io.tokenmarket.cli;

import io.tokenmarket.producers.demand.DemandException;
import io.tokenmarket.replay.RunExport;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.simulation.ClearingLine;
import io.tokenmarket.simulation.RunSummary;
import io.tokenmarket.simulation.Scenario;
import io.tokenmarket.simulation.ScenarioException;
import io.tokenmarket.simulation.ScenarioRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code simulate SCENARIO}: the exchange's state machine without a broker, as fast as it goes. */
@Command(
    name = "simulate",
    description = "Runs a scenario without a broker, as fast as it goes.",
    mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
  private static final long LINES_SHOWN = 24;

  /** Takes the progress bar away, so that the answer does not begin behind it. */
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** Whether somebody watches standard error; asked when the command runs. */
  private boolean terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A shipped scenario by its name, or a YAML file.")
  private String scenarioName;

  @Option(
      names = "--demand",
      paramLabel = "KIND:FILE",
      description = "Take the demand from servegen:FILE or azure:FILE.")
  private String demand;

  @Option(names = "--intervals", paramLabel = "N", description = "Hold N auctions.")
  private Long intervals;

  @Option(names = "--seed", paramLabel = "N", description = "Draw from another seed.")
  private Long seed;

  @Option(names = "--json", description = "One JSON object a line, the totals last.")
  private boolean json;

  @Option(
      names = "--every",
      paramLabel = "K",
      description = "Show every Kth interval; by default about 24 of them, with --json all.")
  private Long every;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description =
          "Write the log and all events to DIR, as log export does; replay and verify read it.")
  private Path export;

  @Override
  public Integer call() {
    terminal = new ExecTerminalProvider().isSystemStream(SystemStream.Error);
    try {
      simulate(scenario());
      return 0;
    } catch (ScenarioException | DemandException mistake) {
      throw new ParameterException(spec.commandLine(), mistake.getMessage(), mistake);
    }
  }

  private Scenario scenario() {
    Scenario scenario = Scenario.named(scenarioName);
    scenario = demand == null ? scenario : scenario.withDemand(demand);
    scenario = seed == null ? scenario : scenario.withSeed(seed);
    return intervals == null ? scenario : scenario.withIntervals(intervals);
  }

  private void simulate(Scenario scenario) {
    if (export == null) {
      simulate(scenario, new ScenarioRun(scenario));
      return;
    }
    try (RunExport recorder = RunExport.into(export)) {
      simulate(scenario, new ScenarioRun(scenario, recorder));
    }
  }

  private void simulate(Scenario scenario, ScenarioRun run) {
    long step = step(scenario.intervals());
    if (!json) {
      heading(scenario, run);
    }
    try (ProgressBar progress = progress(scenario.intervals())) {
      run.forEachClearing(
          clearing -> {
            progress.step();
            if (clearing.getInterval() % step == 0) {
              show(clearing);
            }
          });
    }
    end(run.summary());
  }

  private ProgressBar progress(long intervals) {
    return new ProgressBarBuilder()
        .setTaskName("auctions")
        .setInitialMax(intervals)
        .setConsumer(
            terminal
                ? new ConsoleProgressBarConsumer(System.err)
                : new DelegatingProgressBarConsumer(rendered -> {}))
        .clearDisplayOnFinish()
        .build();
  }

  private long step(long intervals) {
    if (every != null && every < 1) {
      throw new ScenarioException("--every %d shows nothing; give 1 or more".formatted(every));
    }
    long standard = json ? 1 : Math.max(1, intervals / LINES_SHOWN);
    return every == null ? standard : every;
  }

  private void heading(Scenario scenario, ScenarioRun run) {
    out().printf("%s: %s%n", scenario.name(), scenario.description());
    run.assumptions().forEach(line -> out().println("  " + line));
    out().println();
    out()
        .println(
            ClearingLine.header(
                scenario.definition().getTiers().stream().map(TierDefinition::getTier).toList()));
  }

  private void show(Clearing clearing) {
    if (terminal) {
      System.err.print(CLEAR_LINE);
    }
    out().println(json ? ClearingLine.json(clearing) : ClearingLine.text(clearing));
    out().flush();
  }

  private void end(RunSummary summary) {
    if (json) {
      out().println(summary.json());
    } else {
      out().println();
      summary.text().forEach(out()::println);
    }
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
