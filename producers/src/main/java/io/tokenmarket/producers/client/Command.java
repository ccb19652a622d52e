package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.BatchedCommand;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.CommandBatch;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.MarketHalted;
import io.tokenmarket.schemas.MarketResumed;
import io.tokenmarket.schemas.OfferAmended;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * A command and where it goes.
 *
 * @param recordKey key on the topic: the participant, of what an operator sends the market
 * @param signature its header, or null
 */
record Command(
    String topic, String recordKey, CommandKey key, SpecificRecord body, String signature) {
  private static final Set<String> BATCHED =
      Set.of(Topics.SUPPLY_OFFERS, Topics.TOKEN_DEMAND, Topics.DELIVERIES);

  private Command(String topic, String recordKey, CommandKey key, SpecificRecord body) {
    this(topic, recordKey, key, body, null);
  }

  /** The same command, signed; not where the header is null. */
  Command signed(String header) {
    return new Command(topic, recordKey, key, body, header);
  }

  /**
   * Several as one record.
   *
   * @param commands of one participant to one market, on one topic
   */
  static Command batch(List<Command> commands) {
    Command first = commands.get(0);
    List<BatchedCommand> all =
        commands.stream().map(each -> new BatchedCommand(each.body(), each.signature())).toList();
    CommandBatch batch = new CommandBatch(first.key().market(), first.key().participant(), all);
    return new Command(first.topic(), first.recordKey(), first.key(), batch);
  }

  /** Whether a batch takes it: none of what an operator sends. */
  boolean isBatchable() {
    return BATCHED.contains(topic);
  }

  /** Whether both are of one batch. */
  boolean goesWith(Command other) {
    return topic.equals(other.topic)
        && key.market().equals(other.key.market())
        && key.participant().equals(other.key.participant());
  }

  /**
   * @throws IllegalArgumentException where the record is no command
   */
  static Command of(SpecificRecord body) {
    if (body instanceof SupplyOffer offer) {
      return supply(offer.getMarket(), offer.getParticipant(), offer.getCommandId(), body);
    }
    if (body instanceof OfferAmended amended) {
      return supply(amended.getMarket(), amended.getParticipant(), amended.getCommandId(), body);
    }
    if (body instanceof OfferCancelled cancel) {
      return supply(cancel.getMarket(), cancel.getParticipant(), cancel.getCommandId(), body);
    }
    if (body instanceof TokenDemand demand) {
      return demand(demand.getMarket(), demand.getParticipant(), demand.getCommandId(), body);
    }
    if (body instanceof DemandAmended amended) {
      return demand(amended.getMarket(), amended.getParticipant(), amended.getCommandId(), body);
    }
    if (body instanceof DemandCancelled cancel) {
      return demand(cancel.getMarket(), cancel.getParticipant(), cancel.getCommandId(), body);
    }
    if (body instanceof DeliveryReported report) {
      CommandKey key =
          new CommandKey(report.getMarket(), report.getParticipant(), report.getCommandId());
      return new Command(Topics.DELIVERIES, report.getParticipant(), key, body);
    }
    if (body instanceof KeyChanged key) {
      return demand(key.getMarket(), key.getParticipant(), key.getCommandId(), body);
    }
    return ofOperator(body);
  }

  private static Command ofOperator(SpecificRecord body) {
    if (body instanceof MarketHalted halt) {
      return operation(halt.getMarket(), halt.getParticipant(), halt.getCommandId(), body);
    }
    if (body instanceof MarketResumed end) {
      return operation(end.getMarket(), end.getParticipant(), end.getCommandId(), body);
    }
    if (body instanceof BudgetDefinition budget) {
      return operation(budget.getMarket(), budget.getParticipant(), budget.getCommandId(), body);
    }
    if (body instanceof MarketDefinition rules) {
      CommandKey key =
          new CommandKey(rules.getMarket(), rules.getParticipant(), rules.getCommandId());
      return new Command(Topics.MARKET_DEFINITIONS, rules.getMarket(), key, body);
    }
    if (body instanceof KeyDefinition key) {
      return operation(key.getMarket(), key.getParticipant(), key.getCommandId(), body);
    }
    throw new IllegalArgumentException(body.getSchema().getFullName() + " is no command");
  }

  @Override
  public String toString() {
    return "%s '%s' of '%s' for market '%s'"
        .formatted(body.getSchema().getName(), key.commandId(), key.participant(), key.market());
  }

  private static Command supply(String market, String participant, String id, SpecificRecord body) {
    CommandKey key = new CommandKey(market, participant, id);
    return new Command(Topics.SUPPLY_OFFERS, participant, key, body);
  }

  private static Command demand(String market, String participant, String id, SpecificRecord body) {
    CommandKey key = new CommandKey(market, participant, id);
    return new Command(Topics.TOKEN_DEMAND, participant, key, body);
  }

  private static Command operation(
      String market, String participant, String id, SpecificRecord body) {
    CommandKey key = new CommandKey(market, participant, id);
    return new Command(Topics.MARKET_OPERATIONS, market, key, body);
  }
}
