package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.amendDemand;
import static io.tokenmarket.market.Commands.amendOffer;
import static io.tokenmarket.market.Commands.budget;
import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.cancelOffer;
import static io.tokenmarket.market.Commands.closing;
import static io.tokenmarket.market.Commands.delivery;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.gate;
import static io.tokenmarket.market.Commands.halt;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static io.tokenmarket.market.Commands.resume;

import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** A seeded stream of everything that may happen to a market and its orders, good and bad. */
final class LifeCommands {
  static final int NAMES = 4;

  private final Random random;
  private final List<SpecificRecord> sent = new ArrayList<>();
  private final List<String[]> orders = new ArrayList<>();
  private long interval = -1;
  private int number;

  LifeCommands(Random random) {
    this.random = random;
  }

  /** Every limit is set, so that each is met at times. */
  static MarketDefinition.Builder rules() {
    return Log.rules()
        .setMemoryAuctions(1_000)
        .setNoCancelMillis(20_000)
        .setIndicativeMillis(5_000)
        .setPositionLots(3_000)
        .setPositionKilowatts(6_000)
        .setSettlementIntervals(2)
        .setPenaltyPpm(100_000)
        .setNetOwnTrades(true);
  }

  SpecificRecord next() {
    int kind = random.nextInt(100);
    SpecificRecord command = kind < 5 && !sent.isEmpty() ? resent() : fresh(kind);
    sent.add(command);
    return command;
  }

  private SpecificRecord resent() {
    return sent.get(Math.max(0, sent.size() - 1 - random.nextInt(60)));
  }

  private SpecificRecord fresh(int kind) {
    String id = "c" + number++;
    if (kind < 15) {
      interval += random.nextInt(8) == 0 ? 3 : 1;
      return gate(interval);
    }
    if (kind < 19) {
      return closing(interval + 1, random.nextInt(4));
    }
    if (kind < 24) {
      return operation(id, random.nextInt(8));
    }
    if (kind < 28) {
      return report(id);
    }
    return kind < 42 ? change(id) : order(id);
  }

  /** Of some trade not long ago, at times by its seller. */
  private SpecificRecord report(String id) {
    long of = interval - random.nextInt(4);
    return delivery(id, name(), of, random.nextInt(4), random.nextInt(200_000) - 1_000L);
  }

  private SpecificRecord operation(String id, int kind) {
    return switch (kind) {
      case 0 -> halt(id);
      case 1, 2, 3 -> resume(id);
      case 4 ->
          rules()
              .setCommandId(id)
              .setChange(true)
              .setPriceStep(10 + random.nextInt(2) * 10)
              .build();
      default -> budget(id, name(), 1_000L * random.nextInt(2_000));
    };
  }

  /** Of some order sent not long ago, mostly by its sender. */
  private SpecificRecord change(String id) {
    if (orders.isEmpty()) {
      return cancelDemand(id, name(), "none");
    }
    String[] order = orders.get(Math.max(0, orders.size() - 1 - random.nextInt(12)));
    String sender = random.nextInt(8) == 0 ? name() : order[1];
    boolean amend = random.nextBoolean();
    if (order[2].equals("offer")) {
      return amend
          ? amendOffer(id, sender, order[0], kilowatts(), rates())
          : cancelOffer(id, sender, order[0]);
    }
    return amend
        ? amendDemand(id, sender, order[0], lots(), price(), steps())
        : cancelDemand(id, sender, order[0]);
  }

  private SpecificRecord order(String id) {
    String sender = name();
    boolean supply = random.nextInt(3) == 0;
    orders.add(new String[] {id, sender, supply ? "offer" : "demand"});
    return supply ? offered(id, sender) : wanted(id, sender);
  }

  private SupplyOffer offered(String id, String sender) {
    SupplyOffer.Builder offer =
        SupplyOffer.newBuilder(offer(id, sender, kilowatts(), 1 + random.nextInt(4), rates()));
    if (random.nextInt(3) == 0) {
      offer.setSteps(List.of(new AskStep(kilowatts(), List.of(rates()))));
    }
    if (random.nextInt(4) == 0) {
      offer.setIntervals(1).setUntilCancelled(true);
    }
    return offer.build();
  }

  private TokenDemand wanted(String id, String sender) {
    String tier = random.nextBoolean() ? "SLOW" : "FAST";
    TokenDemand.Builder demand =
        TokenDemand.newBuilder(demand(id, sender, tier, lots(), price(), 1 + random.nextInt(5)))
            .setOnce(random.nextBoolean())
            .setSteps(List.of(steps()));
    switch (random.nextInt(5)) {
      case 0 -> demand.setIntervals(1).setUntilCancelled(true);
      case 1 -> demand.setIntervals(1).setInterval(interval + random.nextInt(4));
      default -> {}
    }
    return demand.build();
  }

  private DemandStep[] steps() {
    return random.nextInt(3) > 0
        ? new DemandStep[0]
        : new DemandStep[] {new DemandStep(lots(), 150L), new DemandStep(lots(), 110L)};
  }

  private TierRate[] rates() {
    return new TierRate[] {
      rate("SLOW", 500L * random.nextInt(8), price()),
      rate("FAST", 300L * random.nextInt(8), price())
    };
  }

  private String name() {
    return "p" + random.nextInt(NAMES);
  }

  private long kilowatts() {
    return 1 + random.nextInt(1_500);
  }

  private long lots() {
    return 1 + random.nextInt(250);
  }

  private long price() {
    return 100 + random.nextInt(30) * 10L;
  }
}
