package io.tokenmarket.replay;

import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.TokenDemand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * The commands of another stream to a market of rulebook 1, and what only that has: versions, small
 * shares, ids of several participants, cancellations before their orders, keys that protect nobody.
 */
final class LaterCommands implements Commands {
  private static final int NAMES = 5;
  private static final long STEPS = 6;
  private static final long COMMANDS = 18;

  /** The point of order 1. */
  private static final String SMALL_ORDER = "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final String market;
  private final Commands others;
  private final Random random;

  /** By participant and order, as far as its last answer says. */
  private final Map<String, Long> versions = new HashMap<>();

  private boolean open;
  private TokenDemand overtaken;
  private int number;

  LaterCommands(String market, long seed, Commands others) {
    this.market = market;
    this.others = others;
    this.random = new Random(seed);
  }

  @Override
  public SpecificRecord next() {
    boolean first = !open;
    open = true;
    if (overtaken != null) {
      TokenDemand late = overtaken;
      overtaken = null;
      return late;
    }
    return first || random.nextInt(12) > 0 ? changed(others.next()) : own();
  }

  private SpecificRecord own() {
    String id = "l" + number++;
    String name = "p" + random.nextInt(NAMES);
    return switch (random.nextInt(4)) {
      case 0 -> new KeyDefinition(id, market, "operator", name, SMALL_ORDER);
      case 1 -> overtaking(id, name);
      default -> demand("same", name);
    };
  }

  /** The order comes behind its cancellation. */
  private SpecificRecord overtaking(String id, String name) {
    overtaken = demand(id, name);
    return new DemandCancelled(id + "-away", market, name, id, -1L);
  }

  private TokenDemand demand(String id, String name) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(market)
        .setParticipant(name)
        .setTier(Markets.TIERS.get(random.nextInt(Markets.TIERS.size())))
        .setLots(1 + random.nextInt(90))
        .setLimitPrice(500)
        .setIntervals(1)
        .setUntilCancelled(true)
        .setOnce(true)
        .build();
  }

  /** Its rules are those of rulebook 1, and a change names a version at times. */
  private SpecificRecord changed(SpecificRecord command) {
    if (command instanceof MarketDefinition definition) {
      return MarketDefinition.newBuilder(definition)
          .setRulebook(1)
          .setParticipantSteps(STEPS)
          .setParticipantCommands(COMMANDS)
          .build();
    }
    if (command instanceof DemandAmended c) {
      return DemandAmended.newBuilder(c)
          .setIfVersion(of(c.getParticipant(), c.getDemandId()))
          .build();
    }
    if (command instanceof OfferAmended c) {
      return OfferAmended.newBuilder(c)
          .setIfVersion(of(c.getParticipant(), c.getOfferId()))
          .build();
    }
    if (command instanceof DemandCancelled c) {
      return DemandCancelled.newBuilder(c)
          .setIfVersion(of(c.getParticipant(), c.getDemandId()))
          .build();
    }
    return command instanceof OfferCancelled c
        ? OfferCancelled.newBuilder(c).setIfVersion(of(c.getParticipant(), c.getOfferId())).build()
        : command;
  }

  /** None, the one of the last answer, or, rarely, another. */
  private long of(String participant, String order) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> versions.getOrDefault(participant + "/" + order, 0L);
      case 2, 3 -> random.nextInt(100);
      default -> -1;
    };
  }

  @Override
  public void hear(List<SpecificRecord> events) {
    others.hear(events);
    for (SpecificRecord event : events) {
      if (event instanceof OrderAccepted e) {
        versions.put(e.getParticipant() + "/" + e.getOrderId(), e.getLogPosition());
      } else if (event instanceof OrderAmended e) {
        versions.put(e.getParticipant() + "/" + e.getOrderId(), e.getLogPosition());
      }
    }
  }

  @Override
  public String signature(SpecificRecord command) {
    return others.signature(command);
  }
}
