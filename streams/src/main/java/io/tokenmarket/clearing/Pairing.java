package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * Pairs what is made with what is wanted: per tier the offers by ask and then by age against the
 * bids by limit and then by age. What a tier hands down to the next slower one is the end of its
 * list, which goes behind the slower one's own. Awards are the sums of trades, so supply equals
 * demand, and no trade has an ask above the price or a limit below it.
 */
final class Pairing {
  private final Ladder ladder;
  private final Fleet fleet;
  private final Fill fill;
  private final Result result;
  private final RadixSort radix = new RadixSort();
  private long[] sellers = new long[0];
  private final int[] from = new int[Book.MAX_TIERS + 1];

  /** Lots that a faster tier hands down, and whose they are. */
  private long[] handed = new long[0];

  private long[] handedLots = new long[0];
  private int handedCount;
  private long[] next = new long[0];
  private long[] nextLots = new long[0];

  /** Bid that is being served, by its place, and the lots it still wants; 0 if not yet known. */
  private int at;

  private long wanted;

  Pairing(Ladder ladder, Fleet fleet, Fill fill, Result result) {
    this.ladder = ladder;
    this.fleet = fleet;
    this.fill = fill;
    this.result = result;
  }

  void run() {
    int count = listSellers();
    radix.sort(sellers, count);
    int first = 0;
    for (int t = 0; t < fleet.tiers; t++) {
      from[t] = first;
      while (first < count && RadixSort.tier(sellers[first]) == t) {
        first++;
      }
    }
    from[fleet.tiers] = count;
    for (int t = 0; t < fleet.tiers; t++) {
      if (fill.faster(t) < 0) {
        cascade(t);
      }
    }
    for (int i = 0; i < fleet.offers && fleet.modes.any(); i++) {
      if (fleet.pooled(i)) {
        tellRecipes(i);
      }
    }
  }

  private int listSellers() {
    int count = 0;
    for (int i = 0; i < fleet.offers; i++) {
      if (sellers.length < count + fleet.tiers) {
        sellers = Arrays.copyOf(sellers, Math.max(fleet.offers + Book.MAX_TIERS, 2 * count));
      }
      if (fill.runsWhole(i)) {
        int key = fleet.key(i);
        if (key != fleet.idle()) {
          sellers[count++] = RadixSort.key(key, fleet.book.ask(i, key), i);
        }
        continue;
      }
      for (int t = 0; t < fleet.tiers; t++) {
        if (fill.made(i, t) > 0) {
          sellers[count++] = RadixSort.key(t, fleet.book.ask(i, t), i);
        }
      }
    }
    return count;
  }

  /** Pairs a tier, the slower one that it serves, and so on. */
  private void cascade(int fastest) {
    handedCount = 0;
    for (int t = fastest; t >= 0; t = fleet.book.slower(t)) {
      long kept = kept(t);
      pair(t, Math.min(kept, fill.most(t)));
      handDown(t, kept);
    }
  }

  /** Lots that are for the tier's own bids. */
  private long kept(int tier) {
    long lots = Long.MAX_VALUE;
    if (fill.handedDown(tier) > 0) {
      lots = -fill.handedDown(tier);
      for (int k = 0; k < listed(tier); k++) {
        lots += lots(tier, k);
      }
    }
    return Math.max(0, lots);
  }

  /** Number of sellers of the tier, those handed down to it included. */
  private int listed(int tier) {
    return from[tier + 1] - from[tier] + handedCount;
  }

  private long seller(int tier, int k) {
    int own = from[tier + 1] - from[tier];
    return k < own ? sellers[from[tier] + k] : handed[k - own];
  }

  private long lots(int tier, int k) {
    int own = from[tier + 1] - from[tier];
    if (k >= own) {
      return handedLots[k - own];
    }
    int offer = RadixSort.index(sellers[from[tier] + k]);
    return fill.runsWhole(offer) ? fleet.fullRun(offer, tier) : fill.made(offer, tier);
  }

  private void pair(int tier, long most) {
    at = ladder.first(tier);
    wanted = 0;
    long room = most;
    for (int k = 0; k < listed(tier) && room > 0; k++) {
      long lots = Math.min(lots(tier, k), room);
      room -= lots;
      sell(tier, seller(tier, k), lots);
    }
  }

  /** Hands lots of a seller to the bids of the tier whose turn it is. */
  private void sell(int tier, long seller, long lots) {
    int made = RadixSort.tier(seller);
    int offer = RadixSort.index(seller);
    long price = result.price(tier);
    if (fleet.book.ask(offer, made) > price || result.price(made) != price) {
      return;
    }
    long left = lots;
    while (left > 0) {
      if (ladder.limit(at) < price) {
        return;
      }
      wanted = wanted == 0 ? ladder.lots(at) : wanted;
      long traded = Math.min(left, wanted);
      result.trade(made, offer, tier, ladder.bid(at), traded);
      left -= traded;
      wanted -= traded;
      if (wanted == 0) {
        at++;
      }
    }
  }

  /** Keeps for the slower tier what is behind the first lots of the list. */
  private void handDown(int tier, long lots) {
    if (fill.handedDown(tier) == 0) {
      handedCount = 0;
      return;
    }
    if (next.length < listed(tier)) {
      next = new long[listed(tier) + next.length];
      nextLots = new long[next.length];
    }
    int size = 0;
    long before = lots;
    for (int k = 0; k < listed(tier); k++) {
      long behind = Math.max(0, lots(tier, k) - before);
      before = Math.max(0, before - lots(tier, k));
      if (behind > 0) {
        next[size] = seller(tier, k);
        nextLots[size++] = behind;
      }
    }
    swap();
    handedCount = size;
  }

  private void swap() {
    long[] sellersHanded = handed;
    handed = next;
    next = sellersHanded;
    long[] lotsHanded = handedLots;
    handedLots = nextLots;
    nextLots = lotsHanded;
  }

  /** What each recipe makes: what was decided, as far as it was sold. */
  private void tellRecipes(int offer) {
    Recipes recipes = fleet.book.recipes();
    for (int r = recipes.from(offer); r < recipes.to(offer); r++) {
      long unsold = result.made(offer, recipes.tier(r));
      for (int before = recipes.from(offer); before < r; before++) {
        unsold -= recipes.tier(before) == recipes.tier(r) ? result.madeBy(before) : 0;
      }
      long made = fill.madeBy(offer, r - recipes.from(offer));
      result.setMadeBy(r, Math.min(made, unsold));
    }
  }
}
