package io.tokenmarket.chaos;

import io.tokenmarket.bench.live.Client;
import io.tokenmarket.bench.live.Committed;
import io.tokenmarket.bench.live.Markets;
import io.tokenmarket.bench.live.Tally;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.LongFunction;

/** Markets of a cluster that runs, and commands in masses. */
final class Filled implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Markets markets;
  private final Tally tally;
  private final Committed committed;
  private final Client client;
  private long sent;
  private long ending;

  /** Opens the markets; returns once all is answered. */
  Filled(Map<String, Object> settings, Markets markets) throws InterruptedException {
    this.markets = markets;
    tally = Tally.of(settings);
    committed = Committed.read(settings, Tally.TOPICS, tally::count);
    client = new Client(settings);
    Instant origin = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    for (String market : markets.names()) {
      client.send(Topics.MARKET_DEFINITIONS, market, markets.definition(market, origin));
      sent++;
    }
    awaitAnswers();
    for (String market : markets.names()) {
      for (SupplyOffer offer : markets.offers(market)) {
        client.send(Topics.SUPPLY_OFFERS, offer.getParticipant(), offer);
        sent++;
      }
    }
    awaitAnswers();
  }

  Markets markets() {
    return markets;
  }

  /** Sends so many demands; returns once all are answered. */
  void send(long demands, LongFunction<TokenDemand> demand) throws InterruptedException {
    client.fill(demands, demand);
    sent += demands;
    awaitAnswers();
  }

  /** So many that are in one auction; returns once each has had it. */
  void trade(long demands) throws InterruptedException {
    long first = sent;
    ending += demands;
    send(demands, n -> markets.demand(first + n));
    require(committed.await(PATIENCE, () -> tally.ends() >= ending));
  }

  private void awaitAnswers() throws InterruptedException {
    require(committed.await(PATIENCE, () -> tally.answers() >= sent));
  }

  private void require(boolean holds) {
    if (!holds) {
      throw new BrokenPromiseException(
          tally.answers()
              + " of "
              + sent
              + " were answered, "
              + tally.ends()
              + " of "
              + ending
              + " are over");
    }
  }

  @Override
  public void close() {
    client.close();
    committed.close();
  }
}
