package io.tokenmarket.replay;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Performance;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.topology.views.Grouping;
import io.tokenmarket.topology.views.Performances;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Checks what the views make of a clearing against the sums over its trades. */
final class ViewSums {
  private record Sum(BigInteger lots, BigInteger nanoDollars, BigInteger fees) {
    static final Sum ZERO = new Sum(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    Sum plus(Trade trade) {
      return new Sum(
          lots.add(BigInteger.valueOf(trade.getLots())),
          nanoDollars.add(BigInteger.valueOf(trade.getNanoDollars())),
          fees.add(BigInteger.valueOf(trade.getFeeNanoDollars())));
    }
  }

  private final Grouping grouping;
  private final Map<String, Sum> sums = new HashMap<>();

  private ViewSums(Grouping grouping) {
    this.grouping = grouping;
  }

  /**
   * @param events all that the gate caused
   * @throws Differs where a view is not the sum of its trades
   */
  static void check(Clearing clearing, List<SpecificRecord> events) {
    for (Grouping grouping : Grouping.values()) {
      ViewSums sums = new ViewSums(grouping);
      events.stream().filter(Trade.class::isInstance).map(Trade.class::cast).forEach(sums::add);
      Performances.of(clearing, grouping).forEach(sums::check);
    }
  }

  private void add(Trade trade) {
    sums.merge(subject(trade), Sum.ZERO.plus(trade), (sum, one) -> sum.plus(trade));
  }

  private String subject(Trade trade) {
    return switch (grouping) {
      case FACTORY -> trade.getFactory();
      case HARDWARE -> trade.getHardware();
      case TIER -> trade.getTier();
      case MARKET -> trade.getMarket();
    };
  }

  private void check(Performance view) {
    Sum sum = sums.getOrDefault(view.getSubject(), Sum.ZERO);
    same(view, "lots", BigDecimal.valueOf(view.getLots()), new BigDecimal(sum.lots));
    same(view, "revenue", view.getRevenue(), Units.money(sum.nanoDollars));
    same(view, "fees", view.getFees(), Units.money(sum.fees));
  }

  private void same(Performance view, String field, BigDecimal stated, BigDecimal summed) {
    if (stated.compareTo(summed) != 0) {
      throw new Differs(
          new Difference(
              grouping.view(),
              view.getMarket(),
              view.getInterval(),
              view.getLogPosition(),
              view.getSubject() + "." + field,
              stated.toPlainString(),
              summed.toPlainString()));
    }
  }
}
