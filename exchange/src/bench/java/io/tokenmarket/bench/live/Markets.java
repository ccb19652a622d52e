package io.tokenmarket.bench.live;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Markets whose offers always suffice, and a thousand apps that order for one auction, half of them
 * at a price that buys: so an order costs the same however many meet in an auction.
 *
 * @param names of the markets; the first four are in a partition each where there are four
 * @param memoryAuctions for how many auctions commands are remembered
 */
public record Markets(List<String> names, long intervalMillis, long memoryAuctions) {
  private static final List<String> FIRST = List.of("quito", "lima", "delta", "oslo");
  private static final List<String> TIERS = List.of("FREE", "MEDIUM", "HIGH", "PREMIUM", "ULTRA");
  private static final int FACTORIES = 5;
  private static final int APPS = 1_000;
  private static final long DOLLAR = 1_000_000;
  private static final long STEP = 1_000;
  private static final long FOR_GOOD = 1_000_000;

  /** Commands are remembered for about ten seconds. */
  public static Markets of(int count, long intervalMillis) {
    List<String> names = new ArrayList<>(FIRST.subList(0, Math.min(count, FIRST.size())));
    IntStream.range(names.size(), count).mapToObj("market-%03d"::formatted).forEach(names::add);
    return new Markets(names, intervalMillis, Math.max(1, 10_000 / intervalMillis));
  }

  /** One of them by itself. */
  public Markets only(int market) {
    return new Markets(List.of(names.get(market)), intervalMillis, memoryAuctions);
  }

  /** The same with another memory. */
  public Markets remembering(long auctions) {
    return new Markets(names, intervalMillis, auctions);
  }

  public MarketDefinition definition(String market, Instant origin) {
    return MarketDefinition.newBuilder()
        .setCommandId("open-" + market)
        .setMarket(market)
        .setParticipant("operator")
        .setOrigin(origin)
        .setIntervalMillis(intervalMillis)
        .setTiers(
            TIERS.stream()
                .map(t -> new TierDefinition(t, 50L, 32_768L, 0L, 100 * DOLLAR, DOLLAR))
                .toList())
        .setPriceStep(STEP)
        .setFeePpm(1_000)
        .setMemoryAuctions(memoryAuctions)
        .setRulebook(1)
        .setParticipantSteps(Long.MAX_VALUE)
        .setParticipantCommands(Long.MAX_VALUE)
        .build();
  }

  public List<SupplyOffer> offers(String market) {
    return IntStream.range(0, FACTORIES).mapToObj(n -> offer(market, n)).toList();
  }

  private static SupplyOffer offer(String market, int n) {
    return SupplyOffer.newBuilder()
        .setCommandId("offer-" + market + "-" + n)
        .setMarket(market)
        .setParticipant("factory-" + n)
        .setSite("site-" + n)
        .setHardware("vera-rubin")
        .setKilowatts(10_000_000)
        .setRates(
            IntStream.range(0, TIERS.size())
                .mapToObj(t -> new TierRate(TIERS.get(t), 1_000_000L, (t + 1) * DOLLAR + n * STEP))
                .toList())
        .setIntervals(FOR_GOOD)
        .build();
  }

  /** Order n of all; the markets take turns. */
  public TokenDemand demand(long n) {
    return demand(n, "demand-" + n, 1);
  }

  /** The same as one of so many, one behind the other, of one sender and market. */
  TokenDemand demand(long n, int together) {
    long batch = n / together;
    return TokenDemand.newBuilder(demand(n))
        .setMarket(names.get((int) (batch % names.size())))
        .setParticipant("app-" + mixed(batch) % APPS)
        .build();
  }

  /** One that is in every auction and never buys. */
  public TokenDemand standing(long n) {
    TokenDemand demand = demand(n, "standing-" + n, FOR_GOOD);
    long belowEveryAsk = demand.getLimitPrice() % (DOLLAR / 2) / STEP * STEP;
    return TokenDemand.newBuilder(demand).setLimitPrice(belowEveryAsk).build();
  }

  /** The same under another id and for so many auctions. */
  public TokenDemand demand(long n, String id, long intervals) {
    long draw = mixed(n);
    int tier = (int) (draw % TIERS.size());
    long half = (tier + 1) * DOLLAR / 2;
    boolean buys = (draw >> 8) % 2 == 0;
    long price = half + (draw >> 16) % (half / 4 / STEP) * STEP;
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(names.get((int) (n % names.size())))
        .setParticipant("app-" + (draw >> 32) % APPS)
        .setTier(TIERS.get(tier))
        .setLots(1 + (draw >> 40) % 100)
        .setLimitPrice(buys ? price + 2 * half : price)
        .setIntervals(intervals)
        .build();
  }

  /** Not negative; the finaliser of SplitMix64. */
  private static long mixed(long n) {
    long z = (n + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return (z ^ z >>> 31) >>> 1;
  }
}
