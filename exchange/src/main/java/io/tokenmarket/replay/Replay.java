package io.tokenmarket.replay;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs every market through its log again, and asks nothing of what was published. */
public final class Replay {
  private Replay() {}

  /**
   * The result of a replay.
   *
   * @param last the last clearing of each market, by partition and name; its hash covers everything
   *     before it
   */
  public record Result(ReplayTotals tally, List<Clearing> last) {}

  /**
   * Replays the whole log, partition by partition.
   *
   * @param reader gets each clearing as it comes
   * @throws LogException where the source cannot be read, or its log is not whole
   */
  public static Result run(LogSource source, Consumer<Clearing> reader, Progress progress) {
    ReplayTotals tally = new ReplayTotals();
    List<Clearing> last = new ArrayList<>();
    for (int p = 0; p < source.partitions(Topics.MARKET_LOG); p++) {
      PartitionReplay log =
          PartitionReplay.over(source.open(Topics.MARKET_LOG, p), p, false, progress, tally);
      while (log.hasNext()) {
        log.next().forEach(effect -> tell(effect, reader, tally));
      }
      last.addAll(log.lastClearings());
    }
    return new Result(tally, last);
  }

  private static void tell(Effect effect, Consumer<Clearing> reader, ReplayTotals tally) {
    tally.events++;
    if (effect.event() instanceof Clearing clearing) {
      tally.clearings++;
      reader.accept(clearing);
    }
  }
}
