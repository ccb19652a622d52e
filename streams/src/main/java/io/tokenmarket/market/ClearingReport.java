package io.tokenmarket.market;

import io.tokenmarket.clearing.Book;
import io.tokenmarket.clearing.Outcome;
import io.tokenmarket.clearing.Recipes;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.PoolClearing;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the result of an auction, with its certificate and its link of the hash chain. */
final class ClearingReport {
  private static final long WATTS = 1_000;
  private static final BigInteger KILOWATTS_PER_MEGAWATT = BigInteger.valueOf(1_000);

  private final MarketState state;
  private final LogEntry entry;
  private final GateClosed gate;
  private final Collected orders;
  private final Book book;
  private final Outcome outcome;
  private final TradePricing settlement;
  private final long[] bidLots;
  private final List<TierClearing> tiers;
  private final List<OfferClearing> offers;

  ClearingReport(
      MarketState state,
      LogEntry entry,
      GateClosed gate,
      Collected orders,
      Outcome outcome,
      TradePricing settlement) {
    this.state = state;
    this.entry = entry;
    this.gate = gate;
    this.orders = orders;
    this.book = orders.book();
    this.outcome = outcome;
    this.settlement = settlement;
    this.bidLots = bidLots(book);
    this.tiers = IntStream.range(0, book.tiers()).mapToObj(this::tier).toList();
    this.offers = IntStream.range(0, book.offers()).mapToObj(this::offer).toList();
  }

  /** The clearing, sealed with the hash over all its other fields. */
  Clearing clearing() {
    Clearing open = clearing(ByteBuffer.allocate(0));
    return clearing(ByteBuffer.wrap(state.hash().body(open)));
  }

  private Clearing clearing(ByteBuffer hash) {
    return new Clearing(
        state.market(),
        gate.getInterval(),
        gate.getAt(),
        state.auctions() + 1,
        state.interval(),
        entry.position(),
        tiers,
        offers,
        outcome.trades(),
        offers.stream().mapToLong(OfferClearing::getWatts).sum(),
        tiers.stream().mapToLong(TierClearing::getWatts).sum(),
        Units.money(settlement.paid()),
        Units.money(settlement.fees()),
        Units.money(outcome.welfare()),
        Units.money(outcome.gap()),
        ByteBuffer.wrap(inputHash()),
        ByteBuffer.wrap(state.stateHash()),
        ByteBuffer.wrap(state.clearingHash()),
        hash,
        pools(),
        IntStream.range(0, book.recipes().count()).mapToObj(outcome::madeBy).toList());
  }

  /** The gate is the last link. */
  private byte[] inputHash() {
    HashChainEntry link = HashChainEntry.of(state.hash(), entry, Clearing.class.getSimpleName());
    return state.rulebook().link(state.hash(), state.inputHash(), link);
  }

  private TierClearing tier(int t) {
    return new TierClearing(
        state.rules().tierName(t),
        outcome.sold(t) > 0,
        outcome.price(t),
        outcome.lowest(t),
        outcome.highest(t),
        outcome.sold(t),
        bidLots[t],
        IntStream.range(0, book.offers()).mapToLong(i -> watts(i, t)).sum(),
        Units.money(settlement.revenue(t)),
        Units.money(settlement.fees(t)));
  }

  /** By tier, lots bid for. */
  static long[] bidLots(Book book) {
    long[] lots = new long[book.tiers()];
    for (int j = 0; j < book.bids(); j++) {
      lots[book.bidTier(j)] += book.bidLots(j);
    }
    return lots;
  }

  private OfferClearing offer(int i) {
    SupplyOffer offer = orders.offer(i);
    return new OfferClearing(
        offer.getCommandId(),
        offer.getParticipant(),
        offer.getSite(),
        offer.getHardware(),
        orders.kilowatts(i) * WATTS,
        outcome.rent(i),
        shadowPrice(outcome.rent(i), orders.kilowatts(i)),
        IntStream.range(0, book.tiers())
            .filter(t -> outcome.made(i, t) > 0)
            .mapToObj(t -> run(i, t))
            .toList());
  }

  private TierRun run(int i, int t) {
    long lots = outcome.made(i, t);
    return new TierRun(
        state.rules().tierName(t),
        lots,
        watts(i, t),
        settlement.earned(i, t),
        settlement.fee(i, t));
  }

  /** floor(kW x 1,000 x made / fullRun): what the lots take of the offer's power. */
  private long watts(int i, int t) {
    long made = outcome.made(i, t);
    if (made == 0) {
      return 0;
    }
    return book.recipes().has(i)
        ? pooledWatts(i, t)
        : MulDiv.floor(orders.kilowatts(i) * WATTS, made, book.fullRun(i, t));
  }

  /** The same of each pool and recipe, in sum. */
  private long pooledWatts(int i, int t) {
    long watts = 0;
    for (int recipe = book.recipes().from(i); recipe < book.recipes().to(i); recipe++) {
      for (int pool = 0; pool < Recipes.POOLS; pool++) {
        long run = book.recipes().run(recipe, pool);
        if (book.recipes().tier(recipe) == t && run != Recipes.UNLIMITED && run > 0) {
          long kilowatts = orders.offer(i).getPools().get(pool).getKilowatts();
          watts += MulDiv.floor(kilowatts * WATTS, outcome.madeBy(recipe), run);
        }
      }
    }
    return watts;
  }

  private List<PoolClearing> pools() {
    List<PoolClearing> pools = new ArrayList<>();
    for (int i = 0; i < book.offers(); i++) {
      for (int pool = 0; book.recipes().has(i) && pool < Recipes.POOLS; pool++) {
        pools.add(pool(i, pool));
      }
    }
    return pools;
  }

  private PoolClearing pool(int i, int pool) {
    Pool terms = orders.offer(i).getPools().get(pool);
    long rent = outcome.poolRent(i, pool);
    return new PoolClearing(
        orders.offer(i).getCommandId(),
        terms.getPool(),
        terms.getKilowatts() * WATTS,
        rent,
        shadowPrice(rent, terms.getKilowatts()),
        state.rulebook().factory(orders.offer(i).getParticipant()));
  }

  /** A rent below 2^62 on 1 kW is up to 2^72 nano-dollars per MW, hence no long. */
  private static BigDecimal shadowPrice(long rent, long kilowatts) {
    BigInteger perMegawatt = BigInteger.valueOf(rent).multiply(KILOWATTS_PER_MEGAWATT);
    return Units.money(perMegawatt.divide(BigInteger.valueOf(kilowatts)));
  }
}
