package io.tokenmarket.rest;

import io.tokenmarket.rest.resource.Certificate;
import io.tokenmarket.rest.resource.ClearedOffer;
import io.tokenmarket.rest.resource.ClearedPool;
import io.tokenmarket.rest.resource.ClearedTier;
import io.tokenmarket.rest.resource.ClearingDetail;
import io.tokenmarket.rest.resource.ClearingSummary;
import io.tokenmarket.rest.resource.Indicative;
import io.tokenmarket.rest.resource.Indicative.IndicativePrice;
import io.tokenmarket.rest.resource.Market;
import io.tokenmarket.rest.resource.Prices;
import io.tokenmarket.rest.resource.Revenue;
import io.tokenmarket.rest.resource.Run;
import io.tokenmarket.rest.resource.Tier;
import io.tokenmarket.rest.resource.TierPrice;
import io.tokenmarket.rest.resource.TradeDetail;
import io.tokenmarket.rest.resource.Trades;
import io.tokenmarket.rest.resource.Utilisation;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.IndicativeClearing;
import io.tokenmarket.schemas.IndicativeTier;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.PoolClearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.topology.views.Performed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The records of the protocol as the resources REST shows: dollars for ticks and nano-dollars,
 * tokens for lots, MW for W.
 */
final class Resources {
  private static final int MEGA = 6;
  private static final int RATIO_DIGITS = 6;

  /** W x ms in one MWh: 10^6 W/MW x 3.6 x 10^6 ms/h. */
  private static final BigDecimal MEGAWATT_HOUR = BigDecimal.valueOf(3_600_000_000_000L);

  private Resources() {}

  static Market market(MarketDefinition rules, Optional<Clearing> latest) {
    return new Market(
        rules.getMarket(),
        rules.getOrigin(),
        rules.getIntervalMillis(),
        Units.price(rules.getPriceStep()),
        rules.getFeePpm(),
        rules.getMemoryAuctions(),
        rules.getNoCancelMillis(),
        rules.getIndicativeMillis(),
        rules.getPositionLots() == 0 ? null : tokens(rules.getPositionLots()),
        rules.getPositionKilowatts() == 0 ? null : megawatts(1_000 * rules.getPositionKilowatts()),
        rules.getNetOwnTrades(),
        rules.getCascade(),
        rules.getSettlementIntervals(),
        rules.getPenaltyPpm(),
        rules.getTiers().stream().map(Resources::tier).toList(),
        latest.map(Clearing::getInterval).orElse(null),
        latest.map(Clearing::getLogPosition).orElse(null));
  }

  private static Tier tier(TierDefinition tier) {
    return new Tier(
        tier.getTier(),
        tier.getTokensPerSecondPerUser(),
        tier.getContextTokens(),
        Units.price(tier.getFloor()),
        Units.price(tier.getCap()),
        Units.price(tier.getListPrice()));
  }

  static Prices prices(Clearing clearing) {
    return new Prices(
        clearing.getMarket(),
        clearing.getInterval(),
        clearing.getAt(),
        clearing.getLogPosition(),
        clearing.getTiers().stream().map(Resources::price).toList());
  }

  private static TierPrice price(TierClearing tier) {
    return new TierPrice(
        tier.getTier(),
        tier.getTraded() ? Units.price(tier.getPrice()) : null,
        Units.price(tier.getLowest()),
        Units.price(tier.getHighest()),
        tokens(tier.getLots()));
  }

  static ClearingDetail clearing(Clearing clearing) {
    return new ClearingDetail(
        clearing.getMarket(),
        clearing.getInterval(),
        clearing.getAt(),
        clearing.getAuction(),
        clearing.getPreviousInterval() < 0 ? null : clearing.getPreviousInterval(),
        clearing.getLogPosition(),
        megawatts(clearing.getWattsOffered()),
        megawatts(clearing.getWattsSold()),
        clearing.getRevenue(),
        clearing.getFees(),
        clearing.getTrades(),
        clearing.getTiers().stream().map(Resources::clearedTier).toList(),
        clearing.getOffers().stream().map(Resources::clearedOffer).toList(),
        clearing.getPools().stream().map(Resources::clearedPool).toList(),
        certificate(clearing));
  }

  static ClearingSummary summary(Clearing clearing) {
    return new ClearingSummary(
        clearing.getMarket(),
        clearing.getInterval(),
        clearing.getAt(),
        clearing.getAuction(),
        clearing.getPreviousInterval() < 0 ? null : clearing.getPreviousInterval(),
        clearing.getLogPosition(),
        megawatts(clearing.getWattsOffered()),
        megawatts(clearing.getWattsSold()),
        clearing.getRevenue(),
        clearing.getFees(),
        clearing.getTrades(),
        clearing.getTiers().stream().map(Resources::clearedTier).toList(),
        certificate(clearing));
  }

  static Indicative indicative(IndicativeClearing clearing) {
    return new Indicative(
        clearing.getMarket(),
        clearing.getInterval(),
        clearing.getNumber(),
        clearing.getAt(),
        clearing.getLogPosition(),
        clearing.getTiers().stream().map(Resources::indicativePrice).toList());
  }

  private static IndicativePrice indicativePrice(IndicativeTier tier) {
    return new IndicativePrice(
        tier.getTier(),
        tier.getTraded() ? Units.price(tier.getPrice()) : null,
        Units.price(tier.getLowest()),
        Units.price(tier.getHighest()),
        tokens(tier.getLots()),
        tokens(tier.getBidLots()));
  }

  private static ClearedTier clearedTier(TierClearing tier) {
    return new ClearedTier(
        tier.getTier(),
        tier.getTraded(),
        Units.price(tier.getPrice()),
        Units.price(tier.getLowest()),
        Units.price(tier.getHighest()),
        tokens(tier.getLots()),
        tokens(tier.getBidLots()),
        megawatts(tier.getWatts()),
        tier.getRevenue(),
        tier.getFees());
  }

  private static ClearedOffer clearedOffer(OfferClearing offer) {
    return new ClearedOffer(
        offer.getOfferId(),
        offer.getFactory(),
        offer.getSite(),
        offer.getHardware(),
        megawatts(offer.getWatts()),
        Units.money(offer.getRent()),
        offer.getShadowPrice(),
        offer.getRuns().stream().map(Resources::run).toList());
  }

  private static ClearedPool clearedPool(PoolClearing pool) {
    return new ClearedPool(
        pool.getOfferId(),
        pool.getPool(),
        megawatts(pool.getWatts()),
        Units.money(pool.getRent()),
        pool.getShadowPrice());
  }

  private static Run run(TierRun run) {
    return new Run(
        run.getTier(),
        tokens(run.getLots()),
        megawatts(run.getWatts()),
        Units.money(run.getNanoDollars()),
        Units.money(run.getFeeNanoDollars()));
  }

  private static Certificate certificate(Clearing clearing) {
    return new Certificate(
        clearing.getWelfare(),
        clearing.getGap(),
        hex(clearing.getInputHash()),
        hex(clearing.getStateHash()),
        hex(clearing.getPreviousHash()),
        hex(clearing.getHash()));
  }

  /**
   * @param first number of the first trade of the page
   */
  static Trades trades(Clearing clearing, List<Trade> page, int first) {
    int behind = first + page.size();
    return new Trades(
        clearing.getMarket(),
        clearing.getInterval(),
        clearing.getLogPosition(),
        clearing.getTrades(),
        page.stream().map(Resources::trade).toList(),
        behind < clearing.getTrades() ? Parameters.cursor(Integer.toString(behind)) : null);
  }

  private static TradeDetail trade(Trade trade) {
    return new TradeDetail(
        trade.getNumber(),
        trade.getTier(),
        trade.getAwardedTier().isEmpty() ? trade.getTier() : trade.getAwardedTier(),
        trade.getOfferId(),
        trade.getFactory(),
        trade.getSite(),
        trade.getHardware(),
        trade.getDemandId(),
        trade.getConsumer(),
        tokens(trade.getLots()),
        Units.price(trade.getPrice()),
        Units.money(trade.getNanoDollars()),
        Units.money(trade.getFeeNanoDollars()),
        trade.getNetted());
  }

  static Revenue revenue(Selection selected, PerformancePage page) {
    PerformanceTotals sum = page.sum();
    return new Revenue(
        selected.by().label(),
        selected.subject(),
        page.logPosition(),
        new Revenue.Total(
            sum.revenue(), sum.fees(), sum.revenue().subtract(sum.fees()), tokens(sum.lots())),
        page.entries().stream().map(Resources::revenueOf).toList(),
        page.next());
  }

  private static Revenue.Interval revenueOf(Performed performed) {
    Performance done = performed.sold();
    return new Revenue.Interval(
        done.getMarket(),
        done.getInterval(),
        done.getAt(),
        done.getRevenue(),
        done.getFees(),
        done.getRevenue().subtract(done.getFees()),
        tokens(done.getLots()));
  }

  static Utilisation utilisation(Selection selected, PerformancePage page) {
    PerformanceTotals sum = page.sum();
    return new Utilisation(
        selected.by().label(),
        selected.subject(),
        page.logPosition(),
        new Utilisation.Total(
            megawattHours(sum.offered()),
            megawattHours(sum.sold()),
            ratio(sum.sold(), sum.offered()),
            sum.deliveries().megawattHours(),
            sum.deliveries().ofSold(),
            sum.deliveries().ofCapacity()),
        page.entries().stream().map(Resources::utilisationOf).toList(),
        page.next());
  }

  private static Utilisation.Interval utilisationOf(Performed performed) {
    Performance done = performed.sold();
    DeliveryPerformance delivered = performed.delivered();
    DeliverySum deliveries = new DeliverySum();
    deliveries.add(performed, 1);
    return new Utilisation.Interval(
        done.getMarket(),
        done.getInterval(),
        done.getAt(),
        megawatts(done.getWattsOffered()),
        megawatts(done.getWattsSold()),
        ratio(BigInteger.valueOf(done.getWattsSold()), BigInteger.valueOf(done.getWattsOffered())),
        delivered == null ? null : megawatts(delivered.getWattsDelivered()),
        deliveries.ofSold(),
        deliveries.ofCapacity());
  }

  static String hex(ByteBuffer hash) {
    byte[] bytes = new byte[hash.remaining()];
    hash.duplicate().get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static BigInteger tokens(long lots) {
    return tokens(BigInteger.valueOf(lots));
  }

  static BigInteger tokens(BigInteger lots) {
    return lots.multiply(BigInteger.valueOf(Units.TOKENS_PER_LOT));
  }

  static BigDecimal megawatts(long watts) {
    return BigDecimal.valueOf(watts, MEGA);
  }

  /** Rounded to the nearest Wh. */
  static BigDecimal megawattHours(BigInteger wattMillis) {
    return new BigDecimal(wattMillis).divide(MEGAWATT_HOUR, MEGA, RoundingMode.HALF_EVEN);
  }

  /** Rounded down; null of nothing. */
  static BigDecimal ratio(BigInteger part, BigInteger whole) {
    return whole.signum() == 0
        ? null
        : new BigDecimal(part).divide(new BigDecimal(whole), RATIO_DIGITS, RoundingMode.DOWN);
  }
}
