package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.TokenDemand;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A consumer app at the exchange: what an inference gateway embeds to buy tokens in one market.
 *
 * <p>Each command has an id, given by the caller or made here. Sending a command again with the
 * same id is safe at any time, after a crash too: the exchange counts it once and repeats its
 * answer. Futures fail with an {@link ExchangeException} where no answer came.
 */
public final class ConsumerAppProducer {
  private final ExchangeConnection connection;
  private final String app;
  private final String market;

  /**
   * @param app the participant's name
   */
  public ConsumerAppProducer(ExchangeConnection connection, String app, String market) {
    this.connection = connection;
    this.app = app;
    this.market = market;
  }

  /** Bids under an id made here; the answer names it as the order. */
  public CompletableFuture<Answer> demand(DemandTerms terms) {
    return demand(UUID.randomUUID().toString(), terms);
  }

  /** Bids under this id, by which the demand is known from then on. */
  public CompletableFuture<Answer> demand(String commandId, DemandTerms terms) {
    return connection.submit(bid(commandId, terms));
  }

  /**
   * Bids for each of these in batches, under ids made here; which costs the exchange far less.
   *
   * @return the answer to each, in the same order
   */
  public List<CompletableFuture<Answer>> demandAll(List<DemandTerms> all) {
    return connection.submitAll(
        all.stream().map(terms -> bid(UUID.randomUUID().toString(), terms)).toList());
  }

  private TokenDemand bid(String commandId, DemandTerms terms) {
    return TokenDemand.newBuilder()
        .setCommandId(commandId)
        .setMarket(market)
        .setParticipant(app)
        .setTier(terms.tier())
        .setLots(terms.lots())
        .setLimitPrice(terms.limitPrice())
        .setIntervals(terms.intervals())
        .build();
  }

  /** Takes an open demand out of the book. */
  public CompletableFuture<Answer> cancel(String orderId) {
    return cancel(UUID.randomUUID().toString(), orderId);
  }

  /** The same under an id of the caller's. */
  public CompletableFuture<Answer> cancel(String commandId, String orderId) {
    return connection.submit(
        DemandCancelled.newBuilder()
            .setCommandId(commandId)
            .setMarket(market)
            .setParticipant(app)
            .setDemandId(orderId)
            .build());
  }

  /** From now on tells the listener what becomes of the app's orders. */
  public void listen(OrderListener listener) {
    connection.listen(market, app, listener);
  }
}
