package io.tokenmarket.clearing;

import java.util.Arrays;

/**
 * Pairs what is made with what is wanted: per tier the offers by ask and then by age against the
 * bids by limit and then by age. Awards are the sums of trades, so supply equals demand, and no
 * trade has an ask above the price or a limit below it.
 */
final class Pairing {
  private final Ladder ladder;
  private final Fleet fleet;
  private final Fill fill;
  private final Result result;
  private final Radix radix = new Radix();
  private long[] sellers = new long[0];

  Pairing(Ladder ladder, Fleet fleet, Fill fill, Result result) {
    this.ladder = ladder;
    this.fleet = fleet;
    this.fill = fill;
    this.result = result;
  }

  void run() {
    int count = listSellers();
    radix.sort(sellers, count);
    int from = 0;
    for (int t = 0; t < fleet.tiers; t++) {
      int to = from;
      while (to < count && Radix.tier(sellers[to]) == t) {
        to++;
      }
      pair(t, from, to);
      from = to;
    }
  }

  private int listSellers() {
    int count = 0;
    for (int i = 0; i < fleet.offers; i++) {
      if (sellers.length < count + fleet.tiers) {
        sellers = Arrays.copyOf(sellers, Math.max(fleet.offers + Book.MAX_TIERS, 2 * count));
      }
      if (!fill.split(i)) {
        int key = fleet.key(i);
        if (key != fleet.idle()) {
          sellers[count++] = Radix.key(key, fleet.book.ask(i, key), i);
        }
        continue;
      }
      for (int t = 0; t < fleet.tiers; t++) {
        if (fill.made(i, t) > 0) {
          sellers[count++] = Radix.key(t, fleet.book.ask(i, t), i);
        }
      }
    }
    return count;
  }

  private void pair(int tier, int from, int to) {
    int at = ladder.first(tier, 0);
    long room = fill.most(tier);
    long wanted = 0;
    for (int s = from; s < to; s++) {
      int offer = Radix.index(sellers[s]);
      if (fleet.book.ask(offer, tier) > result.price(tier)) {
        return;
      }
      long left = Math.min(lots(offer, tier), room);
      room -= left;
      while (left > 0) {
        int bid = ladder.bid(at);
        if (fleet.book.bidLimit(bid) < result.price(tier)) {
          return;
        }
        if (wanted == 0) {
          wanted = fleet.book.bidLots(bid);
        }
        long lots = Math.min(left, wanted);
        result.trade(tier, offer, bid, lots);
        left -= lots;
        wanted -= lots;
        if (wanted == 0) {
          at++;
        }
      }
    }
  }

  private long lots(int offer, int tier) {
    return fill.split(offer) ? fill.made(offer, tier) : fleet.fullRun(offer, tier);
  }
}
