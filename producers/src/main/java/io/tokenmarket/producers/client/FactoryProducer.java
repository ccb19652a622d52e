package io.tokenmarket.producers.client;

import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.OfferCancelled;
import io.tokenmarket.schemas.SupplyOffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A token factory at the exchange: what a data centre's scheduler embeds to sell its megawatts in
 * one market.
 *
 * <p>Each command has an id, given by the caller or made here. Sending a command again with the
 * same id is safe at any time, after a crash too: the exchange counts it once and repeats its
 * answer. Futures fail with an {@link ExchangeException} where no answer came.
 */
public final class FactoryProducer {
  private final ExchangeConnection connection;
  private final String factory;
  private final String market;

  /**
   * @param factory the participant's name
   */
  public FactoryProducer(ExchangeConnection connection, String factory, String market) {
    this.connection = connection;
    this.factory = factory;
    this.market = market;
  }

  /** Offers under an id made here; the answer names it as the order. */
  public CompletableFuture<Answer> offer(OfferTerms terms) {
    return offer(UUID.randomUUID().toString(), terms);
  }

  /** Offers under this id, by which the offer is known from then on. */
  public CompletableFuture<Answer> offer(String commandId, OfferTerms terms) {
    return connection.submit(
        SupplyOffer.newBuilder()
            .setCommandId(commandId)
            .setMarket(market)
            .setParticipant(factory)
            .setSite(terms.site())
            .setHardware(terms.hardware())
            .setKilowatts(terms.kilowatts())
            .setRates(terms.rates())
            .setIntervals(terms.intervals())
            .build());
  }

  /** Takes an open offer out of the book. */
  public CompletableFuture<Answer> cancel(String orderId) {
    return cancel(UUID.randomUUID().toString(), orderId);
  }

  /** The same under an id of the caller's. */
  public CompletableFuture<Answer> cancel(String commandId, String orderId) {
    return connection.submit(
        OfferCancelled.newBuilder()
            .setCommandId(commandId)
            .setMarket(market)
            .setParticipant(factory)
            .setOfferId(orderId)
            .build());
  }

  /**
   * Reports what was delivered of a trade, by the factory's meter. The first report of a trade
   * counts, until its interval is settled.
   *
   * @param trade number of the trade in its interval
   * @param tokens delivered, from 0
   */
  public CompletableFuture<Answer> report(String commandId, long interval, int trade, long tokens) {
    return connection.submit(
        DeliveryReported.newBuilder()
            .setCommandId(commandId)
            .setMarket(market)
            .setParticipant(factory)
            .setInterval(interval)
            .setTrade(trade)
            .setTokens(tokens)
            .build());
  }

  /** From now on tells the listener what becomes of the factory's orders. */
  public void listen(OrderListener listener) {
    connection.listen(market, factory, listener);
  }
}
