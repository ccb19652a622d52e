package io.tokenmarket.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.RecordJson;
import io.tokenmarket.replay.Replay;
import io.tokenmarket.replay.Replay.Result;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.simulation.ClearingLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code replay}: every auction again, from the log alone. */
@Command(
    name = "replay",
    description =
        "Hold every auction again from the log alone, and print its clearing; the hash of a market's"
            + " last clearing covers all before it.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private LogOptions log;

  @Option(names = "--market", paramLabel = "MARKET", description = "Print this market only.")
  private String market;

  @Option(
      names = "--interval",
      paramLabel = "N",
      description = "Print this interval only, as the whole record with its certificate.")
  private Long interval;

  @Option(names = "--json", description = "One JSON object a line, the totals last.")
  private boolean json;

  @Option(
      names = "--what-if",
      paramLabel = "PATCH",
      description =
          "Run the same commands with the one change that stands in this YAML file, and print what"
              + " it changes.")
  private Path patch;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "With --what-if: write every interval, original and changed, to FILE.")
  private Path csv;

  private String heading = "";
  private boolean shown;

  @Override
  public Integer call() throws InterruptedException {
    requireTogether();
    try (LogSource source = log.open();
        ReadingBar bar = new ReadingBar()) {
      if (patch != null) {
        new WhatIfPrinter(source, bar, out(), json).print(patch, csv);
        return 0;
      }
      Result result = Replay.run(source, clearing -> show(clearing, bar), bar);
      bar.makeWay();
      requireShown(result);
      end(result);
    }
    return 0;
  }

  private void requireTogether() {
    if (patch == null && csv != null) {
      throw mistake("--csv is of a comparison; give --what-if PATCH with it");
    }
    if (patch != null && (market != null || interval != null)) {
      throw mistake(
          "--market and --interval do not go with --what-if; name the market in the patch");
    }
  }

  private ParameterException mistake(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private void show(Clearing clearing, ReadingBar bar) {
    boolean asked =
        (market == null || market.equals(clearing.getMarket()))
            && (interval == null || interval == clearing.getInterval());
    if (asked) {
      bar.makeWay();
      shown = true;
      ClosedPipeException.orPrint(out(), line(clearing));
    }
  }

  private void requireShown(Result result) {
    if (!shown && (market != null || interval != null)) {
      String held =
          result.last().stream()
              .map(last -> "%s up to %s".formatted(last.getMarket(), last.getInterval()))
              .collect(Collectors.joining(", "));
      throw mistake(
          "the log has no such auction; its markets and their intervals: "
              + (held.isEmpty() ? "none" : held));
    }
  }

  private String line(Clearing clearing) {
    if (interval != null) {
      JsonNode whole = RecordJson.of(clearing);
      return json ? whole.toString() : whole.toPrettyString();
    }
    return json ? ClearingLine.json(clearing).toString() : headed(clearing);
  }

  /** The heading is printed again where another market has other tiers. */
  private String headed(Clearing clearing) {
    String header =
        ClearingLine.header(clearing.getTiers().stream().map(TierClearing::getTier).toList());
    String line = ClearingLine.text(clearing);
    if (header.equals(heading)) {
      return line;
    }
    heading = header;
    return header + "\n" + line;
  }

  private void end(Result result) {
    if (json) {
      out().println(json(result));
    } else {
      text(result);
    }
    out().flush();
  }

  private void text(Result result) {
    out()
        .printf(
            Locale.ROOT,
            "%,d commands, %,d events, %,d clearings\n",
            result.tally().commands(),
            result.tally().events(),
            result.tally().clearings());
    for (Clearing last : result.last()) {
      out()
          .printf(
              Locale.ROOT,
              "%s: %,d auctions, the last of interval %d, hash %s\n",
              last.getMarket(),
              last.getAuction(),
              last.getInterval(),
              RecordJson.hex(last.getHash()));
    }
  }

  private static ObjectNode json(Result result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("commands", result.tally().commands())
        .put("events", result.tally().events())
        .put("clearings", result.tally().clearings());
    ObjectNode markets = json.putObject("markets");
    for (Clearing last : result.last()) {
      markets
          .putObject(last.getMarket())
          .put("auctions", last.getAuction())
          .put("interval", last.getInterval())
          .put("hash", RecordJson.hex(last.getHash()));
    }
    return json;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
