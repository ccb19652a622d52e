package io.tokenmarket.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.OrderRejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
  private final MarketState state = MarketState.undefined("north");
  private final RecentEvents computed = RecentEvents.behind(-1);
  private final List<SpecificRecord> events = new ArrayList<>();
  private long position;

  private void send(SpecificRecord command) {
    List<SpecificRecord> caused = Market.handle(state, new LogEntry(position, command));
    computed.add(position++, caused);
    events.addAll(caused);
  }

  private Clearing clear(long interval) {
    send(new GateClosed("north", interval, Instant.ofEpochMilli(interval)));
    return (Clearing) events.get(events.size() - 1);
  }

  private Clearing first() {
    send(SampleMarket.definition("north"));
    return clear(0);
  }

  @Test
  void whatTheLogGivesIsBelievedAndNothingElse() {
    Clearing clearing = first();
    assertThat(events).allMatch(event -> computed.of(event) == RecordTrust.COMPUTED);
    for (long interval : new long[] {Long.MAX_VALUE, 5_000, -7}) {
      assertThat(computed.of(Clearing.newBuilder(clearing).setInterval(interval).build()))
          .isEqualTo(RecordTrust.FORGED);
    }
    assertThat(computed.of(Clearing.newBuilder(clearing).setWattsSold(1).build()))
        .isEqualTo(RecordTrust.FORGED);
  }

  /** It fits the chain, and is where the next one will. */
  @Test
  void whatTheLogMayGiveNextIsNotBelievedBefore() {
    Clearing clearing = first();
    Clearing forged =
        Clearing.newBuilder(clearing)
            .setInterval(1)
            .setPreviousInterval(0)
            .setAuction(2)
            .setPreviousHash(clearing.getHash())
            .setLogPosition(position)
            .build();
    assertThat(computed.of(forged)).isEqualTo(RecordTrust.FORGED);
    assertThat(computed.of(clear(1))).isEqualTo(RecordTrust.COMPUTED);
    assertThat(computed.of(forged)).isEqualTo(RecordTrust.FORGED);
  }

  @Test
  void theWordsOfARefusalMayBeThoseOfAnotherRelease() {
    send(SampleMarket.definition("north"));
    send(new DemandCancelled("cancel", "north", "chat", "nothing", -1L));
    OrderRejected refusal = (OrderRejected) events.get(1);
    assertThat(computed.of(OrderRejected.newBuilder(refusal).setDetail("other words").build()))
        .isEqualTo(RecordTrust.COMPUTED);
    assertThat(computed.of(OrderRejected.newBuilder(refusal).setReason("OTHER").build()))
        .isEqualTo(RecordTrust.FORGED);
  }

  /** As where the log came back shorter and later whole. */
  @Test
  void whatIsReadAgainIsStillKnownAndWhatFollowsIsToo() {
    first();
    computed.add(0, events.subList(0, 1));
    clear(1);
    assertThat(events).allMatch(event -> computed.of(event) == RecordTrust.COMPUTED);
  }

  @Test
  void aStartLaterKnowsWhatWasKnown() {
    Clearing clearing = first();
    RecentEvents later = RecentEvents.of(computed.bytes());
    assertThat(events).allMatch(event -> later.of(event) == RecordTrust.COMPUTED);
    assertThat(later.of(Clearing.newBuilder(clearing).setInterval(9).build()))
        .isEqualTo(RecordTrust.FORGED);
  }

  @Test
  void ofAGateThatGivesVeryMuchEachIsFound() {
    Clearing clearing = first();
    List<SpecificRecord> many = new ArrayList<>();
    for (int n = 0; n < 1_000; n++) {
      many.add(Clearing.newBuilder(clearing).setLogPosition(position).setTrades(n).build());
    }
    computed.add(position, many);
    assertThat(many).allMatch(event -> computed.of(event) == RecordTrust.COMPUTED);
    assertThat(
            computed.of(
                Clearing.newBuilder(clearing).setLogPosition(position).setTrades(-1).build()))
        .isEqualTo(RecordTrust.FORGED);
  }

  @Test
  void whatIsKeptNoLongerIsUnknownAndWhatIsKeptIsKnown() {
    Clearing clearing = first();
    List<SpecificRecord> many = new ArrayList<>();
    for (long at = position; at < position + RecentEvents.KEPT; at++) {
      Clearing other = Clearing.newBuilder(clearing).setLogPosition(at).build();
      computed.add(at, List.of(other));
      many.add(other);
    }
    assertThat(computed.of(clearing)).isEqualTo(RecordTrust.UNKNOWN);
    assertThat(computed.of(many.get(0))).isEqualTo(RecordTrust.COMPUTED);
    assertThat(computed.of(many.get(many.size() - 1))).isEqualTo(RecordTrust.COMPUTED);
    assertThat(computed.isFarAhead()).isTrue();
    computed.ask(position + RecentEvents.KEPT);
    assertThat(computed.isFarAhead()).isFalse();
  }
}
