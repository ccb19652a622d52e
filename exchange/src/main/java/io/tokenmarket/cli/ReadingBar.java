package io.tokenmarket.cli;

import io.tokenmarket.replay.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** How far a log has been read, on standard error where somebody watches it. */
final class ReadingBar implements Progress, AutoCloseable {
  /** Takes the bar away, so that a line of the answer does not begin behind it. */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final boolean terminal = new ExecTerminalProvider().isSystemStream(SystemStream.Error);

  private final ProgressBar bar =
      new ProgressBarBuilder()
          .setTaskName("log")
          .setInitialMax(0)
          .setConsumer(
              terminal
                  ? new ConsoleProgressBarConsumer(System.err)
                  : new DelegatingProgressBarConsumer(rendered -> {}))
          .clearDisplayOnFinish()
          .build();

  @Override
  public void ahead(long positions) {
    bar.maxHint(bar.getMax() + positions);
  }

  @Override
  public void done(long positions) {
    bar.stepBy(positions);
  }

  /** To be called before something is printed. */
  void makeWay() {
    if (terminal) {
      System.err.print(CLEAR_LINE);
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
