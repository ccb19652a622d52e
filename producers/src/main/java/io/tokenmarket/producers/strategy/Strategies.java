package io.tokenmarket.producers.strategy;

import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The strategies of a market's participants at work. */
public final class Strategies {
  private final Map<String, Strategy> strategies;

  /**
   * @param strategies by participant; who is not named says the truth
   */
  public Strategies(Map<String, Strategy> strategies) {
    this.strategies = Map.copyOf(strategies);
  }

  /**
   * What the participants send. To be asked once for each interval, in order.
   *
   * @param truthful of the interval; what is neither an offer nor a demand stays as it is
   */
  public List<SpecificRecord> commands(long interval, List<SpecificRecord> truthful) {
    return strategies.isEmpty()
        ? truthful
        : truthful.stream().flatMap(command -> played(interval, command)).toList();
  }

  private Stream<SpecificRecord> played(long interval, SpecificRecord command) {
    if (command instanceof SupplyOffer offer) {
      return Stream.of(of(offer.getParticipant()).offer(interval, offer));
    }
    if (command instanceof TokenDemand demand) {
      Optional<TokenDemand> bid = of(demand.getParticipant()).demand(interval, demand);
      return bid.<SpecificRecord>map(SpecificRecord.class::cast).stream();
    }
    return Stream.of(command);
  }

  /** Tells the participants what their orders got; to be called before the next interval. */
  public void hear(List<SpecificRecord> events) {
    if (strategies.isEmpty()) {
      return;
    }
    for (SpecificRecord event : events) {
      if (event instanceof OrderAwarded award) {
        of(award.getParticipant()).awarded(award);
      }
    }
  }

  private Strategy of(String participant) {
    return strategies.getOrDefault(participant, Strategy.TRUTHFUL);
  }
}
