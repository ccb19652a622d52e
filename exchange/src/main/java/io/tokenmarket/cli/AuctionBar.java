package io.tokenmarket.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** How many auctions have been held, on standard error where somebody watches it. */
public final class AuctionBar implements AutoCloseable {
  /** Takes the bar away, so that a line of the answer does not begin behind it. */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final boolean terminal = new ExecTerminalProvider().isSystemStream(SystemStream.Error);
  private final ProgressBar bar;

  public AuctionBar(long intervals) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("auctions")
            .setInitialMax(intervals)
            .setConsumer(
                terminal
                    ? new ConsoleProgressBarConsumer(System.err)
                    : new DelegatingProgressBarConsumer(rendered -> {}))
            .clearDisplayOnFinish()
            .build();
  }

  public void step() {
    bar.step();
  }

  /** To be called before something is printed. */
  public void makeWay() {
    if (terminal) {
      System.err.print(CLEAR_LINE);
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
