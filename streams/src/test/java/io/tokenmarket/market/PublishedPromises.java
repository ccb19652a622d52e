package io.tokenmarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** What every auction must hold to, checked from what is published and the open orders. */
final class PublishedPromises {
  private final MarketDefinition rules;
  private final Map<String, SupplyOffer> offers = new LinkedHashMap<>();
  private final Map<String, TokenDemand> demands = new LinkedHashMap<>();
  private final Clearing clearing;
  private final List<Trade> trades;
  private final List<OrderAwarded> awards;
  private final Map<String, TierClearing> tiers;

  PublishedPromises(
      MarketDefinition rules, List<OpenOrder> stood, List<? extends SpecificRecord> events) {
    this.rules = rules;
    for (OpenOrder order : stood) {
      if (order.getTerms() instanceof SupplyOffer offer) {
        offers.put(name(order), offer);
      } else {
        demands.put(name(order), (TokenDemand) order.getTerms());
      }
    }
    this.clearing = (Clearing) events.get(0);
    this.trades = only(events, Trade.class);
    this.awards = only(events, OrderAwarded.class);
    this.tiers =
        clearing.getTiers().stream()
            .collect(Collectors.toMap(TierClearing::getTier, Function.identity()));
  }

  /** Two participants may give their orders the same id. */
  private static String name(String participant, String id) {
    return participant + "/" + id;
  }

  private static String name(OpenOrder order) {
    return name(OpenOrders.owner(order), order.getOrderId());
  }

  private static String name(OfferClearing offer) {
    return name(offer.getFactory(), offer.getOfferId());
  }

  private static String name(OrderAwarded award) {
    return name(award.getParticipant(), award.getOrderId());
  }

  private static <T> List<T> only(List<? extends SpecificRecord> events, Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  void check() {
    assertThat(clearing.getOffers())
        .extracting(PublishedPromises::name)
        .hasSameElementsAs(offers.keySet());
    clearing.getOffers().forEach(this::noOfferAboveItsPower);
    awards.forEach(this::withinItsTerms);
    tiers.values().forEach(this::supplyIsDemand);
    tradesAddUpToAwards();
    moneyInIsMoneyOutAndFees();
    welfareIsProved();
  }

  private void noOfferAboveItsPower(OfferClearing offer) {
    BigInteger used = BigInteger.ZERO;
    BigInteger whole = BigInteger.ONE;
    for (TierRun run : offer.getRuns()) {
      BigInteger full = fullRun(offers.get(name(offer)), run.getTier());
      used = used.multiply(full).add(whole.multiply(big(run.getLots())));
      whole = whole.multiply(full);
    }
    assertThat(used).as("power of %s", offer).isLessThanOrEqualTo(whole);
    long watts = offer.getRuns().stream().mapToLong(TierRun::getWatts).sum();
    assertThat(watts).isLessThanOrEqualTo(offer.getWatts());
  }

  private void withinItsTerms(OrderAwarded award) {
    assertThat(award.getPrice()).isEqualTo(tiers.get(award.getTier()).getPrice());
    TokenDemand demand = demands.get(name(award));
    if (demand != null) {
      assertThat(award.getTier()).isEqualTo(demand.getTier());
      assertThat(award.getLots()).isBetween(1L, demand.getLots());
      assertThat(award.getPrice()).isLessThanOrEqualTo(demand.getLimitPrice());
      assertThat(award.getFeeNanoDollars()).isZero();
    } else {
      long ask = rate(offers.get(name(award)), award.getTier()).getAsk();
      assertThat(award.getPrice()).isGreaterThanOrEqualTo(ask);
    }
  }

  private void supplyIsDemand(TierClearing tier) {
    long made =
        clearing.getOffers().stream()
            .flatMap(offer -> offer.getRuns().stream())
            .filter(run -> run.getTier().equals(tier.getTier()))
            .mapToLong(TierRun::getLots)
            .sum();
    long bought =
        awards.stream()
            .filter(award -> demands.containsKey(name(award)))
            .filter(award -> award.getTier().equals(tier.getTier()))
            .mapToLong(OrderAwarded::getLots)
            .sum();
    assertThat(List.of(made, bought)).containsOnly(tier.getLots());
    assertThat(tier.getTraded()).isEqualTo(tier.getLots() > 0);
  }

  private void tradesAddUpToAwards() {
    Map<String, Long> traded = new HashMap<>();
    for (Trade trade : trades) {
      traded.merge(
          name(trade.getFactory(), trade.getOfferId()) + trade.getTier(),
          trade.getLots(),
          Long::sum);
      traded.merge(
          name(trade.getConsumer(), trade.getDemandId()) + trade.getTier(),
          trade.getLots(),
          Long::sum);
      assertThat(trade.getFeeNanoDollars()).isEqualTo(fee(trade.getNanoDollars()));
    }
    Map<String, Long> awarded =
        awards.stream()
            .collect(Collectors.toMap(a -> name(a) + a.getTier(), OrderAwarded::getLots));
    assertThat(traded).isEqualTo(awarded);
    assertThat(clearing.getTrades()).isEqualTo(trades.size());
  }

  private void moneyInIsMoneyOutAndFees() {
    BigDecimal in = BigDecimal.ZERO;
    BigDecimal out = BigDecimal.ZERO;
    for (OrderAwarded award : awards) {
      assertThat(award.getNanoDollars()).isEqualTo(award.getLots() * award.getPrice());
      if (demands.containsKey(name(award))) {
        in = in.add(Units.money(award.getNanoDollars()));
      } else {
        out = out.add(Units.money(award.getNanoDollars() - award.getFeeNanoDollars()));
      }
    }
    assertThat(clearing.getRevenue()).isEqualByComparingTo(in);
    assertThat(out.add(clearing.getFees())).isEqualByComparingTo(in);
    assertThat(tiers.values().stream().map(TierClearing::getRevenue).reduce(BigDecimal::add))
        .hasValue(clearing.getRevenue());
    assertThat(tiers.values().stream().map(TierClearing::getFees).reduce(BigDecimal::add))
        .hasValue(clearing.getFees());
  }

  /** By weak duality no allocation is worth more than the surpluses at any prices. */
  private void welfareIsProved() {
    BigInteger welfare = BigInteger.ZERO;
    for (OrderAwarded award : awards) {
      TokenDemand demand = demands.get(name(award));
      long value =
          demand != null
              ? demand.getLimitPrice()
              : -rate(offers.get(name(award)), award.getTier()).getAsk();
      welfare = welfare.add(big(award.getLots() * value));
    }
    assertThat(clearing.getWelfare()).isEqualByComparingTo(Units.money(welfare));
    assertThat(clearing.getGap()).isNotNegative();
    assertThat(clearing.getGap()).isEqualByComparingTo(Units.money(bound().subtract(welfare)));
  }

  private BigInteger bound() {
    BigInteger bound = BigInteger.ZERO;
    for (TokenDemand demand : demands.values()) {
      long surplus = demand.getLimitPrice() - tiers.get(demand.getTier()).getPrice();
      bound = bound.add(big(demand.getLots() * Math.max(0, surplus)));
    }
    for (OfferClearing offer : clearing.getOffers()) {
      assertThat(big(offer.getRent())).isEqualTo(rent(offers.get(name(offer))));
      bound = bound.add(big(offer.getRent()));
    }
    return bound;
  }

  private BigInteger rent(SupplyOffer offer) {
    return offer.getRates().stream()
        .map(
            rate ->
                fullRun(offer, rate.getTier())
                    .multiply(big(tiers.get(rate.getTier()).getPrice() - rate.getAsk())))
        .reduce(BigInteger.ZERO, BigInteger::max);
  }

  private BigInteger fullRun(SupplyOffer offer, String tier) {
    return big(offer.getKilowatts())
        .multiply(big(rate(offer, tier).getTokensPerSecondPerMw()))
        .multiply(big(rules.getIntervalMillis()))
        .divide(big(1_000_000_000));
  }

  private static TierRate rate(SupplyOffer offer, String tier) {
    return offer.getRates().stream()
        .filter(r -> r.getTier().equals(tier))
        .findFirst()
        .orElseThrow();
  }

  private long fee(long nanoDollars) {
    return big(nanoDollars)
        .multiply(big(rules.getFeePpm()))
        .divide(big(1_000_000))
        .longValueExact();
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
