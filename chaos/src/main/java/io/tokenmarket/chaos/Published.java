package io.tokenmarket.chaos;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeadLetter;
import io.tokenmarket.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the exchange published of the log.
 *
 * @param markets those the log knows
 * @param events by what keeps their order
 */
record Published(
    Set<String> markets, Map<Stream, List<SpecificRecord>> events, List<DeadLetter> deadLetters) {

  /** Where the order of events is kept: a topic's key, and one market of it. */
  record Stream(String topic, String key, String market) {}

  /** The auctions of a market. */
  List<Clearing> clearings(String market) {
    return events.getOrDefault(new Stream(Topics.CLEARINGS, market, market), List.of()).stream()
        .map(Clearing.class::cast)
        .toList();
  }
}
