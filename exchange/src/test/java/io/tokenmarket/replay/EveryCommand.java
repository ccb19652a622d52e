package io.tokenmarket.replay;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.GateClosing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.Recipe;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * A seeded stream of commands of every kind to a market with every rule: lives of orders, steps,
 * pools, cascade, limits, budgets, operation, deliveries; good ones, bad ones, resends and gates.
 */
final class EveryCommand implements Commands {
  private static final int NAMES = 5;
  private static final int RESENT_FROM = 40;

  private final String market;
  private final Random random;
  private final List<SpecificRecord> sent = new ArrayList<>();
  private final Map<String, String> senders = new HashMap<>();
  private final List<String> orders = new ArrayList<>();
  private final Set<String> offers = new HashSet<>();
  private final List<Trade> sold = new ArrayList<>();
  private boolean halted;
  private long interval;
  private int number;

  EveryCommand(String market, long seed) {
    this.market = market;
    this.random = new Random(seed);
  }

  @Override
  public SpecificRecord next() {
    SpecificRecord command = sent.isEmpty() ? definition("open", false) : any();
    sent.add(command);
    return command;
  }

  @Override
  public void hear(List<SpecificRecord> events) {
    for (SpecificRecord event : events) {
      if (event instanceof Trade trade) {
        sold.add(trade);
      }
    }
  }

  private SpecificRecord any() {
    int kind = random.nextInt(100);
    if (kind < 5) {
      return sent.get(Math.max(0, sent.size() - 1 - random.nextInt(RESENT_FROM)));
    }
    if (kind < 9 || halted && kind < 40) {
      return operation();
    }
    if (kind < 22) {
      return kind < 13 ? new GateClosing(market, interval + 1, kind, at(interval + 1)) : gate();
    }
    if (kind < 40 && !sold.isEmpty()) {
      return delivery(sold.remove(random.nextInt(sold.size())));
    }
    return kind < 55 && !orders.isEmpty() ? aboutAnOrder() : order();
  }

  private SpecificRecord operation() {
    if (halted) {
      halted = false;
      return new MarketResumed(id(), market, "operator");
    }
    return switch (random.nextInt(8)) {
      case 0 -> halt();
      case 1 -> new MarketHalted(id(), market, name());
      case 2, 3 -> definition(id(), true);
      default -> budget();
    };
  }

  private MarketHalted halt() {
    halted = true;
    return new MarketHalted(id(), market, "operator");
  }

  /** Each change moves the floor, so that some orders no longer hold to it. */
  private MarketDefinition definition(String id, boolean change) {
    MarketDefinition rules = Markets.definition(market, id);
    long floor = change ? 100 + random.nextInt(3) * 50L : 100;
    return MarketDefinition.newBuilder(rules)
        .setChange(change)
        .setTiers(
            rules.getTiers().stream()
                .map(tier -> TierDefinition.newBuilder(tier).setFloor(floor).build())
                .toList())
        .setCascade(true)
        .setNetOwnTrades(true)
        .setNoCancelMillis(20_000)
        .setIndicativeMillis(5_000)
        .setPositionLots(700)
        .setPositionKilowatts(6_000)
        .setSettlementIntervals(2)
        .setPenaltyPpm(100_000)
        .build();
  }

  private BudgetDefinition budget() {
    boolean byDay = random.nextBoolean();
    return BudgetDefinition.newBuilder()
        .setCommandId(id())
        .setMarket(market)
        .setParticipant("operator")
        .setConsumer(name())
        .setPeriod(byDay ? "DAY" : "YEAR")
        .setNanoDollars(200_000L + random.nextInt(400_000))
        .build();
  }

  /** Mostly the next interval, at times a later one. */
  private GateClosed gate() {
    interval += random.nextInt(8) == 0 ? 2 : 1;
    return new GateClosed(market, interval, at(interval));
  }

  private Instant at(long number) {
    return Instant.ofEpochMilli(Calendar.gate(Markets.definition(market, "any"), number));
  }

  /** Mostly 97 %; at times nothing, too much, said by another, or of no trade. */
  private DeliveryReported delivery(Trade trade) {
    long tokens = trade.getLots() * new long[] {970, 970, 970, 1_000, 1_100, 0}[random.nextInt(6)];
    String seller = random.nextInt(10) == 0 ? name() : trade.getFactory();
    int number = trade.getNumber() + (random.nextInt(10) == 0 ? 100 : 0);
    return new DeliveryReported(id(), market, seller, trade.getInterval(), number, tokens);
  }

  /** Of some order sent not long ago; at times not the sender's, or of the other side. */
  private SpecificRecord aboutAnOrder() {
    String order = orders.get(Math.max(0, orders.size() - 1 - random.nextInt(8)));
    String sender = random.nextInt(6) == 0 ? name() : senders.get(order);
    return offers.contains(order) != (random.nextInt(8) == 0)
        ? aboutAnOffer(id(), sender, order)
        : aboutADemand(id(), sender, order);
  }

  private SpecificRecord aboutAnOffer(String id, String sender, String order) {
    return random.nextInt(3) == 0
        ? new OfferCancelled(id, market, sender, order, -1L)
        : new OfferAmended(
            id, market, sender, order, kilowatts(), rates(), List.of(), List.of(), List.of(), -1L);
  }

  private SpecificRecord aboutADemand(String id, String sender, String order) {
    return random.nextInt(3) == 0
        ? new DemandCancelled(id, market, sender, order, -1L)
        : new DemandAmended(id, market, sender, order, lots(), 400 + price(), List.of(), -1L);
  }

  private SpecificRecord order() {
    String id = random.nextInt(40) == 0 ? "c1" : id();
    String sender = name();
    senders.putIfAbsent(id, sender);
    orders.add(id);
    int kind = random.nextInt(6);
    if (kind < 2) {
      offers.add(id);
    }
    return kind == 0 ? offer(id, sender) : kind == 1 ? pooled(id, sender) : demand(id, sender);
  }

  private TokenDemand demand(String id, String sender) {
    TokenDemand.Builder demand =
        TokenDemand.newBuilder()
            .setCommandId(id)
            .setMarket(market)
            .setParticipant(sender)
            .setTier(random.nextInt(40) == 0 ? "ULTRA" : tier())
            .setLots(random.nextInt(30) == 0 ? 0 : lots())
            .setLimitPrice(400 + price())
            .setIntervals(1 + random.nextInt(3))
            .setOnce(random.nextBoolean());
    if (random.nextInt(3) == 0) {
      demand.setSteps(List.of(new DemandStep(20L, 400L), new DemandStep(50L, 300L)));
    }
    return switch (random.nextInt(5)) {
      case 0 -> demand.setIntervals(1).setInterval(interval + random.nextInt(3)).build();
      case 1 -> demand.setIntervals(1).setUntilCancelled(true).build();
      default -> demand.build();
    };
  }

  private SupplyOffer.Builder supply(String id, String sender) {
    return SupplyOffer.newBuilder()
        .setCommandId(id)
        .setMarket(market)
        .setParticipant(sender)
        .setSite("hall")
        .setHardware("gpu" + random.nextInt(3))
        .setRates(List.of())
        .setIntervals(1 + random.nextInt(4));
  }

  private SupplyOffer offer(String id, String sender) {
    return supply(id, sender)
        .setKilowatts(kilowatts())
        .setRates(rates())
        .setSteps(random.nextBoolean() ? List.of() : List.of(new AskStep(kilowatts(), rates())))
        .build();
  }

  private List<TierRate> rates() {
    return Markets.TIERS.stream()
        .filter(tier -> random.nextInt(3) > 0)
        .map(tier -> new TierRate(tier, random.nextInt(10) * 500L, price()))
        .toList();
  }

  /** A tier is made of both pools, or of prefill alone at the same ask. */
  private SupplyOffer pooled(String id, String sender) {
    List<Recipe> recipes = new ArrayList<>();
    for (String tier : Markets.TIERS) {
      long ask = price();
      recipes.add(new Recipe(tier, ask, List.of(rate(), rate())));
      recipes.add(new Recipe(tier, ask, List.of(rate() / 2, 0L)));
    }
    return supply(id, sender)
        .setKilowatts(1_300)
        .setPools(List.of(new Pool("prefill", 800L), new Pool("decode", 500L)))
        .setRecipes(recipes)
        .build();
  }

  private long rate() {
    return 400L + random.nextInt(4_000);
  }

  private String id() {
    return "c" + number++;
  }

  private String tier() {
    return Markets.TIERS.get(random.nextInt(Markets.TIERS.size()));
  }

  private String name() {
    return "p" + random.nextInt(NAMES);
  }

  private long kilowatts() {
    return 1 + random.nextInt(2_000);
  }

  private long lots() {
    return 1 + random.nextInt(300);
  }

  /** Few levels, so that many orders tie; now and then one off the grid. */
  private long price() {
    return 100 + random.nextInt(30) * 10L + (random.nextInt(80) == 0 ? 3 : 0);
  }
}
