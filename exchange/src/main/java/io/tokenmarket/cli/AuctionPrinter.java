package io.tokenmarket.cli;

import io.tokenmarket.sandbox.Participants;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.simulation.ClearingLine;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets participants trade, and prints a line for each auction. */
final class AuctionPrinter {
  private static final Duration POLL = Duration.ofSeconds(1);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private Long intervals;

  @Option(names = "--json", description = "Print one JSON object an auction, and nothing else.")
  private boolean json;

  /** Made late: the command says first where the log is. */
  private Logger log;

  private long printed;

  @Option(names = "--intervals", paramLabel = "N", description = "Stop after N auctions.")
  void intervals(long count) {
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(), "--intervals " + count + " holds no auction; give 1 or more");
    }
    intervals = count;
  }

  /** What is worth knowing beside the auctions: on standard output only where people read it. */
  void say(String line) {
    PrintWriter to = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    to.println(line);
    to.flush();
  }

  /** What is going on while nothing is to be seen yet: for people, on standard error. */
  void tell(String line) {
    if (!json) {
      spec.commandLine().getErr().println(line);
      spec.commandLine().getErr().flush();
    }
  }

  /**
   * Prints until there are enough or a stop is asked for.
   *
   * @param check throws where it makes no sense to go on
   */
  void print(Participants participants, MarketDefinition market, StopSignal stop, Runnable check) {
    stop.onRequest(participants::wakeup);
    if (!json) {
      say(ClearingLine.header(market.getTiers().stream().map(TierDefinition::getTier).toList()));
    }
    log = LoggerFactory.getLogger(AuctionPrinter.class);
    try {
      while (!enough() && !stop.requested() && isRead()) {
        participants.next(POLL).forEach(this::print);
        check.run();
      }
    } catch (WakeupException asked) {
      log.info("Stopping: asked to");
    }
  }

  /** Not once the pipe is closed that standard output goes to. */
  private boolean isRead() {
    return !System.out.checkError();
  }

  private boolean enough() {
    return intervals != null && printed >= intervals;
  }

  private void print(Clearing clearing) {
    if (enough()) {
      return;
    }
    if (printed++ == 0) {
      log.info(
          "First auction {} ms after the JVM's start",
          ManagementFactory.getRuntimeMXBean().getUptime());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? ClearingLine.json(clearing) : ClearingLine.text(clearing));
    out.flush();
  }
}
