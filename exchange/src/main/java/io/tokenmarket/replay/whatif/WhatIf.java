package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.SigningKeys;
import io.tokenmarket.replay.EventFields;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.MarketLog;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.RecordStream;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.KeyDefinition;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * The same recorded commands twice, side by side: as they are, and with one change. Nothing is kept
 * of an interval but its sums, by participant.
 */
public final class WhatIf {
  private final Patch patch;
  private final Consumer<Interval> reader;
  private final Course original;
  private final Course changed;

  private WhatIf(Patch patch, Consumer<Interval> reader) {
    this.patch = patch;
    this.reader = reader;
    this.original = new Course(patch.rules());
    this.changed = new Course(patch.rules());
  }

  /** An interval's auction as it was, and as it would have been. */
  public record Interval(Auctioned original, Auctioned changed) {}

  /**
   * Runs the log of the patch's market.
   *
   * @param source the log that the patch was held to
   * @param reader gets each interval as it comes
   * @throws io.tokenmarket.replay.LogException where the source cannot be read
   */
  public static Comparison run(
      LogSource source, Patch patch, Consumer<Interval> reader, Progress progress) {
    WhatIf run = new WhatIf(patch, reader);
    try (RecordStream log = MarketLog.open(source, patch.partition(), progress)) {
      while (log.hasNext()) {
        log.next().entry().ifPresent(run::handle);
      }
    }
    return new Comparison(run.original, run.changed);
  }

  private void handle(LogEntry entry) {
    SpecificRecord command = entry.command();
    if (!EventFields.market(command).equals(patch.rules().getMarket())) {
      return;
    }
    if (command instanceof GateClosed gate) {
      close(entry, gate);
    } else {
      List<SpecificRecord> sent = patch.change().apply(command, original::order);
      List<SpecificRecord> events = original.answer(entry);
      if (isAboutSigning(command, events)) {
        changed.note(events);
      } else {
        sent.forEach(each -> changed(entry, each));
      }
    }
  }

  /**
   * Nobody can sign a command that was never sent. So who signed what is decided on the original
   * course alone, and the changed one knows no keys.
   */
  private static boolean isAboutSigning(SpecificRecord command, List<SpecificRecord> events) {
    return command instanceof KeyDefinition
        || command instanceof KeyChanged
        || events.stream().anyMatch(SigningKeys::isRefusal);
  }

  /** A gate without effect on one course is without effect on the other. */
  private void close(LogEntry entry, GateClosed gate) {
    original.close(entry).ifPresent(auctioned -> close(entry, gate.getInterval(), auctioned));
  }

  private void close(LogEntry gate, long interval, Auctioned auctioned) {
    patch.change().beforeGate(interval).forEach(sent -> changed(gate, sent));
    Auctioned other =
        changed
            .close(gate)
            .orElseThrow(
                () -> new IllegalStateException("interval " + interval + " has one auction"));
    reader.accept(new Interval(auctioned, other));
  }

  /** The command at the entry's place in the log. */
  private void changed(LogEntry entry, SpecificRecord command) {
    changed.answer(new LogEntry(entry.position(), entry.time(), command, null, entry.place()));
  }
}
