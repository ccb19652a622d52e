package io.tokenmarket.sandbox;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.node.UsageException;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.CommandSigner;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.client.ExchangeException;
import io.tokenmarket.producers.client.SecretIds;
import io.tokenmarket.producers.population.Meters;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.schemas.BudgetDefinition;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Ed25519;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.Trade;
import java.math.BigDecimal;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated population at work in a running exchange: it opens its market and sends its commands
 * for the next auction as soon as it sees the one before. For one thread.
 */
public final class Participants implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Participants.class);

  private final Population population;
  private final ExchangeConnection exchange;

  /** Whoever knew the next id of a participant could use it first. */
  private final SecretIds ids = new SecretIds();

  private final MarketFeed<Clearing> feed;
  private final MarketFeed<Trade> trades;
  private final Meters meters;
  private final List<BudgetDefinition> budgets;

  /** What everybody signs with, empty where nobody does. */
  private Optional<KeyPair> key = Optional.empty();

  /** The market's rules, empty where nobody has opened it yet. */
  private final Optional<MarketDefinition> standing;

  /** How long this machine takes over such things today. */
  private final Duration connecting;

  /** The interval whose commands were sent last, and what the exchange says to them. */
  private long sent;

  private List<CompletableFuture<Answer>> answers = List.of();

  /** Whether an auction has been held that they could take part in. */
  private boolean present;

  private Participants(
      Population population,
      Meters meters,
      List<BudgetDefinition> budgets,
      ExchangeConnection exchange,
      MarketFeed<Clearing> feed,
      MarketFeed<Trade> trades,
      Optional<MarketDefinition> standing,
      Duration connecting) {
    this.population = population;
    this.meters = meters;
    this.budgets = List.copyOf(budgets);
    this.exchange = exchange;
    this.feed = feed;
    this.trades = trades;
    this.standing = standing;
    this.connecting = connecting;
  }

  /** The same of participants without budgets who deliver all they sell. */
  public static Participants connect(Map<String, ?> settings, Population population) {
    Meters meters = new Meters(population.market(), BigDecimal.ONE);
    return connect(settings, population, meters, List.of());
  }

  /**
   * Connects to the cluster; nothing is sent yet, so the exchange need not run yet.
   *
   * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else the
   *     clients take
   * @param meters of the factories: what they report where the market settles by delivery. What was
   *     sold before this call is not reported
   * @param budgets set when the market is opened
   * @throws ExchangeException where the cluster is not set up
   */
  public static Participants connect(
      Map<String, ?> settings,
      Population population,
      Meters meters,
      List<BudgetDefinition> budgets) {
    long began = System.nanoTime();
    String market = population.market().getMarket();
    ExchangeConnection exchange = ExchangeConnection.open(settings);
    try {
      return new Participants(
          population,
          meters,
          budgets,
          exchange,
          MarketFeed.open(settings, Topics.CLEARINGS, Clearing.class, market),
          MarketFeed.open(settings, Topics.TRADES, Trade.class, market),
          StandingRules.of(settings, population.market()),
          Duration.ofNanos(System.nanoTime() - began));
    } catch (RuntimeException e) {
      exchange.close();
      throw e;
    }
  }

  /** Before the beginning: the key is registered for every participant and signs what they send. */
  public void signWith(KeyPair pair) {
    key = Optional.of(pair);
  }

  /**
   * Opens the market, or finds it open by the same rules, and sends the first commands, unless the
   * next gate is too near. A new market's calendar begins now, whatever the population's definition
   * says.
   *
   * @throws UsageException where the market refuses the definition
   * @throws ExchangeException where no exchange answers
   */
  public void begin() {
    MarketDefinition definition = definition();
    if (answer(exchange.submit(definition)) instanceof Answer.Rejected refusal) {
      throw refused(definition.getMarket(), refusal);
    }
    key.ifPresent(this::register);
    budgets.forEach(budget -> exchange.submit(ids.hidden(budget)).whenComplete(Participants::note));
    long now = System.currentTimeMillis();
    sent = Math.max(-1, Calendar.due(definition, now));
    if (Calendar.gate(definition, sent + 1) - now >= lead(definition)) {
      send(sent + 1);
    }
  }

  /** Nearer to a gate than this, half of what is sent could miss it. */
  private static long lead(MarketDefinition definition) {
    return Math.min(StandingRules.LEAD.toMillis(), definition.getIntervalMillis() / 2);
  }

  /** Under an id of its own, so that it is judged by its rules and not by what was sent before. */
  private MarketDefinition definition() {
    MarketDefinition rules =
        standing
            .map(found -> StandingRules.continuing(population.market(), found))
            .orElseGet(() -> StandingRules.opening(population.market(), patience()));
    return MarketDefinition.newBuilder(rules).setCommandId("define-" + UUID.randomUUID()).build();
  }

  /** Definition and first commands take their time where connecting does. */
  private Duration patience() {
    return connecting.compareTo(StandingRules.LEAD) > 0 ? connecting : StandingRules.LEAD;
  }

  private static UsageException refused(String market, Answer.Rejected refusal) {
    return new UsageException(
        refusal.reason().equals("MARKET_EXISTS")
            ? "Market %s has other rules; name the scenario and interval that it was opened with, or another --data folder for run, another market for produce."
                .formatted(market)
            : "Market %s cannot be opened: %s.".formatted(market, refusal.detail()));
  }

  /** The market's operator registers the key for everybody. */
  private void register(KeyPair pair) {
    MarketDefinition market = population.market();
    long auctions = Math.max(1, market.getMemoryAuctions() - 2);
    Duration validity = Duration.ofMillis(market.getIntervalMillis()).multipliedBy(auctions);
    CommandSigner signer = new CommandSigner(pair.getPrivate(), validity);
    String publicKey = Ed25519.text(pair.getPublic());
    List<String> owners = new ArrayList<>(population.factories());
    owners.addAll(population.consumers());
    owners.forEach(owner -> exchange.signFor(owner, signer));
    owners.stream()
        .map(owner -> exchange.submit(definition(owner, publicKey)))
        .toList()
        .forEach(this::requireRegistered);
  }

  private KeyDefinition definition(String owner, String publicKey) {
    return KeyDefinition.newBuilder()
        .setCommandId("key-" + UUID.randomUUID())
        .setMarket(population.market().getMarket())
        .setParticipant(population.market().getParticipant())
        .setOwner(owner)
        .setPublicKey(publicKey)
        .build();
  }

  private void requireRegistered(CompletableFuture<Answer> answer) {
    if (answer(answer) instanceof Answer.Rejected refusal) {
      throw new UsageException(
          "The key cannot be registered in market %s: %s."
              .formatted(population.market().getMarket(), refusal.detail()));
    }
  }

  private static Answer answer(CompletableFuture<Answer> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ExchangeException silence ? silence : e;
    }
  }

  /**
   * What was cleared since the last call, its successors' commands sent; waits so long. Auctions
   * before the first that any of them could be in are left out: nobody was there.
   */
  public List<Clearing> next(Duration patience) {
    List<Clearing> clearings = new ArrayList<>();
    List<Clearing> held = feed.poll(patience);
    trades.poll(Duration.ZERO).stream().filter(this::isOurs).forEach(meters::sold);
    for (Clearing clearing : held) {
      present = present || isAnsweredBefore(clearing);
      if (present) {
        clearings.add(clearing);
      }
      if (settled(clearing)) {
        send(Math.max(sent, clearing.getInterval()) + 1);
      }
    }
    return clearings;
  }

  /** Whether some of what was sent last was in the log before this auction's gate. */
  private boolean isAnsweredBefore(Clearing clearing) {
    return answers.stream()
        .filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
        .anyMatch(answer -> position(answer) < clearing.getLogPosition());
  }

  private boolean isOurs(Trade trade) {
    return population.factories().contains(trade.getFactory());
  }

  /**
   * Whether all that was sent last is in the log before this auction's gate. A gate may close while
   * some of it is on its way: that is in the next auction then, and to send more would double the
   * book.
   */
  private boolean settled(Clearing clearing) {
    return answers.stream()
        .allMatch(answer -> answer.isDone() && position(answer) < clearing.getLogPosition());
  }

  private static long position(CompletableFuture<Answer> answer) {
    return answer.isCompletedExceptionally() ? -1 : answer.join().logPosition();
  }

  private void send(long interval) {
    sent = interval;
    answers =
        Stream.concat(meters.reports(interval).stream(), population.commands(interval).stream())
            .map(command -> exchange.submit(ids.hidden(command)))
            .toList();
    present = present || answers.isEmpty();
    answers.forEach(answer -> answer.whenComplete(Participants::note));
  }

  private static void note(Answer answer, Throwable failure) {
    if (failure != null) {
      LOG.debug("A command has no answer", failure);
    } else if (answer instanceof Answer.Rejected refusal) {
      LOG.warn("{} was refused: {}, {}", refusal.commandId(), refusal.reason(), refusal.detail());
    }
  }

  /** Ends a call of {@link #next} that waits; the one method another thread may call. */
  public void wakeup() {
    feed.wakeup();
  }

  @Override
  public void close() {
    feed.close();
    trades.close();
    exchange.close();
  }
}
