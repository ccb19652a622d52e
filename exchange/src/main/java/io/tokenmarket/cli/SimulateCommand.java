package io.tokenmarket.cli;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate SCENARIO}: the exchange's state machine without a broker, as fast as it goes. */
@Command(
    name = "simulate",
    description = "Runs a scenario without a broker, as fast as it goes.",
    mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
  private static final long LINES_SHOWN = 24;

  @Spec private CommandSpec spec;

  @Mixin private ChosenScenario chosen;

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

  @Mixin private ReportOptions report;

  @Override
  public Integer call() {
    simulate(chosen.scenario());
    return 0;
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
    report.begin(scenario);
    if (!json) {
      heading(scenario, run);
    }
    try (AuctionBar bar = new AuctionBar(scenario.intervals())) {
      run.forEachAuction(
          auction -> {
            bar.step();
            report.add(auction);
            if (auction.clearing().getInterval() % step == 0) {
              bar.makeWay();
              show(auction.clearing());
            }
          });
    }
    RunSummary summary = run.summary();
    end(summary);
    report.end(summary);
  }

  private long step(long intervals) {
    if (every != null && every < 1) {
      throw new ScenarioException("--every %s shows nothing; give 1 or more".formatted(every));
    }
    long standard = json ? 1 : Math.max(1, intervals / LINES_SHOWN);
    return every == null ? standard : every;
  }

  private void heading(Scenario scenario, ScenarioRun run) {
    out().printf("%s: %s\n", scenario.name(), scenario.description());
    run.assumptions().forEach(line -> out().println("  " + line));
    out().println();
    out()
        .println(
            ClearingLine.header(
                scenario.definition().getTiers().stream().map(TierDefinition::getTier).toList()));
  }

  private void show(Clearing clearing) {
    Object line = json ? ClearingLine.json(clearing) : ClearingLine.text(clearing);
    if (export == null && !report.isAsked()) {
      ClosedPipeException.orPrint(out(), line);
    } else {
      out().println(line);
    }
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
