package io.tokenmarket.replay;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** A seeded stream of commands to one market: good ones, bad ones, resends, cancels and gates. */
final class RandomCommands implements Commands {
  private static final int NAMES = 12;
  private static final int RESENT_FROM = 100;

  private final String market;
  private final Random random;
  private final List<SpecificRecord> sent = new ArrayList<>();
  private final Map<String, String> senders = new HashMap<>();
  private final Set<String> offers = new HashSet<>();
  private long interval;
  private int number;

  RandomCommands(String market, long seed) {
    this.market = market;
    this.random = new Random(seed);
  }

  /** The first opens the market, save that one comes too early. */
  @Override
  public SpecificRecord next() {
    SpecificRecord command = sent.size() == 1 ? Markets.definition(market, "open") : any();
    sent.add(command);
    return command;
  }

  private SpecificRecord any() {
    int kind = random.nextInt(100);
    if (kind < 8 && !sent.isEmpty()) {
      return sent.get(Math.max(0, sent.size() - 1 - random.nextInt(RESENT_FROM)));
    }
    return kind < 12 ? gate() : kind < 22 ? cancel(id()) : order(id());
  }

  /** Mostly the next interval, at times some later one, rarely one that is over. */
  private GateClosed gate() {
    interval += random.nextInt(10) == 0 ? random.nextInt(4) : 1;
    Instant at = Instant.ofEpochMilli(Calendar.gate(Markets.definition(market, "any"), interval));
    return new GateClosed(market, interval, at);
  }

  /** Of some order sent not long ago; at times not the sender's, or of the other side. */
  private SpecificRecord cancel(String id) {
    String order = "c" + Math.max(0, number - 2 - random.nextInt(12));
    String sender = random.nextInt(4) == 0 ? name() : senders.getOrDefault(order, "nobody");
    return offers.contains(order) != (random.nextInt(8) == 0)
        ? new OfferCancelled(id, market, sender, order, -1L)
        : new DemandCancelled(id, market, sender, order, -1L);
  }

  private SpecificRecord order(String id) {
    String sender = name();
    senders.putIfAbsent(id, sender);
    return random.nextInt(4) == 0
        ? offer(id, sender)
        : TokenDemand.newBuilder()
            .setCommandId(id)
            .setMarket(market)
            .setParticipant(sender)
            .setTier(tier())
            .setLots(lots())
            .setLimitPrice(price())
            .setIntervals(intervals())
            .build();
  }

  private SupplyOffer offer(String id, String sender) {
    offers.add(id);
    long kilowatts = 1 + random.nextInt(2_000);
    return SupplyOffer.newBuilder()
        .setCommandId(id)
        .setMarket(market)
        .setParticipant(sender)
        .setSite("hall")
        .setHardware(hardware())
        .setKilowatts(kilowatts)
        .setRates(rates())
        .setIntervals(intervals())
        .build();
  }

  /** Now and then one that is taken. */
  private String id() {
    return random.nextInt(50) == 0 ? "c1" : "c" + number++;
  }

  private List<TierRate> rates() {
    return Markets.TIERS.stream()
        .filter(tier -> random.nextInt(3) > 0)
        .map(tier -> new TierRate(tier, random.nextInt(40) * 500L, price()))
        .toList();
  }

  private String tier() {
    return random.nextInt(40) == 0 ? "ULTRA" : Markets.TIERS.get(random.nextInt(4));
  }

  private String name() {
    return "p" + random.nextInt(NAMES);
  }

  private String hardware() {
    return "gpu" + random.nextInt(3);
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
