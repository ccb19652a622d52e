package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.cancelOffer;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.gate;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** A seeded stream of commands to one market: good ones, bad ones, resends, cancels and gates. */
final class RandomCommands {
  static final List<String> TIERS = List.of("FREE", "MEDIUM", "HIGH", "PREMIUM");
  private static final int NAMES = 5;

  private final Random random;
  private final List<SpecificRecord> sent = new ArrayList<>();
  private final List<String> orders = new ArrayList<>(List.of("none"));
  private long interval;
  private int number;

  RandomCommands(long seed) {
    this.random = new Random(seed);
  }

  static MarketDefinition definition() {
    return Commands.definition("definition", TIERS.stream().map(Commands::tier).toList());
  }

  SpecificRecord next() {
    int kind = random.nextInt(100);
    SpecificRecord command = kind < 8 ? resent(kind) : kind < 15 ? nextGate() : fresh(kind);
    sent.add(command);
    return command;
  }

  private SpecificRecord resent(int kind) {
    if (sent.isEmpty() || kind == 0) {
      return Commands.definition("again" + random.nextInt(20), definition().getTiers());
    }
    return sent.get(Math.max(0, sent.size() - 1 - random.nextInt(100)));
  }

  /** Mostly the next interval, at times some later one, rarely one that is over. */
  private SpecificRecord nextGate() {
    interval += random.nextInt(10) == 0 ? random.nextInt(4) : 1;
    return gate(interval);
  }

  private SpecificRecord fresh(int kind) {
    String id = random.nextInt(50) == 0 ? "c1" : "c" + number++;
    if (kind < 25) {
      String order = orders.get(random.nextInt(orders.size()));
      return random.nextBoolean()
          ? cancelOffer(id, name(), order)
          : cancelDemand(id, name(), order);
    }
    orders.add(id);
    return kind < 45
        ? offer(id, name(), 1 + random.nextInt(2_000), intervals(), rates())
        : demand(id, name(), tier(), lots(), price(), intervals());
  }

  private TierRate[] rates() {
    return TIERS.stream()
        .filter(tier -> random.nextInt(3) > 0)
        .map(tier -> rate(tier, random.nextInt(40) * 500L, price()))
        .toArray(TierRate[]::new);
  }

  private String tier() {
    return random.nextInt(40) == 0 ? "ULTRA" : TIERS.get(random.nextInt(TIERS.size()));
  }

  private String name() {
    return "p" + random.nextInt(NAMES);
  }

  private long lots() {
    return random.nextInt(30) == 0 ? 0 : 1 + random.nextInt(900);
  }

  /** Few levels, so that many orders tie; now and then one off the grid. */
  private long price() {
    return 100 + random.nextInt(40) * 10L + (random.nextInt(60) == 0 ? 3 : 0);
  }

  private long intervals() {
    return random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(6);
  }
}
