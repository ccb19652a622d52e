package io.tokenmarket.chaos;

import io.tokenmarket.chaos.Published.Stream;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateJournal;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** The log replayed gives what was published: no event lost, doubled, altered or out of order. */
final class ReplayCheck {
  private final Published published;
  private final Map<Stream, List<SpecificRecord>> expected = new LinkedHashMap<>();

  private ReplayCheck(Published published) {
    this.published = published;
  }

  /**
   * @throws BrokenPromiseException naming the first difference
   */
  static void check(Published published) {
    ReplayCheck replay = new ReplayCheck(published);
    published.log().forEach(replay::replay);
    replay.compare();
  }

  private void replay(String market, List<LogEntry> entries) {
    MarketState state = MarketState.undefined(market, StateJournal.NONE);
    entries.forEach(entry -> Market.handle(state, entry).forEach(event -> expect(market, event)));
  }

  private void expect(String market, SpecificRecord event) {
    expected.computeIfAbsent(stream(market, event), stream -> new ArrayList<>()).add(event);
  }

  private static Stream stream(String market, SpecificRecord event) {
    if (event instanceof Clearing) {
      return new Stream(Topics.CLEARINGS, market, market);
    }
    return event instanceof Trade
        ? new Stream(Topics.TRADES, market, market)
        : new Stream(
            Topics.ORDER_EVENTS, (String) ((GenericRecord) event).get("participant"), market);
  }

  private void compare() {
    Set<Stream> streams = new HashSet<>(expected.keySet());
    streams.addAll(published.events().keySet());
    for (Stream stream : streams) {
      compare(
          stream,
          expected.getOrDefault(stream, List.of()),
          published.events().getOrDefault(stream, List.of()));
    }
  }

  private static void compare(
      Stream stream, List<SpecificRecord> replayed, List<SpecificRecord> stated) {
    for (int i = 0; i < Math.max(replayed.size(), stated.size()); i++) {
      Object mine = i < replayed.size() ? replayed.get(i) : "nothing";
      Object theirs = i < stated.size() ? stated.get(i) : "nothing";
      if (!mine.equals(theirs)) {
        throw new BrokenPromiseException(
            "market %s, %s of %s, event %d: the log gives %s, published is %s"
                .formatted(stream.market(), stream.topic(), stream.key(), i, mine, theirs));
      }
    }
  }
}
