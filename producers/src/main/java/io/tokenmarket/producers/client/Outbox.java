package io.tokenmarket.producers.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Commands that wait for their answer: sent, sent again while none comes, given up at last.
 *
 * <p>Nothing is sent and no future is completed under the lock.
 */
final class Outbox {
  private final CommandSender sender;
  private final ResendPolicy policy;
  private final LongSupplier nanoClock;

  /** The longest waiting first: whoever is sent again goes to the end. */
  private final Map<CommandKey, Waiting> waiting = new LinkedHashMap<>();

  /** How many commands of each participant wait; of who has none, nothing is kept. */
  private final Map<String, Integer> participants = new HashMap<>();

  private ExchangeException closedBecause;

  /** Why nothing new is sent now, null while it is. */
  private String hindrance;

  private static final class Waiting {
    final Command command;
    final CompletableFuture<Answer> answer = new CompletableFuture<>();
    long sentAt;
    int tries;
    volatile Exception lastFailure;

    Waiting(Command command) {
      this.command = command;
    }
  }

  /**
   * @param nanoClock as {@link System#nanoTime}
   */
  Outbox(CommandSender sender, ResendPolicy policy, LongSupplier nanoClock) {
    this.sender = sender;
    this.policy = policy;
    this.nanoClock = nanoClock;
  }

  /** The answer to come. The same command again, while it waits, is the same answer. */
  CompletableFuture<Answer> submit(Command command) {
    return submitAll(List.of(command), only -> only.get(0)).get(0);
  }

  /**
   * The same for several that go together. What is sent again goes by itself.
   *
   * @param packed those of them that are sent, as one
   */
  List<CompletableFuture<Answer>> submitAll(
      List<Command> commands, Function<List<Command>, Command> packed) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    List<Waiting> fresh = new ArrayList<>();
    synchronized (this) {
      commands.forEach(command -> answers.add(answer(command, fresh)));
    }
    if (!fresh.isEmpty()) {
      Command sent = packed.apply(fresh.stream().map(entry -> entry.command).toList());
      sender.send(sent, failure -> fresh.forEach(entry -> notSent(entry, failure)));
    }
    return answers;
  }

  /**
   * @param fresh gets what is to be sent
   */
  private CompletableFuture<Answer> answer(Command command, List<Waiting> fresh) {
    if (closedBecause != null) {
      return CompletableFuture.failedFuture(closedBecause);
    }
    Waiting before = waiting.get(command.key());
    if (before != null) {
      return sameAnswer(before, command);
    }
    if (hindrance != null) {
      return CompletableFuture.failedFuture(
          new NotSentException(command + " was not sent: " + hindrance));
    }
    Waiting entry = new Waiting(command);
    participants.merge(command.key().participant(), 1, Integer::sum);
    sending(entry);
    fresh.add(entry);
    return entry.answer;
  }

  /**
   * From now on refuses what is new at once. What waits for its answer goes on waiting.
   *
   * @param because why nothing can be sent, empty once it can again
   */
  synchronized void hinder(Optional<String> because) {
    hindrance = because.orElse(null);
  }

  /** Completes the command's future; an answer nobody waits for any more has no effect. */
  void answered(CommandKey key, Answer answer) {
    Waiting entry = remove(key);
    if (entry != null) {
      entry.answer.complete(answer);
    }
  }

  /** Sends again, or gives up, what has waited too long. */
  void resendOverdue() {
    for (Waiting entry : overdue()) {
      if (entry.tries > policy.tries()) {
        fail(entry, noAnswer(entry));
      } else {
        send(entry);
      }
    }
  }

  /** Fails what still waits, and every command from now on. */
  void close(String reason, Exception cause) {
    List<Waiting> left;
    synchronized (this) {
      closedBecause = new ExchangeException(reason, cause);
      left = List.copyOf(waiting.values());
      waiting.clear();
      participants.clear();
    }
    left.forEach(entry -> entry.answer.completeExceptionally(unanswered(entry, reason, cause)));
  }

  private static CompletableFuture<Answer> sameAnswer(Waiting entry, Command command) {
    if (entry.command.body().equals(command.body())) {
      return entry.answer;
    }
    return CompletableFuture.failedFuture(
        new IllegalArgumentException(
            command + " has the id of another command that still waits: give it an id of its own"));
  }

  private void send(Waiting entry) {
    sender.send(entry.command, failure -> notSent(entry, failure));
  }

  /** A failure that may pass is left to the next try. */
  private void notSent(Waiting entry, Exception failure) {
    if (failure instanceof RetriableException) {
      entry.lastFailure = failure;
    } else {
      String what = "%s could not be sent to topic %s: %s";
      fail(
          entry, exception(what.formatted(entry.command, entry.command.topic(), failure), failure));
    }
  }

  private void fail(Waiting entry, ExchangeException cause) {
    if (remove(entry.command.key()) != null) {
      entry.answer.completeExceptionally(cause);
    }
  }

  private synchronized Waiting remove(CommandKey key) {
    Waiting entry = waiting.remove(key);
    if (entry != null) {
      participants.computeIfPresent(
          key.participant(), (name, count) -> count == 1 ? null : count - 1);
    }
    return entry;
  }

  /** Whether an answer to this participant is waited for. */
  synchronized boolean waitsFor(String participant) {
    return participants.containsKey(participant);
  }

  /** Of how many participants something is kept. */
  synchronized int participants() {
    return participants.size();
  }

  private synchronized List<Waiting> overdue() {
    List<Waiting> late = new ArrayList<>();
    for (Waiting entry : waiting.values()) {
      if (nanoClock.getAsLong() - entry.sentAt < policy.answerTimeout().toNanos()) {
        break;
      }
      late.add(entry);
    }
    late.forEach(this::sending);
    return late;
  }

  private void sending(Waiting entry) {
    entry.sentAt = nanoClock.getAsLong();
    entry.tries++;
    waiting.remove(entry.command.key());
    waiting.put(entry.command.key(), entry);
  }

  private ExchangeException noAnswer(Waiting entry) {
    String what =
        "%s got no answer after %d tries on topic %s, %d ms apart; check that the exchange runs,"
            + " then send it again with the same id";
    Command command = entry.command;
    long millis = policy.answerTimeout().toMillis();
    return exception(
        what.formatted(command, policy.tries(), command.topic(), millis), entry.lastFailure);
  }

  private static ExchangeException unanswered(Waiting entry, String reason, Exception cause) {
    return exception(
        "%s, sent to topic %s, has no answer: %s"
            .formatted(entry.command, entry.command.topic(), reason),
        cause);
  }

  private static ExchangeException exception(String message, Exception cause) {
    return new ExchangeException(message, cause);
  }
}
