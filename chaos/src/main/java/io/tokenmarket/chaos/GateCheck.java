package io.tokenmarket.chaos;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * No gate closes twice, each auction names the one before, and intervals are skipped only while a
 * fault kept the partition from having an owner. An owner whom the machine leaves waiting may skip
 * a few as well: they are counted, not excused.
 */
final class GateCheck {
  /** In a row; more is a market without an owner. */
  private static final long MOST_LATE = 3;

  private final MarketDefinition market;
  private final Instant begun;
  private final List<Disturbance> disturbances;
  private long previous = -1;
  private long auctions;
  private long inFaults;
  private long late;

  private GateCheck(MarketDefinition market, Instant begun, List<Disturbance> disturbances) {
    this.market = market;
    this.begun = begun;
    this.disturbances = disturbances;
  }

  /**
   * Intervals without an auction.
   *
   * @param inFaults nobody could hold it
   * @param late somebody could have, and came too late
   */
  record Skipped(long inFaults, long late) {
    static final Skipped NONE = new Skipped(0, 0);

    private Skipped plus(Skipped other) {
      return new Skipped(inFaults + other.inFaults, late + other.late);
    }
  }

  /**
   * The intervals that were skipped.
   *
   * @param begun no interval is missed before: nodes were starting, or the market was being filled
   * @throws BrokenPromiseException naming the first gate of which it does not hold
   */
  static Skipped check(
      Published published,
      List<MarketDefinition> markets,
      Instant begun,
      List<Disturbance> disturbances) {
    return markets.stream()
        .map(market -> new GateCheck(market, begun, disturbances))
        .map(check -> check.follow(published))
        .reduce(Skipped.NONE, Skipped::plus);
  }

  private Skipped follow(Published published) {
    published.clearings(market.getMarket()).forEach(this::follow);
    return new Skipped(inFaults, late);
  }

  private void follow(Clearing clearing) {
    require(clearing.getInterval() > previous, clearing, "its interval is not after " + previous);
    require(clearing.getPreviousInterval() == previous, clearing, "before it stands " + previous);
    require(clearing.getAuction() == ++auctions, clearing, "it is auction number " + auctions);
    skip(clearing);
    previous = clearing.getInterval();
  }

  private void skip(Clearing next) {
    List<Instant> missing =
        LongStream.range(previous + 1, next.getInterval())
            .mapToObj(interval -> Instant.ofEpochMilli(Calendar.gate(market, interval)))
            .filter(gate -> gate.isAfter(begun))
            .toList();
    long unexcused = missing.stream().filter(gate -> !isExcused(gate)).count();
    inFaults += missing.size() - unexcused;
    late += unexcused;
    require(
        unexcused <= MOST_LATE,
        next,
        "%s intervals were skipped without a fault".formatted(unexcused));
  }

  private boolean isExcused(Instant gate) {
    return disturbances.stream().anyMatch(disturbance -> disturbance.covers(gate));
  }

  private void require(boolean holds, Clearing clearing, String otherwise) {
    if (!holds) {
      throw new BrokenPromiseException(
          "market %s, interval %s, log position %s: %s"
              .formatted(
                  market.getMarket(),
                  clearing.getInterval(),
                  clearing.getLogPosition(),
                  otherwise));
    }
  }
}
