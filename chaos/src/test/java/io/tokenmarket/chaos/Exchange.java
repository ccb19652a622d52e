package io.tokenmarket.chaos;

import io.tokenmarket.chaos.Published.Stream;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** An exchange of one market, without a broker: what is sent to it and what it publishes. */
final class Exchange {
  static final String MARKET = "eu";
  static final Instant ORIGIN = Instant.ofEpochSecond(1_700_000_000);
  private static final int COMMANDS_A_GATE = 20;

  final MarketDefinition definition = Draw.market(MARKET, ORIGIN, 1_000);
  private long time = ORIGIN.toEpochMilli();
  final Map<Stream, List<SpecificRecord>> events = new LinkedHashMap<>();
  final List<Sent> sent = new ArrayList<>();
  private final MarketState state = MarketState.undefined(MARKET);
  private final Draw draw;
  private long position;

  Exchange(long seed) {
    draw = new Draw(new Random(seed));
    send("open-" + MARKET, definition);
  }

  /** Orders and a cancellation, every fourth of them sent twice, and the gate of this interval. */
  void auction(long interval) {
    for (int i = 0; i < COMMANDS_A_GATE; i++) {
      String id = interval + "-" + i;
      SpecificRecord order = draw.order(MARKET, id);
      send(id, order);
      if (i % 4 == 0) {
        handle(order);
      }
      if (i == 1) {
        send(id + "-cancel", Draw.cancel(order, id + "-cancel"));
      }
    }
    handle(new GateClosed(MARKET, interval, gate(interval)));
  }

  static Instant gate(long interval) {
    return ORIGIN.plusSeconds(interval);
  }

  private void send(String id, SpecificRecord command) {
    Answer answer =
        handle(command).stream()
            .filter(event -> !(event instanceof OrderAwarded || event instanceof OrderExpired))
            .map(event -> answer(id, event))
            .findFirst()
            .orElseThrow();
    sent.add(new Sent(id, command, CompletableFuture.completedFuture(answer)));
  }

  private static Answer answer(String id, SpecificRecord event) {
    long position = (long) ((GenericRecord) event).get("logPosition");
    return event instanceof OrderRejected refused
        ? new Answer.Rejected(id, refused.getReason(), "", position, false)
        : new Answer.Accepted(id, id, position, false);
  }

  private List<SpecificRecord> handle(SpecificRecord command) {
    time = command instanceof GateClosed gate ? gate.getAt().toEpochMilli() : time;
    List<SpecificRecord> caused = Market.handle(state, new LogEntry(position++, time, command));
    caused.forEach(event -> stream(event).add(event));
    return caused;
  }

  private List<SpecificRecord> stream(SpecificRecord event) {
    return events.computeIfAbsent(where(event), stream -> new ArrayList<>());
  }

  private static Stream where(SpecificRecord event) {
    if (event instanceof Clearing) {
      return new Stream(Topics.CLEARINGS, MARKET, MARKET);
    }
    return event instanceof Trade
        ? new Stream(Topics.TRADES, MARKET, MARKET)
        : new Stream(
            Topics.ORDER_EVENTS, (String) ((GenericRecord) event).get("participant"), MARKET);
  }

  <T> T first(Class<T> type) {
    return events.values().stream()
        .flatMap(List::stream)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  void publishAgain(SpecificRecord event) {
    stream(event).add(event);
  }

  void alter(SpecificRecord event, SpecificRecord altered) {
    stream(event).replaceAll(published -> published == event ? altered : published);
  }

  void withhold(SpecificRecord event) {
    stream(event).removeIf(published -> published == event);
  }

  Published published() {
    return new Published(Set.of(MARKET), events, List.of());
  }
}
