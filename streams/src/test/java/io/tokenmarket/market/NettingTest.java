package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.gate;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Trade;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Each factory makes 60 lots; "both" sells and buys. */
class NettingTest {
  private static List<SpecificRecord> auction(boolean netted) {
    Log log = Log.open(Log.rules().setNetOwnTrades(netted));
    log.append(offer("o1", "other", 1, rate("SLOW", 1_000, 200)));
    log.append(offer("o2", "both", 1, rate("SLOW", 1_000, 200)));
    log.append(demand("d1", "both", "SLOW", 40, 500, 1));
    log.append(demand("d2", "app", "SLOW", 80, 500, 1));
    return log.append(gate(0));
  }

  private static List<Trade> trades(List<SpecificRecord> events) {
    return events.stream().filter(Trade.class::isInstance).map(Trade.class::cast).toList();
  }

  @Test
  void whatAnOwnerSellsFirstMeetsWhatHeBuysFreeOfFee() {
    List<Trade> trades = trades(auction(true));
    assertThat(trades.get(0).getFactory()).isEqualTo("both");
    assertThat(trades.get(0).getConsumer()).isEqualTo("both");
    assertThat(trades.get(0).getLots()).isEqualTo(40);
    assertThat(trades.get(0).getNetted()).isTrue();
    assertThat(trades.get(0).getFeeNanoDollars()).isZero();
    assertThat(trades.subList(1, trades.size()))
        .allSatisfy(trade -> assertThat(trade.getFeeNanoDollars()).isPositive())
        .noneMatch(Trade::getNetted);
  }

  /** So that the test above shows something: unasked, the pairs are others. */
  @Test
  void aMarketThatDoesNotNetPairsAsTheAuctionDoes() {
    assertThat(trades(auction(false))).noneMatch(Trade::getNetted);
    assertThat(trades(auction(false)))
        .allSatisfy(trade -> assertThat(trade.getFeeNanoDollars()).isPositive());
  }

  @Test
  void pricesLotsAndTheSumsOfTradesStay() {
    Clearing netted = (Clearing) auction(true).get(0);
    Clearing plain = (Clearing) auction(false).get(0);
    assertThat(netted.getTiers().get(0).getPrice()).isEqualTo(plain.getTiers().get(0).getPrice());
    assertThat(netted.getRevenue()).isEqualTo(plain.getRevenue());
    assertThat(netted.getFees()).isLessThan(plain.getFees());
    assertThat(lots(auction(true))).isEqualTo(lots(auction(false)));
    assertThat(trades(auction(true)).stream().mapToLong(Trade::getLots).sum()).isEqualTo(120);
  }

  private static List<String> lots(List<SpecificRecord> events) {
    return events.stream()
        .filter(OrderAwarded.class::isInstance)
        .map(OrderAwarded.class::cast)
        .map(award -> award.getOrderId() + " " + award.getTier() + " " + award.getLots())
        .toList();
  }
}
