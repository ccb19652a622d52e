package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenmarket.market.FaultyMarket;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * An auction that isolated poison is audited over the book it was held with, which is without it.
 */
class PoisonAuditTest {
  private static final String EU = "eu";
  private static final long BAD = 500;
  private static final int GATE = 4;
  private static final MarketDefinition RULES = Markets.definition(EU, "open");

  /** The poison bids the most, so that nobody who finds it in the book can pass it over. */
  private static final List<SpecificRecord> LOG =
      List.of(
          RULES,
          SupplyOffer.newBuilder()
              .setCommandId("o")
              .setMarket(EU)
              .setParticipant("hall")
              .setSite("site")
              .setHardware("gpu")
              .setKilowatts(1_000)
              .setRates(List.of(new TierRate("HIGH", 20_000L, 200L)))
              .setIntervals(2)
              .build(),
          demand("good", "app", 300, 400),
          demand("bad", "rogue", BAD, 900),
          new GateClosed(EU, 0L, Instant.EPOCH),
          new GateClosed(EU, 1L, Instant.EPOCH));

  @Test
  void anAuctionThatIsolatedPoisonKeepsItsPromises() {
    ReplayedMarket market = new ReplayedMarket(FaultyMarket.throwingAt(EU, BAD), true);
    List<SpecificRecord> events =
        IntStream.range(0, LOG.size())
            .mapToObj(position -> market.handle(new LogEntry(position, LOG.get(position))))
            .flatMap(List::stream)
            .toList();
    assertThat(events)
        .filteredOn(OrderRejected.class::isInstance)
        .extracting(event -> ((OrderRejected) event).getCommandId())
        .containsExactly("bad");
    assertThat(events).filteredOn(Clearing.class::isInstance).hasSize(2);
  }

  /** The control: with the poison in the book, the same auction passed over the best bid. */
  @Test
  void anOrderPassedOverUnnamedBreaksTheCertificate() {
    assertThat(differenceWhere(List.of()).field()).isEqualTo("certificate");
  }

  /** The control: an award to what is named as poison is one to an order outside the book. */
  @Test
  void anAwardToPoisonIsNamed() {
    OrderRejected untrue =
        new OrderRejected(EU, "app", "good", "POISON", "not true", 4L, false, List.of());
    assertThat(differenceWhere(List.of(untrue)).published())
        .contains("good", "does not stand in the book");
  }

  /** What the audit of the first auction says where these were published as its poison. */
  private static Difference differenceWhere(List<SpecificRecord> named) {
    MarketState state = FaultyMarket.throwingAt(EU, BAD);
    for (int position = 0; position < GATE; position++) {
      Market.handle(state, new LogEntry(position, LOG.get(position)));
    }
    List<OpenOrder> open = List.copyOf(state.openOrders());
    List<SpecificRecord> events = Market.handle(state, new LogEntry(GATE, LOG.get(GATE)));
    IndependentBook book = IndependentBook.of(RULES, open, named);
    return catchThrowableOfType(
            Differs.class, () -> AuctionAudit.check(book, (Clearing) events.get(0), events))
        .difference();
  }

  private static TokenDemand demand(String id, String participant, long lots, long limitPrice) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(EU)
        .setParticipant(participant)
        .setTier("HIGH")
        .setLots(lots)
        .setLimitPrice(limitPrice)
        .setIntervals(2)
        .build();
  }
}
