package io.tokenmarket.cli;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.whatif.Comparison;
import io.tokenmarket.replay.whatif.ComparisonCsv;
import io.tokenmarket.replay.whatif.ComparisonJson;
import io.tokenmarket.replay.whatif.ComparisonText;
import io.tokenmarket.replay.whatif.Patch;
import io.tokenmarket.replay.whatif.WhatIf;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a log with one change and prints what comes of it. */
final class WhatIfPrinter {
  private static final long LINES_SHOWN = 24;

  private final LogSource source;
  private final ReadingBar bar;
  private final PrintWriter out;
  private final boolean json;

  /**
   * @param json one object an interval, the sums last; else a table of about 24 intervals
   */
  WhatIfPrinter(LogSource source, ReadingBar bar, PrintWriter out, boolean json) {
    this.source = source;
    this.bar = bar;
    this.out = out;
    this.json = json;
  }

  /**
   * @param csv where all intervals go as a table, or null
   */
  void print(Path patchFile, Path csv) {
    Patch patch = Patch.load(patchFile, source);
    if (csv == null) {
      compare(patch, Writer.nullWriter());
      return;
    }
    try (Writer table = Files.newBufferedWriter(csv)) {
      compare(patch, table);
    } catch (IOException | UncheckedIOException unwritable) {
      throw new UsageException(
          "%s cannot be written (%s); name another file for --csv."
              .formatted(csv, unwritable.getMessage()),
          unwritable);
    }
  }

  private void compare(Patch patch, Writer table) {
    if (!json) {
      print("what if " + patch.words() + "; changed less original:");
      print(ComparisonText.header(patch));
    }
    ComparisonCsv csv = new ComparisonCsv(table);
    long step = json ? 1 : Math.max(1, patch.gates() / LINES_SHOWN);
    Comparison comparison =
        WhatIf.run(
            source,
            patch,
            interval -> {
              csv.add(interval);
              show(interval, step);
            },
            bar);
    if (json) {
      print(ComparisonJson.of(patch, comparison).toString());
    } else {
      print("");
      ComparisonText.summary(comparison).forEach(this::print);
    }
  }

  private void show(WhatIf.Interval interval, long step) {
    if ((interval.original().clearing().getAuction() - 1) % step == 0) {
      print(json ? ComparisonJson.of(interval).toString() : ComparisonText.line(interval));
    }
  }

  private void print(String line) {
    bar.makeWay();
    ClosedPipeException.orPrint(out, line);
  }
}
