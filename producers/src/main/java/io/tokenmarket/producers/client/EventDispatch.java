package io.tokenmarket.producers.client;

import io.tokenmarket.producers.client.Answer.Accepted;
import io.tokenmarket.producers.client.Answer.Rejected;
import io.tokenmarket.schemas.BudgetDefined;
import io.tokenmarket.schemas.DeliveryRecorded;
import io.tokenmarket.schemas.KeyDefined;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.MarketDefined;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.OrderAmended;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.OrderCancelled;
import io.tokenmarket.schemas.OrderExpired;
import io.tokenmarket.schemas.OrderFilled;
import io.tokenmarket.schemas.OrderRejected;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each event of the exchange to whom it concerns: a waiting command, or listeners. */
final class EventDispatch {
  private static final Logger LOG = LoggerFactory.getLogger(EventDispatch.class);

  private record Owner(String market, String participant) {}

  private final Outbox outbox;
  private final Set<String> listening = ConcurrentHashMap.newKeySet();
  private final Map<Owner, List<OrderListener>> listeners = new ConcurrentHashMap<>();

  EventDispatch(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Whether somebody waits for what this participant is told; all else need not be decoded. */
  boolean concerns(String participant) {
    return participant != null && (listening.contains(participant) || outbox.waitsFor(participant));
  }

  void listen(String market, String participant, OrderListener listener) {
    listeners
        .computeIfAbsent(new Owner(market, participant), owner -> new CopyOnWriteArrayList<>())
        .add(listener);
    listening.add(participant);
  }

  void dispatch(SpecificRecord event) {
    if (event instanceof OrderAwarded e) {
      tell(e.getMarket(), e.getParticipant(), listener -> listener.awarded(e));
    } else if (event instanceof OrderExpired e) {
      tell(e.getMarket(), e.getParticipant(), listener -> listener.expired(e));
    } else if (event instanceof OrderFilled e) {
      tell(e.getMarket(), e.getParticipant(), listener -> listener.filled(e));
    } else {
      answer(event);
    }
  }

  private void answer(SpecificRecord event) {
    if (event instanceof OrderAccepted e) {
      accepted(
          new CommandKey(e.getMarket(), e.getParticipant(), e.getCommandId()),
          e.getOrderId(),
          e.getLogPosition(),
          e.getRepeated());
    } else if (event instanceof OrderAmended e) {
      accepted(
          new CommandKey(e.getMarket(), e.getParticipant(), e.getCommandId()),
          e.getOrderId(),
          e.getLogPosition(),
          e.getRepeated());
    } else if (event instanceof OrderCancelled e) {
      accepted(
          new CommandKey(e.getMarket(), e.getParticipant(), e.getCommandId()),
          e.getOrderId(),
          e.getLogPosition(),
          e.getRepeated());
    } else if (event instanceof DeliveryRecorded e) {
      accepted(
          new CommandKey(e.getMarket(), e.getParticipant(), e.getCommandId()),
          e.getCommandId(),
          e.getLogPosition(),
          e.getRepeated());
    } else if (event instanceof OrderRejected e) {
      outbox.answered(
          new CommandKey(e.getMarket(), e.getParticipant(), e.getCommandId()), rejected(e));
    } else {
      answerToOperator(event);
    }
  }

  private void answerToOperator(SpecificRecord event) {
    if (event instanceof MarketDefined e) {
      accepted(
          new CommandKey(e.getMarket(), e.getParticipant(), e.getCommandId()),
          e.getCommandId(),
          e.getLogPosition(),
          e.getRepeated());
    } else if (event instanceof MarketChanged e) {
      accepted(
          new CommandKey(e.getMarket(), e.getParticipant(), e.getCommandId()),
          e.getCommandId(),
          e.getLogPosition(),
          e.getRepeated());
    } else if (event instanceof BudgetDefined e) {
      accepted(
          new CommandKey(e.getMarket(), e.getParticipant(), e.getCommandId()),
          e.getCommandId(),
          e.getLogPosition(),
          e.getRepeated());
    } else if (event instanceof KeyDefined e) {
      accepted(
          new CommandKey(e.getMarket(), e.getParticipant(), e.getCommandId()),
          e.getCommandId(),
          e.getLogPosition(),
          e.getRepeated());
    } else {
      LOG.warn("{} is no event of an order and is left out", event.getSchema().getFullName());
    }
  }

  private void accepted(CommandKey key, String orderId, long logPosition, boolean repeated) {
    outbox.answered(key, new Accepted(key.commandId(), orderId, logPosition, repeated));
  }

  private static Rejected rejected(OrderRejected e) {
    return new Rejected(
        e.getCommandId(),
        e.getReason(),
        e.getDetail(),
        e.getArguments(),
        e.getLogPosition(),
        e.getRepeated());
  }

  private void tell(String market, String participant, Consumer<OrderListener> event) {
    for (OrderListener listener :
        listeners.getOrDefault(new Owner(market, participant), List.of())) {
      try {
        event.accept(listener);
      } catch (RuntimeException broken) {
        LOG.error("a listener of '{}' failed; the next event is read", participant, broken);
      }
    }
  }
}
