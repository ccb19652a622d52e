package io.tokenmarket.replay;

import io.tokenmarket.clearing.Recipes;
import io.tokenmarket.market.CommandName;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.PoolClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Checks the lines of a clearing that the certificate does not look at: that there is one for each
 * tier, offer, pool and recipe, in the order of the book, and that power and shadow prices follow
 * from what is certified.
 */
final class ReportedLines {
  private static final BigInteger THOUSAND = BigInteger.valueOf(1_000);

  private final IndependentBook orders;
  private final Recipes recipes;
  private final Clearing clearing;

  private ReportedLines(IndependentBook orders, Clearing clearing) {
    this.orders = orders;
    this.recipes = orders.book().recipes();
    this.clearing = clearing;
  }

  /** The first line that is not as it must be, as a sentence. */
  static Optional<String> firstBroken(IndependentBook orders, Clearing clearing) {
    ReportedLines lines = new ReportedLines(orders, clearing);
    return lines.counts().or(lines::tiers).or(lines::offers).or(lines::pools);
  }

  private Optional<String> counts() {
    return count("tiers", clearing.getTiers().size(), orders.book().tiers())
        .or(() -> count("offers", clearing.getOffers().size(), orders.book().offers()))
        .or(() -> count("pools", clearing.getPools().size(), pooled() * Recipes.POOLS))
        .or(() -> count("recipes", clearing.getRecipeLots().size(), recipes.count()));
  }

  private int pooled() {
    return (int) IntStream.range(0, orders.book().offers()).filter(recipes::has).count();
  }

  private static Optional<String> count(String what, int stated, int there) {
    return unless(stated == there, "%d %s are named, where there are %d", stated, what, there);
  }

  private Optional<String> tiers() {
    for (int t = 0; t < orders.book().tiers(); t++) {
      String name = clearing.getTiers().get(t).getTier();
      if (orders.tier(name) != t) {
        return unless(false, "tier %d is not %s", t, name);
      }
    }
    return Optional.empty();
  }

  private Optional<String> offers() {
    for (int i = 0; i < orders.book().offers(); i++) {
      Optional<String> broken = offer(i, clearing.getOffers().get(i));
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private Optional<String> offer(int i, OfferClearing line) {
    long kilowatts = orders.kilowatts(i);
    return unless(
            orders.offer(i).equals(new CommandName(line.getFactory(), line.getOfferId())),
            "offer %d is not %s of %s",
            i,
            line.getOfferId(),
            line.getFactory())
        .or(() -> power("offer " + i, line.getWatts(), kilowatts))
        .or(() -> worth("offer " + i, line.getShadowPrice(), line.getRent(), kilowatts))
        .or(() -> runs(i, line.getRuns()));
  }

  private Optional<String> runs(int i, List<TierRun> runs) {
    for (TierRun run : runs) {
      int tier = orders.tier(run.getTier());
      if (tier < 0) {
        return unless(false, "offer %d makes %s, which is no tier", i, run.getTier());
      }
      long used = recipes.has(i) ? pooled(i, tier) : flat(i, tier, run.getLots());
      if (used != run.getWatts()) {
        return unless(
            false,
            "offer %d uses %d W for tier %d, not the %d W stated",
            i,
            used,
            tier,
            run.getWatts());
      }
    }
    return Optional.empty();
  }

  private long flat(int i, int tier, long lots) {
    return part(orders.kilowatts(i), lots, orders.book().fullRun(i, tier));
  }

  private long pooled(int i, int tier) {
    long watts = 0;
    for (int recipe = recipes.from(i); recipe < recipes.to(i); recipe++) {
      for (int pool = 0; pool < Recipes.POOLS; pool++) {
        long run = recipes.run(recipe, pool);
        if (recipes.tier(recipe) == tier && run != Recipes.UNLIMITED) {
          watts +=
              part(
                  orders.pools(i).get(pool).getKilowatts(),
                  clearing.getRecipeLots().get(recipe),
                  run);
        }
      }
    }
    return watts;
  }

  /** Watts that make so many of the lots of a full run, rounded down; none where none can be. */
  private static long part(long kilowatts, long lots, long fullRun) {
    return fullRun == 0
        ? 0
        : BigInteger.valueOf(kilowatts)
            .multiply(THOUSAND)
            .multiply(BigInteger.valueOf(lots))
            .divide(BigInteger.valueOf(fullRun))
            .longValueExact();
  }

  private Optional<String> pools() {
    Iterator<PoolClearing> lines = clearing.getPools().iterator();
    for (int i = 0; i < orders.book().offers(); i++) {
      for (Pool pool : orders.pools(i)) {
        Optional<String> broken = pool(i, pool, lines.next());
        if (broken.isPresent()) {
          return broken;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> pool(int i, Pool terms, PoolClearing line) {
    String name = "pool " + terms.getPool() + " of offer " + i;
    return unless(
            line.getOfferId().equals(orders.offer(i).id())
                && line.getPool().equals(terms.getPool()),
            "%s is not %s of %s",
            name,
            line.getPool(),
            line.getOfferId())
        .or(() -> power(name, line.getWatts(), terms.getKilowatts()))
        .or(() -> worth(name, line.getShadowPrice(), line.getRent(), terms.getKilowatts()));
  }

  private static Optional<String> power(String name, long watts, long kilowatts) {
    return unless(
        watts == kilowatts * 1_000, "%s has %d kW, not the %d W stated", name, kilowatts, watts);
  }

  /** $ per MW and interval, rounded down to the nano-dollar. */
  private static Optional<String> worth(String name, BigDecimal stated, long rent, long kilowatts) {
    BigDecimal worth =
        Units.money(
            BigInteger.valueOf(rent).multiply(THOUSAND).divide(BigInteger.valueOf(kilowatts)));
    return unless(
        stated.compareTo(worth) == 0,
        "a MW of %s is worth $%s, not the $%s stated",
        name,
        worth.toPlainString(),
        stated.toPlainString());
  }

  private static Optional<String> unless(boolean holds, String message, Object... parts) {
    return holds ? Optional.empty() : Optional.of(String.format(Locale.ROOT, message, parts));
  }
}
