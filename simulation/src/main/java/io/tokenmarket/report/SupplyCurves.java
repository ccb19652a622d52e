package io.tokenmarket.report;

import io.tokenmarket.schemas.AskStep;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.simulation.HeldAuction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the offers of an auction would make of a tier at which price; docs/report.md has how. */
final class SupplyCurves {
  private static final BigInteger KILOWATT_RATE_MILLIS_PER_LOT = BigInteger.valueOf(1_000_000_000);
  private static final double KILOWATTS_PER_MEGAWATT = 1e3;

  private final long intervalMillis;
  private final Map<String, Long> prices = new HashMap<>();
  private final List<Power> powers = new ArrayList<>();

  /** Power that is offered with rates and asks of its own. */
  private record Power(String factory, String hardware, long kilowatts, List<TierRate> rates) {}

  /**
   * What a tier could have of an offer.
   *
   * @param ask ticks
   * @param entry ticks: from which price on the power is best used for the tier
   */
  record Block(
      String factory, String hardware, double megawatts, double lots, double ask, double entry)
      implements Thinning.Step<Block> {

    @Override
    public Block with(Block next) {
      double all = lots + next.lots;
      return new Block(
          factory.endsWith("...") ? factory : factory + " ...",
          hardware.equals(next.hardware) ? hardware : "several",
          megawatts + next.megawatts,
          all,
          (lots * ask + next.lots * next.ask) / all,
          (lots * entry + next.lots * next.entry) / all);
    }

    List<Object> values() {
      return List.of(
          factory,
          hardware,
          Figure.rounded(megawatts),
          Figure.millionTokens(lots),
          Figure.price(Math.round(ask)),
          Figure.price(Math.round(entry)));
    }
  }

  SupplyCurves(HeldAuction auction, long intervalMillis) {
    this.intervalMillis = intervalMillis;
    for (TierClearing tier : auction.clearing().getTiers()) {
      prices.put(tier.getTier(), tier.getPrice());
    }
    for (OpenOrder order : auction.orders()) {
      if (order.getTerms() instanceof SupplyOffer offer) {
        add(offer, offer.getKilowatts(), offer.getRates());
        for (AskStep step : offer.getSteps()) {
          add(offer, step.getKilowatts(), step.getRates());
        }
      }
    }
  }

  private void add(SupplyOffer offer, long kilowatts, List<TierRate> rates) {
    powers.add(new Power(offer.getParticipant(), offer.getHardware(), kilowatts, rates));
  }

  /** From the lowest entry price up. */
  List<Block> of(String tier) {
    List<Block> blocks = new ArrayList<>();
    for (Power power : powers) {
      for (TierRate rate : power.rates()) {
        if (rate.getTier().equals(tier) && fullRun(power, rate) > 0) {
          blocks.add(block(power, rate));
        }
      }
    }
    blocks.sort(Comparator.comparingDouble(Block::entry).thenComparing(Block::ask));
    return Thinning.thinned(blocks);
  }

  private Block block(Power power, TierRate rate) {
    double lots = fullRun(power, rate);
    double elsewhere =
        power.rates().stream()
            .filter(other -> !other.getTier().equals(rate.getTier()))
            .mapToDouble(other -> worth(power, other))
            .max()
            .orElse(0);
    return new Block(
        power.factory(),
        power.hardware(),
        power.kilowatts() / KILOWATTS_PER_MEGAWATT,
        lots,
        rate.getAsk(),
        rate.getAsk() + Math.max(0, elsewhere) / lots);
  }

  /** What the power earns above its ask in a tier at the clearing price, nano-dollars. */
  private double worth(Power power, TierRate rate) {
    double margin = prices.get(rate.getTier()) - rate.getAsk();
    return margin * fullRun(power, rate);
  }

  /** Whole lots in an interval, as in the auction. */
  private long fullRun(Power power, TierRate rate) {
    return BigInteger.valueOf(power.kilowatts())
        .multiply(BigInteger.valueOf(rate.getTokensPerSecondPerMw()))
        .multiply(BigInteger.valueOf(intervalMillis))
        .divide(KILOWATT_RATE_MILLIS_PER_LOT)
        .longValueExact();
  }
}
