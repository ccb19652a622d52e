package io.tokenmarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderAmended;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of a batch share a position of the log, and are in the order of its list. */
class BatchedOrdersTest {
  private static final long POSITION = 10;

  private final Log log = Log.open(Log.laterRules());

  @Test
  void theOrdersOfABatchStandInItsOrderAndNameItsPosition() {
    batch(demand("b"), demand("a"), demand("c"));
    log.append(demand("single"));

    assertThat(open()).containsExactly("b", "a", "c", "single");
    assertThat(log.state().openOrders())
        .extracting(OpenOrder::getPlace)
        .containsExactly(1, 2, 3, 0);
    assertThat(log.state().openOrders().stream().limit(3))
        .allMatch(order -> order.getLogPosition() == POSITION && order.getVersion() == POSITION);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theyStandSoOnceTheStateIsRestoredWhateverTheSequenceOfItsRecords(int rulebook) {
    Log one = Log.open(Log.rules().setRulebook(rulebook));
    batch(one, demand("b"), demand("a"), more("b"), demand("c"));
    List<String> order = open(one.state());
    byte[] hash = one.state().stateHash();
    for (long seed = 0; seed < 9; seed++) {
      MarketState restored = Kept.restored(one.state(), seed);
      assertThat(restored.stateHash()).isEqualTo(hash);
      assertThat(open(restored)).isEqualTo(order);
    }
  }

  @Test
  void whatABatchAmendsOfItsOwnToBeMoreEagerGoesBehindTheOthers() {
    List<SpecificRecord> events = batch(demand("a"), demand("b"), more("a"));

    assertThat(((OrderAmended) events.get(2)).getPlaceKept()).isFalse();
    assertThat(open()).containsExactly("b", "a");
  }

  @Test
  void eachCommandIsALinkOfTheChainAsIfItHadComeByItself() {
    Log singly = Log.open(Log.laterRules());
    for (SpecificRecord command : List.of(demand("a"), demand("b"))) {
      singly.append(command);
    }
    batch(demand("a"), demand("b"));
    assertThat(log.state().inputHash()).isEqualTo(singly.state().inputHash());
    batch(demand("a"));
    assertThat(log.state().inputHash()).isNotEqualTo(singly.state().inputHash());
  }

  private List<String> open() {
    return open(log.state());
  }

  private static List<String> open(MarketState state) {
    return state.openOrders().stream().map(OpenOrder::getOrderId).toList();
  }

  private List<SpecificRecord> batch(SpecificRecord... commands) {
    return batch(log, commands);
  }

  private static List<SpecificRecord> batch(Log log, SpecificRecord... commands) {
    List<BatchedCommand> all =
        Stream.of(commands).map(command -> new BatchedCommand(command, null)).toList();
    CommandBatch batch = new CommandBatch(Commands.MARKET, "app", all);
    return LogEntry.all(POSITION, log.time(), batch, null).stream()
        .flatMap(entry -> log.append(entry).stream())
        .toList();
  }

  private static SpecificRecord demand(String id) {
    return Commands.demand(id, "app", "SLOW", 10, 300, 9);
  }

  private static SpecificRecord more(String order) {
    return DemandAmended.newBuilder()
        .setCommandId("more-" + order)
        .setMarket(Commands.MARKET)
        .setParticipant("app")
        .setDemandId(order)
        .setLots(20)
        .setLimitPrice(300)
        .build();
  }
}
