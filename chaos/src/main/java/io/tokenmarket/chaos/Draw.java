package io.tokenmarket.chaos;

import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;

/** Draws commands, most of them sound. */
final class Draw {
  private static final int PARTICIPANTS = 20;
  static final long CAP = 20_000_000;
  private static final long FOR_GOOD = 1_000_000;
  static final List<String> TIERS = List.of("FREE", "MEDIUM", "ULTRA");

  private final RandomGenerator random;

  Draw(RandomGenerator random) {
    this.random = random;
  }

  /** A market whose calendar begins at this time. */
  static MarketDefinition market(String name, Instant origin, long intervalMillis) {
    return MarketDefinition.newBuilder()
        .setCommandId("open-" + name)
        .setMarket(name)
        .setParticipant("operator-" + name)
        .setOrigin(origin)
        .setIntervalMillis(intervalMillis)
        .setTiers(
            TIERS.stream().map(t -> new TierDefinition(t, 50L, 8_192L, 0L, CAP, CAP / 4)).toList())
        .setPriceStep(1)
        .setFeePpm(12_345)
        // Longer than any run lasts: a resend is told from a new command whenever it arrives.
        .setMemoryAuctions(FOR_GOOD)
        .setRulebook(1)
        .setParticipantCommands(Long.MAX_VALUE)
        .build();
  }

  /** An offer or a demand; one in fifty is to be refused. */
  SpecificRecord order(String market, String id) {
    return random.nextInt(4) == 0 ? offer(market, id) : demand(market, id);
  }

  private SupplyOffer offer(String market, String id) {
    return SupplyOffer.newBuilder()
        .setCommandId(id)
        .setMarket(market)
        .setParticipant("factory-" + random.nextInt(PARTICIPANTS))
        .setSite("site")
        .setHardware("hardware")
        .setKilowatts(random.nextLong(1, 2_000))
        .setRates(TIERS.stream().map(this::rate).toList())
        .setIntervals(intervals())
        .build();
  }

  /** A demand open for good, at a price that few offers take. */
  TokenDemand standing(String market, String id) {
    return TokenDemand.newBuilder(demand(market, id))
        .setLimitPrice(random.nextLong(CAP / 1_000))
        .setIntervals(FOR_GOOD)
        .build();
  }

  private TierRate rate(String tier) {
    return new TierRate(tier, random.nextLong(1_000_000, 20_000_000), random.nextLong(CAP / 2));
  }

  private TokenDemand demand(String market, String id) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(market)
        .setParticipant("app-" + random.nextInt(PARTICIPANTS))
        .setTier(TIERS.get(random.nextInt(TIERS.size())))
        .setLots(random.nextLong(1, 5_000))
        .setLimitPrice(random.nextLong(CAP))
        .setIntervals(intervals())
        .build();
  }

  private long intervals() {
    return random.nextInt(50) == 0 ? 0 : random.nextLong(1, 6);
  }

  /** The sender takes their order out of the book, if it is still there. */
  static SpecificRecord cancel(SpecificRecord order, String id) {
    return order instanceof SupplyOffer offer
        ? new OfferCancelled(
            id, offer.getMarket(), offer.getParticipant(), offer.getCommandId(), -1L)
        : cancel((TokenDemand) order, id);
  }

  private static SpecificRecord cancel(TokenDemand demand, String id) {
    return new DemandCancelled(
        id, demand.getMarket(), demand.getParticipant(), demand.getCommandId(), -1L);
  }

  /** Another command under the id of this order. */
  static SpecificRecord altered(SpecificRecord order) {
    if (order instanceof SupplyOffer offer) {
      return SupplyOffer.newBuilder(offer).setKilowatts(offer.getKilowatts() + 1).build();
    }
    TokenDemand demand = (TokenDemand) order;
    return TokenDemand.newBuilder(demand).setLots(demand.getLots() + 1).build();
  }
}
