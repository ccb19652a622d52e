package io.tokenmarket.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.replay.Difference;
import io.tokenmarket.replay.ForeignRecord;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.ReplayTotals;
import io.tokenmarket.replay.Verification;
import io.tokenmarket.replay.Verification.Result;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify}: is what the exchange published what its log gives. */
@Command(
    name = "verify",
    description = {
      "Recompute every clearing, trade, order event and view from the log and compare each with what"
          + " was published; check the chain of hashes and every certificate.",
      "Exit code 0 only where all of it is identical, 1 at the first difference."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  /** So many records that are none of the exchange's are printed. */
  private static final int SHOWN = 20;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private LogOptions log;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    long began = System.nanoTime();
    Result result = verify();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(result));
    } else {
      text(result, System.nanoTime() - began, out);
    }
    out.flush();
    return result.identical() ? 0 : 1;
  }

  private Result verify() throws InterruptedException {
    try (LogSource source = log.open();
        ReadingBar bar = new ReadingBar()) {
      return Verification.run(source, bar);
    }
  }

  private static ObjectNode json(Result result) {
    ReplayTotals tally = result.tally();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("identical", result.identical())
        .put("commands", tally.commands())
        .put("events", tally.events())
        .put("clearings", tally.clearings());
    if (hasSignatures(tally)) {
      json.put("signatures", tally.signatures()).put("badSignatures", tally.badSignatures());
    }
    if (tally.strange() > 0) {
      json.put("strange", tally.strange());
      ArrayNode strangers = json.putArray("strangers");
      tally.strangers().forEach(found -> put(strangers.addObject(), found));
    }
    result.difference().ifPresent(difference -> put(json.putObject("difference"), difference));
    return json;
  }

  private static void put(ObjectNode json, ForeignRecord found) {
    json.put("topic", found.topic())
        .put("partition", found.partition())
        .put("offset", found.offset());
  }

  private static void put(ObjectNode json, Difference difference) {
    json.put("topic", difference.topic())
        .put("market", difference.market())
        .put("interval", difference.interval())
        .put("logPosition", difference.logPosition())
        .put("field", difference.field())
        .put("published", difference.published())
        .put("recomputed", difference.recomputed());
  }

  private static void text(Result result, long nanos, PrintWriter out) {
    ReplayTotals tally = result.tally();
    result.difference().ifPresent(difference -> difference(difference, out));
    out.printf(
        Locale.ROOT,
        "%s: %,d commands, %,d events, %,d clearings, %,d records of views in %.1f s\n",
        result.identical() ? "identical" : "identical until then",
        tally.commands(),
        tally.events(),
        tally.clearings(),
        tally.views(),
        nanos / 1e9);
    if (hasSignatures(tally)) {
      out.printf(
          Locale.ROOT,
          "signatures: %,d commands signed, %,d refused for a signature missing, wrong or expired\n",
          tally.signatures(),
          tally.badSignatures());
    }
    notCompared(tally.expired(), "order events that are deleted already", out);
    notCompared(tally.intake(), "refusals of intake, whose commands never reached the log", out);
    notCompared(tally.unanswered(), "events of commands the engine had not handled yet", out);
    notCompared(tally.unreadable(), "entries of the log that are no commands", out);
    strangers(tally, out);
    if (!result.viewsCompared()) {
      out.println("not compared: the views; there are none here");
    }
  }

  private static void strangers(ReplayTotals tally, PrintWriter out) {
    for (ForeignRecord found : tally.strangers().stream().limit(SHOWN).toList()) {
      out.printf(
          Locale.ROOT,
          "no record of the exchange, without effect: %s, partition %d, offset %d\n",
          found.topic(),
          found.partition(),
          found.offset());
    }
    if (tally.strange() > SHOWN) {
      out.printf(Locale.ROOT, "and %,d more like that\n", tally.strange() - SHOWN);
    }
  }

  private static boolean hasSignatures(ReplayTotals tally) {
    return tally.signatures() + tally.badSignatures() > 0;
  }

  private static void difference(Difference difference, PrintWriter out) {
    out.printf("first difference, on %s\n", difference.topic());
    out.printf("  market        %s\n", difference.market());
    out.printf("  interval      %s\n", difference.interval());
    out.printf("  log position  %s\n", difference.logPosition());
    out.printf("  field         %s\n", difference.field());
    out.printf("  published     %s\n", difference.published());
    out.printf("  recomputed    %s\n", difference.recomputed());
  }

  private static void notCompared(long count, String what, PrintWriter out) {
    if (count > 0) {
      out.printf(Locale.ROOT, "not compared: %,d %s\n", count, what);
    }
  }
}
