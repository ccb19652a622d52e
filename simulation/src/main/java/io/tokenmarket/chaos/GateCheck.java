package io.tokenmarket.chaos;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import java.time.Instant;
import java.util.List;

/**
 * No gate closes twice, each auction names the one before, and intervals are skipped only while a
 * fault kept the partition from having an owner.
 */
final class GateCheck {
  private final MarketDefinition market;
  private final List<Disturbance> disturbances;
  private long previous = -1;
  private long auctions;
  private long skipped;

  private GateCheck(MarketDefinition market, List<Disturbance> disturbances) {
    this.market = market;
    this.disturbances = disturbances;
  }

  /**
   * How many intervals were skipped.
   *
   * @throws BrokenPromiseException naming the first gate of which it does not hold
   */
  static long check(
      Published published, List<MarketDefinition> markets, List<Disturbance> disturbances) {
    return markets.stream()
        .mapToLong(
            market -> {
              GateCheck check = new GateCheck(market, disturbances);
              published.clearings(market.getMarket()).forEach(check::follow);
              return check.skipped;
            })
        .sum();
  }

  private void follow(Clearing clearing) {
    require(clearing.getInterval() > previous, clearing, "its interval is not after " + previous);
    require(clearing.getPreviousInterval() == previous, clearing, "before it stands " + previous);
    require(clearing.getAuction() == ++auctions, clearing, "it is auction number " + auctions);
    for (long missing = previous + 1; missing < clearing.getInterval(); missing++) {
      require(isExcused(missing), clearing, "interval " + missing + " was skipped without a fault");
      skipped++;
    }
    previous = clearing.getInterval();
  }

  private boolean isExcused(long interval) {
    Instant gate = Instant.ofEpochMilli(Calendar.gate(market, interval));
    return disturbances.stream().anyMatch(disturbance -> disturbance.covers(gate));
  }

  private void require(boolean holds, Clearing clearing, String otherwise) {
    if (!holds) {
      throw new BrokenPromiseException(
          "market %s, interval %d, log position %d: %s"
              .formatted(
                  market.getMarket(),
                  clearing.getInterval(),
                  clearing.getLogPosition(),
                  otherwise));
    }
  }
}
