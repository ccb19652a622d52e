package io.tokenmarket.replay;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Partitions;
import io.tokenmarket.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs every market through its log again and compares all that comes out with what was published.
 *
 * <p>Every partition is read once and side by side. Which partition of the log goes on next is
 * decided by what was published: the one that the next record needs. So no more events wait than
 * the exchange itself had under way between two partitions.
 */
public final class Verification {
  private final LogSource source;
  private final Progress progress;
  private final ReplayTotals tally = new ReplayTotals();
  private final List<PartitionReplay> log = new ArrayList<>();
  private final Map<String, List<PublishedStream>> published = new HashMap<>();
  private final List<PublishedViews> views = new ArrayList<>();
  private final List<RecordStream> reading = new ArrayList<>();
  private final List<Long> handled = new ArrayList<>();
  private int turn;

  private Verification(LogSource source, Progress progress) {
    this.source = source;
    this.progress = progress;
  }

  /**
   * The result of a verification.
   *
   * @param difference the first, empty where everything is identical
   * @param viewsCompared false where the source has no views
   */
  public record Result(Optional<Difference> difference, ReplayTotals tally, boolean viewsCompared) {
    public boolean identical() {
      return difference.isEmpty();
    }
  }

  /**
   * Verifies all that the source holds, up to the first difference.
   *
   * @throws LogException where the source cannot be read, or its log is not whole
   */
  public static Result run(LogSource source, Progress progress) {
    return new Verification(source, progress).run();
  }

  private Result run() {
    try {
      source.views().forEach(kept -> views.add(PublishedViews.read(source, kept, tally)));
      open();
      compare();
      return new Result(Optional.empty(), tally, !views.isEmpty());
    } catch (Differs first) {
      return new Result(Optional.of(first.difference()), tally, !views.isEmpty());
    } finally {
      reading.forEach(RecordStream::close);
    }
  }

  private void open() {
    for (int p = 0; p < source.partitions(Topics.MARKET_LOG); p++) {
      handled.add(source.handled(p));
      RecordStream entries = ahead(Topics.MARKET_LOG, p);
      log.add(PartitionReplay.over(entries, p, true, progress, tally));
    }
    for (String topic : Topics.PUBLISHED) {
      List<PublishedStream> streams = new ArrayList<>();
      for (int p = 0; p < source.partitions(topic); p++) {
        streams.add(new PublishedStream(topic, p, ahead(topic, p), log, tally));
      }
      published.put(topic, streams);
    }
  }

  /** Clearings can be large, and are few. */
  private RecordStream ahead(String topic, int partition) {
    RecordStream records = source.open(topic, partition);
    if (topic.equals(Topics.CLEARINGS)) {
      return records;
    }
    RecordStream ahead = ReadAhead.of(records, topic + "-" + partition);
    reading.add(ahead);
    return ahead;
  }

  private void compare() {
    for (Optional<PartitionReplay> next = next(); next.isPresent(); next = next()) {
      next.get().next().forEach(this::expect);
    }
    published.values().forEach(streams -> streams.forEach(this::end));
    views.forEach(PublishedViews::requireNoMore);
  }

  private void expect(Effect effect) {
    String topic = EventFields.topic(effect.event());
    List<PublishedStream> streams = published.get(topic);
    streams.get(Partitions.of(EventFields.key(effect.event()), streams.size())).expect(effect);
    if (effect.event() instanceof Clearing clearing) {
      views.forEach(tables -> tables.compare(clearing));
    }
  }

  private Optional<PartitionReplay> next() {
    Optional<PublishedStream> waiting = waiting();
    return waiting.isPresent() ? Optional.of(neededBy(waiting.get())) : anyone();
  }

  /** A stream whose events wait for others; one that is at its end waits for nobody. */
  private Optional<PublishedStream> waiting() {
    for (List<PublishedStream> streams : published.values()) {
      for (PublishedStream stream : streams) {
        if (stream.isWaiting() && stream.needs().isEmpty()) {
          stream.settle(handled::get);
        }
        if (stream.isWaiting()) {
          return Optional.of(stream);
        }
      }
    }
    return Optional.empty();
  }

  private PartitionReplay neededBy(PublishedStream stream) {
    PartitionReplay needed = log.get(stream.needs().orElseThrow());
    if (!needed.hasNext()) {
      throw stream.surplus();
    }
    return needed;
  }

  /** Turn and turn about. */
  private Optional<PartitionReplay> anyone() {
    for (int i = 0; i < log.size(); i++) {
      PartitionReplay one = log.get(turn++ % log.size());
      if (one.hasNext()) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private void end(PublishedStream stream) {
    OptionalInt rest = stream.needs();
    if (rest.isPresent()) {
      throw stream.surplus();
    }
  }
}
