package io.tokenmarket.topology.views;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.Units;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was delivered in one interval, from its clearing, its trades and their settlements.
 *
 * <p>An offer makes a tier with so many watts ({@link TierRun}). Of these count as delivered as
 * many as the settled tokens are of those sold, rounded down: {@code watts x settled / sold}.
 */
public final class Deliveries {
  private record Key(CommandName offer, String tier) {}

  /** What an offer makes of a tier; the steps of its ask are one run. */
  private static final class Run {
    private long watts;
    private long lots;
    private long settledTokens;

    long wattsDelivered() {
      return BigInteger.valueOf(watts)
          .multiply(BigInteger.valueOf(settledTokens))
          .divide(BigInteger.valueOf(lots).multiply(BigInteger.valueOf(Units.TOKENS_PER_LOT)))
          .longValueExact();
    }
  }

  private final Clearing clearing;
  private final List<TradeSettled> settled;
  private final Map<Key, Run> runs = new HashMap<>();
  private final Map<CommandName, OfferClearing> offers = new HashMap<>();

  /**
   * @param trades all of the interval, by number
   * @param settled the same, with what was delivered of them
   */
  public Deliveries(Clearing clearing, List<Trade> trades, List<TradeSettled> settled) {
    this.clearing = clearing;
    this.settled = settled;
    clearing.getOffers().forEach(this::add);
    settled.forEach(delivered -> add(trades.get(delivered.getTrade()), delivered));
  }

  private void add(OfferClearing offer) {
    CommandName name = new CommandName(offer.getFactory(), offer.getOfferId());
    offers.put(name, offer);
    for (TierRun made : offer.getRuns()) {
      Run run = runs.computeIfAbsent(new Key(name, made.getTier()), k -> new Run());
      run.watts = Math.addExact(run.watts, made.getWatts());
      run.lots = Math.addExact(run.lots, made.getLots());
    }
  }

  private void add(Trade trade, TradeSettled delivered) {
    String tier = trade.getAwardedTier().isEmpty() ? trade.getTier() : trade.getAwardedTier();
    CommandName offer = new CommandName(trade.getFactory(), trade.getOfferId());
    Run run = runs.get(new Key(offer, tier));
    run.settledTokens = Math.addExact(run.settledTokens, delivered.getSettledTokens());
  }

  /** One record for each subject of the grouping that the clearing names. */
  public List<DeliveryPerformance> by(Grouping grouping) {
    Map<String, Long> tokens = new HashMap<>();
    settled.forEach(
        trade -> tokens.merge(subject(trade, grouping), trade.getSettledTokens(), Math::addExact));
    Map<String, Long> watts = new HashMap<>();
    runs.forEach(
        (key, run) -> watts.merge(subject(key, grouping), run.wattsDelivered(), Math::addExact));
    return Performances.of(clearing, grouping).stream()
        .map(Performance::getSubject)
        .map(it -> of(it, tokens.getOrDefault(it, 0L), watts.getOrDefault(it, 0L)))
        .toList();
  }

  private DeliveryPerformance of(String subject, long tokens, long watts) {
    long position = settled.get(settled.size() - 1).getLogPosition();
    return new DeliveryPerformance(
        clearing.getMarket(), subject, clearing.getInterval(), tokens, watts, position);
  }

  private String subject(TradeSettled trade, Grouping grouping) {
    return switch (grouping) {
      case FACTORY -> trade.getFactory();
      case HARDWARE -> trade.getHardware();
      case TIER -> trade.getTier();
      case MARKET -> trade.getMarket();
    };
  }

  private String subject(Key run, Grouping grouping) {
    return switch (grouping) {
      case FACTORY -> run.offer().participant();
      case HARDWARE -> offers.get(run.offer()).getHardware();
      case TIER -> run.tier();
      case MARKET -> clearing.getMarket();
    };
  }
}
