package io.tokenmarket.simulation;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.topology.views.Deliveries;
import io.tokenmarket.topology.views.Grouping;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * The power that made what was delivered, of the power on offer, over the intervals that have
 * nothing left to settle. Only the others are kept.
 */
final class DeliveredPower {
  private record Unsettled(Clearing clearing, List<Trade> trades, List<TradeSettled> settled) {}

  private final Map<Long, Unsettled> unsettled = new HashMap<>();
  private BigInteger offered = BigInteger.ZERO;
  private BigInteger delivered = BigInteger.ZERO;

  /** Adds an event of a gate, a clearing before its trades. */
  void add(SpecificRecord event) {
    if (event instanceof Clearing clearing) {
      add(clearing);
    } else if (event instanceof Trade trade) {
      unsettled.get(trade.getInterval()).trades().add(trade);
    } else if (event instanceof TradeSettled settled) {
      add(settled);
    }
  }

  private void add(Clearing clearing) {
    if (clearing.getTrades() == 0) {
      offered = offered.add(BigInteger.valueOf(clearing.getWattsOffered()));
    } else {
      unsettled.put(
          clearing.getInterval(), new Unsettled(clearing, new ArrayList<>(), new ArrayList<>()));
    }
  }

  private void add(TradeSettled trade) {
    Unsettled interval = unsettled.get(trade.getInterval());
    interval.settled().add(trade);
    if (interval.settled().size() == interval.clearing().getTrades()) {
      settle(unsettled.remove(trade.getInterval()));
    }
  }

  private void settle(Unsettled interval) {
    Deliveries deliveries =
        new Deliveries(interval.clearing(), interval.trades(), interval.settled());
    DeliveryPerformance whole = deliveries.by(Grouping.MARKET).get(0);
    offered = offered.add(BigInteger.valueOf(interval.clearing().getWattsOffered()));
    delivered = delivered.add(BigInteger.valueOf(whole.getWattsDelivered()));
  }

  /** From 0 to 1, six decimals; 0 where nothing was on offer. */
  BigDecimal ofCapacity() {
    return offered.signum() == 0
        ? BigDecimal.ZERO
        : new BigDecimal(delivered).divide(new BigDecimal(offered), 6, RoundingMode.HALF_UP);
  }
}
