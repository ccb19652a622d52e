package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.replay.EventFields;
import io.tokenmarket.replay.LogSource;
import io.tokenmarket.replay.MarketLog;
import io.tokenmarket.replay.Progress;
import io.tokenmarket.replay.RecordStream;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/** What a log names in one market, so that a patch can be held to it. */
final class LoggedMarket {
  private final int partition;
  private final SortedMap<String, SortedMap<String, SupplyOffer>> sites = new TreeMap<>();
  private final SortedSet<String> factories = new TreeSet<>();
  private final SortedSet<String> apps = new TreeSet<>();
  private MarketDefinition rules;
  private long gates;

  private LoggedMarket(int partition) {
    this.partition = partition;
  }

  /**
   * The markets of the log that were defined, by name.
   *
   * @throws io.tokenmarket.replay.LogException where it cannot be read, or is not whole
   */
  static SortedMap<String, LoggedMarket> read(LogSource source) {
    SortedMap<String, LoggedMarket> markets = new TreeMap<>();
    for (int p = 0; p < source.partitions(Topics.MARKET_LOG); p++) {
      int partition = p;
      try (RecordStream log = MarketLog.open(source, p, Progress.NONE)) {
        while (log.hasNext()) {
          log.next()
              .readable()
              .ifPresent(
                  command ->
                      markets
                          .computeIfAbsent(
                              EventFields.market(command), name -> new LoggedMarket(partition))
                          .note(command));
        }
      }
    }
    markets.values().removeIf(market -> market.rules == null);
    return markets;
  }

  private void note(SpecificRecord command) {
    if (command instanceof SupplyOffer offer) {
      factories.add(offer.getParticipant());
      sites
          .computeIfAbsent(offer.getSite(), site -> new TreeMap<>())
          .putIfAbsent(offer.getHardware(), offer);
    } else if (command instanceof TokenDemand demand) {
      apps.add(demand.getParticipant());
    } else if (command instanceof GateClosed) {
      gates++;
    } else if (command instanceof MarketDefinition definition && rules == null) {
      rules = refusal(definition).isEmpty() ? definition : null;
    }
  }

  /** What a market that is not defined yet answers to the definition, where it refuses it. */
  static Optional<OrderRejected> refusal(MarketDefinition definition) {
    MarketState nobody = MarketState.undefined(definition.getMarket());
    return Market.decide(nobody, new LogEntry(0, definition)).stream()
        .filter(OrderRejected.class::isInstance)
        .map(OrderRejected.class::cast)
        .findFirst();
  }

  /** The partition of the log it is in. */
  int partition() {
    return partition;
  }

  MarketDefinition rules() {
    return rules;
  }

  List<String> tiers() {
    return rules.getTiers().stream().map(TierDefinition::getTier).toList();
  }

  /** By site and hardware, the first offer that named them. */
  SortedMap<String, SortedMap<String, SupplyOffer>> sites() {
    return sites;
  }

  /** Who sent offers. */
  SortedSet<String> factories() {
    return factories;
  }

  /** Who sent demands. */
  SortedSet<String> apps() {
    return apps;
  }

  /** Gates in the log, so at least as many as auctions. */
  long gates() {
    return gates;
  }
}
