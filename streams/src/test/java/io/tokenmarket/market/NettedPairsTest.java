package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.TokenDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which offers and bids meet where own trades are netted. */
class NettedPairsTest {
  private static final List<String> TIERS = List.of("SLOW", "MIDDLE", "FAST");
  private static final int BOOKS = 200;

  private record Pair(int seller, int buyer, int awardedTier, long lots) {}

  private static Rules rules(boolean cascade) {
    return new Rules(
        Log.rules()
            .setTiers(TIERS.stream().map(Commands::tier).toList())
            .setCascade(cascade)
            .setNetOwnTrades(true)
            .build());
  }

  private static OpenOrder open(int number, SpecificRecord terms) {
    return new OpenOrder(
        Commands.MARKET, "order-" + number, (long) number, Long.MAX_VALUE, terms, 0L, -1L, 0);
  }

  private static List<OpenOrder> randomOrders(Random random) {
    int names = 1 + random.nextInt(12);
    return IntStream.range(0, random.nextInt(120))
        .mapToObj(i -> open(i, randomTerms(random, "owner-" + random.nextInt(names))))
        .toList();
  }

  private static SpecificRecord randomTerms(Random random, String owner) {
    long price = 200 + Commands.STEP * random.nextInt(80);
    String tier = TIERS.get(random.nextInt(TIERS.size()));
    if (random.nextInt(3) == 0) {
      long rate = 1 + random.nextInt(2_000);
      return Commands.offer("o", owner, 1, rate(tier, rate, price), rate("FAST", rate, price));
    }
    TokenDemand demand = Commands.demand("d", owner, tier, 1 + random.nextInt(200), price + 100, 1);
    List<DemandStep> steps = List.of(new DemandStep(1L + random.nextInt(100), price));
    return random.nextBoolean() ? demand : TokenDemand.newBuilder(demand).setSteps(steps).build();
  }

  private static List<Pair> pairs(Outcome outcome) {
    return IntStream.range(0, outcome.trades())
        .mapToObj(
            k ->
                new Pair(
                    outcome.seller(k),
                    outcome.buyer(k),
                    outcome.awardedTier(k),
                    outcome.tradedLots(k)))
        .toList();
  }

  private static Outcome cleared(Collected orders) {
    return Solver.AUCTION.get().clear(orders.book());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void areThoseOfEveryOfferTriedWithEveryBidInLogOrder(long seed) {
    Random random = new Random(seed);
    int changed = 0;
    for (int i = 0; i < BOOKS; i++) {
      Rules rules = rules(random.nextBoolean());
      Collected orders = new Collected(rules, randomOrders(random));
      Outcome plain = cleared(orders);
      Outcome netted = Netting.of(rules, orders, plain);
      if (netted != plain) {
        assertThat(pairs(netted)).as("book %d", i).isEqualTo(new EveryPair(orders, plain).pairs());
        changed += pairs(netted).equals(pairs(plain)) ? 0 : 1;
      }
    }
    assertThat(changed).as("books whose pairs are not those of the auction").isGreaterThan(50);
  }

  /** Tried pair by pair, these would be forty thousand million, for each tier and twice. */
  @Test
  void fortyThousandOffersMeetAMillionBids() {
    Rules rules = rules(false);
    List<OpenOrder> open = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      String owner = "owner-" + i % 10_000;
      open.add(open(i, Commands.offer("o", owner, 1, rate("SLOW", 1_000, 200))));
    }
    for (int j = 0; j < 1_000_000; j++) {
      open.add(open(j, Commands.demand("d", "owner-" + j % 20_000, "SLOW", 3, 500, 1)));
    }
    Collected orders = new Collected(rules, open);
    Outcome netted = Netting.of(rules, orders, cleared(orders));
    assertThat(netted.trades()).isBetween(800_000, 1_040_000);
    new TradePricing(rules, orders, netted);
  }

  /** What netting was before: for each tier bought and awarded, every offer with every bid. */
  private static final class EveryPair {
    private final Collected orders;
    private final Outcome outcome;
    private final List<Pair> pairs = new ArrayList<>();

    EveryPair(Collected orders, Outcome outcome) {
      this.orders = orders;
      this.outcome = outcome;
    }

    List<Pair> pairs() {
      Book book = orders.book();
      for (int bought = 0; bought < book.tiers(); bought++) {
        for (int awarded = 0; awarded < book.tiers(); awarded++) {
          match(book, bought, awarded);
        }
      }
      return pairs;
    }

    private void match(Book book, int bought, int awarded) {
      long[] sales = new long[book.offers()];
      long[] purchases = new long[book.bids()];
      for (int k = 0; k < outcome.trades(); k++) {
        int buyer = outcome.buyer(k);
        if (book.bidTier(buyer) == bought && outcome.awardedTier(k) == awarded) {
          sales[outcome.seller(k)] += outcome.tradedLots(k);
          purchases[buyer] += outcome.tradedLots(k);
        }
      }
      match(sales, purchases, awarded, true);
      match(sales, purchases, awarded, false);
    }

    private void match(long[] sales, long[] purchases, int awarded, boolean ownOnly) {
      for (int i = 0; i < sales.length; i++) {
        for (int j = 0; sales[i] > 0 && j < purchases.length; j++) {
          long lots = Math.min(sales[i], purchases[j]);
          if (lots > 0 && (!ownOnly || isOwn(i, j))) {
            pairs.add(new Pair(i, j, awarded, lots));
            sales[i] -= lots;
            purchases[j] -= lots;
          }
        }
      }
    }

    private boolean isOwn(int offer, int bid) {
      return orders.offer(offer).getParticipant().equals(orders.demand(bid).getParticipant());
    }
  }
}
