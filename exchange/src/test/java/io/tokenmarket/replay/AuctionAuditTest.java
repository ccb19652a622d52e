package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An audit does not take the state machine's word: told something false, it names it. */
class AuctionAuditTest {
  private final HashChain chain = new HashChain();
  private IndependentBook book;
  private LogEntry gate;
  private List<SpecificRecord> events;

  /** An auction with trades, and the open orders. */
  @BeforeEach
  void anAuction() {
    MarketState state = MarketState.undefined("eu");
    RandomCommands commands = new RandomCommands("eu", 30);
    for (long position = 0; events == null; position++) {
      LogEntry entry = new LogEntry(position, commands.next());
      List<OpenOrder> open = List.copyOf(state.openOrders());
      List<SpecificRecord> caused = Market.handle(state, entry);
      if (entry.command() instanceof GateClosed) {
        book = IndependentBook.of(Markets.definition("eu", "open"), open, caused);
        gate = entry;
        events = keepIfFirstWithTrades(caused);
      }
      if (state.definition().isPresent() && events == null) {
        follow(entry, caused);
      }
    }
  }

  private static List<SpecificRecord> keepIfFirstWithTrades(List<SpecificRecord> caused) {
    boolean traded = caused.stream().filter(Trade.class::isInstance).count() > 2;
    return traded ? new ArrayList<>(caused) : null;
  }

  private void follow(LogEntry entry, List<SpecificRecord> caused) {
    if (!(entry.command() instanceof GateClosed)) {
      chain.add(entry, caused.get(0), 0);
    } else if (!caused.isEmpty()) {
      chain.close(entry, (Clearing) caused.get(0), 0);
    }
  }

  @Test
  void aTrueReportPasses() {
    assertThatCode(this::audit).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inputHash", "previousHash", "hash", "revenue"})
  void aBrokenLinkIsNamed(String field) {
    events.set(0, Flipped.field(events.get(0), field));
    String named = field.equals("revenue") ? "hash" : field;
    assertThat(difference().field()).isEqualTo(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"price", "lowest", "highest", "lots"})
  void aFalsePriceOrQuantityBreaksTheCertificate(String field) {
    Clearing clearing = (Clearing) events.get(0);
    TierClearing tier =
        clearing.getTiers().stream().filter(TierClearing::getTraded).findFirst().orElseThrow();
    ((SpecificRecord) tier)
        .put(
            tier.getSchema().getField(field).pos(),
            ((Long) tier.get(field)) + (field.equals("lowest") ? 1_000_000 : -100));
    assertThat(certificate().field()).isEqualTo("certificate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"welfare", "gap"})
  void aFalseSumBreaksTheCertificate(String field) {
    events.set(0, Flipped.field(events.get(0), field));
    assertThat(certificate().published()).contains(field);
  }

  @Test
  void anAwardThatIsNotTradedBreaksTheCertificate() {
    flip(
        event ->
            event instanceof OrderAwarded award
                && !book.isOffer(new CommandName(award.getParticipant(), award.getOrderId())),
        "lots");
    assertThat(certificate().field()).isEqualTo("certificate");
  }

  @Test
  void aTradeOfAnotherOrderIsNamed() {
    flip(Trade.class::isInstance, "demandId");
    assertThat(certificate().published()).contains("does not stand in the book");
  }

  @Test
  void aViewThatIsNotTheSumOfItsTradesIsNamed() {
    flip(Trade.class::isInstance, "feeNanoDollars");
    assertThat(certificate().field()).endsWith(".fees");
  }

  private void flip(Predicate<SpecificRecord> which, String field) {
    for (int i = 0; i < events.size(); i++) {
      if (which.test(events.get(i))) {
        events.set(i, Flipped.field(events.get(i), field));
        return;
      }
    }
    throw new AssertionError("no such event");
  }

  private void audit() {
    Clearing clearing = (Clearing) events.get(0);
    chain.close(gate, clearing, 0);
    AuctionAudit.check(book, clearing, events);
  }

  private Difference difference() {
    return catchThrowableOfType(Differs.class, this::audit).difference();
  }

  private Difference certificate() {
    Clearing clearing = (Clearing) events.get(0);
    return catchThrowableOfType(Differs.class, () -> AuctionAudit.check(book, clearing, events))
        .difference();
  }
}
