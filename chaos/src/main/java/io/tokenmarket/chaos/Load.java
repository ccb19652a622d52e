package io.tokenmarket.chaos;

import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.producers.client.NotSentException;
import io.tokenmarket.producers.client.ResendPolicy;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TokenDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;

/**
 * Participants at work: they order, cancel, send again on purpose what they have sent, and now and
 * then use an id for a second command. They send through two connections, since one connection
 * knows what it is still waiting for and would not send it again before its time.
 */
final class Load implements AutoCloseable {
  private static final long PERIOD_MILLIS = 50;

  /** Participants wait for answers before they send more: an outage must not become a flood. */
  private static final int UNDER_WAY = 200;

  /** As many as the market handles in one turn. */
  private static final int FILLING_UNDER_WAY = 5_000;

  private static final Duration FILLING = Duration.ofMinutes(10);
  private static final int RECENT = 200;

  /** Longer than any fault lasts. */
  private static final ResendPolicy STUBBORN = new ResendPolicy(Duration.ofSeconds(5), 60);

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final ExchangeConnection first;
  private final ExchangeConnection again;
  private final List<MarketDefinition> markets;
  private final RandomGenerator random;
  private final Draw draw;
  private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
  private final List<Sent> sent = new ArrayList<>();
  private final List<CompletableFuture<Answer>> waiting = new ArrayList<>();
  private int repeats;
  private final Future<?> work;
  private boolean working;

  Load(Map<String, ?> settings, List<MarketDefinition> markets, RandomGenerator random) {
    this.first = ExchangeConnection.open(settings, STUBBORN);
    this.again = ExchangeConnection.open(settings, STUBBORN);
    this.markets = markets;
    this.random = random;
    this.draw = new Draw(random);
    markets.forEach(market -> send(market.getCommandId(), id -> market));
    work = sender.scheduleWithFixedDelay(this::work, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** So many demands more, open in this market for good; returns when all are answered. */
  void fill(String market, int demands) throws InterruptedException {
    int all = sent().size() + demands;
    Patience.await(
        FILLING, "the standing demands", () -> fillUpTo(all, market) && unanswered() == 0);
  }

  private synchronized boolean fillUpTo(int all, String market) {
    for (int free = FILLING_UNDER_WAY - unanswered(); free > 0 && sent.size() < all; free--) {
      send(nextId(), id -> draw.standing(market, id));
    }
    return sent.size() >= all;
  }

  /** The participants go on. */
  synchronized void resume() {
    working = true;
  }

  /** The participants send nothing new, and wait for all answers. */
  void drain(Duration limit) throws InterruptedException {
    synchronized (this) {
      working = false;
    }
    if (work.isDone()) {
      throw new IllegalStateException("the participants stopped working", exception(work));
    }
    Patience.await(limit, "the last answers", () -> unanswered() == 0);
    sent().forEach(Load::requireAnswer);
  }

  private static Throwable exception(Future<?> work) throws InterruptedException {
    try {
      work.get();
      return null;
    } catch (ExecutionException failure) {
      return failure.getCause();
    }
  }

  private static void requireAnswer(Sent command) {
    try {
      command.answer().join();
    } catch (CompletionException none) {
      throw new BrokenPromiseException(none.getCause().getMessage());
    }
  }

  private synchronized int unanswered() {
    waiting.removeIf(CompletableFuture::isDone);
    return waiting.size();
  }

  /** All commands so far, each once, in the order of sending. */
  synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** How often a command was sent again though nothing was wrong. */
  synchronized int repeats() {
    return repeats;
  }

  private synchronized void work() {
    if (working && unanswered() < UNDER_WAY) {
      step();
    }
  }

  private void step() {
    Sent recent = sent.get(sent.size() - 1 - random.nextInt(Math.min(RECENT, sent.size())));
    boolean order = recent.body() instanceof SupplyOffer || recent.body() instanceof TokenDemand;
    int dice = random.nextInt(20);
    if (dice < 3) {
      repeat(recent);
    } else if (dice == 3 && order) {
      conflict(recent);
    } else if (dice < 6 && order) {
      send(nextId(), id -> Draw.cancel(recent.body(), id));
    } else {
      send(nextId(), id -> draw.order(anyMarket(), id));
    }
  }

  private void repeat(Sent command) {
    if (command.repeat()) {
      waiting.add(submit(again, command.body()));
      repeats++;
    }
  }

  private void conflict(Sent order) {
    if (order.conflict()) {
      waiting.add(submit(again, Draw.altered(order.body())));
    }
  }

  private void send(String id, Function<String, SpecificRecord> command) {
    SpecificRecord body = command.apply(id);
    CompletableFuture<Answer> answer = submit(first, body);
    sent.add(new Sent(id, body, answer));
    waiting.add(answer);
  }

  /** What was not sent, while no broker answers, is sent once one does. */
  private static CompletableFuture<Answer> submit(ExchangeConnection to, SpecificRecord command) {
    return to.submit(command)
        .exceptionallyCompose(
            failure ->
                failure instanceof NotSentException
                    ? CompletableFuture.supplyAsync(() -> submit(to, command), LATER)
                        .thenCompose(Function.identity())
                    : CompletableFuture.failedFuture(failure));
  }

  private String nextId() {
    return "c-" + sent.size();
  }

  private String anyMarket() {
    return markets.get(random.nextInt(markets.size())).getMarket();
  }

  @Override
  public void close() {
    sender.shutdownNow();
    again.close();
    first.close();
  }
}
