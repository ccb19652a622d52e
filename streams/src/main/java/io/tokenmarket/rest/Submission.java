package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeException;
import io.tokenmarket.producers.client.NotSentException;
import io.tokenmarket.rest.http.Fields;
import io.tokenmarket.rest.http.IdempotencyKey;
import io.tokenmarket.rest.resource.CommandAnswer;
import io.tokenmarket.rest.resource.CommandAnswer.Outcome;
import io.tokenmarket.schemas.Causes;
import io.tokenmarket.topology.views.MarketViews;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** Sends the command of a request, and answers with what the exchange has committed. */
final class Submission {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Optional<Commands> gateway;
  private final Outcomes outcomes;

  /**
   * @param gateway empty where this node only reads
   */
  Submission(MarketViews views, Optional<Commands> gateway) {
    this.gateway = gateway;
    this.outcomes = new Outcomes(views);
  }

  /**
   * @param interval the one the order is for, -1 for the next
   */
  void send(Context context, SpecificRecord command, long interval) {
    Sendable.require(command);
    Duration wait = new Parameters(context).waiting();
    Commands open =
        gateway.orElseThrow(
            () ->
                ProblemType.NO_GATEWAY.because("This node only reads; send commands to another."));
    context.future(
        () ->
            open.submit(command, signature(context))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle(Submission::accepted)
                .thenCompose(accepted -> answer(context, command, accepted, interval, wait)));
  }

  private static Answer.Accepted accepted(Answer answer, Throwable failure) {
    if (failure != null) {
      throw unanswered(failure);
    }
    if (answer instanceof Answer.Rejected rejected) {
      throw RefusedException.of(rejected);
    }
    return (Answer.Accepted) answer;
  }

  private static RuntimeException unanswered(Throwable failure) {
    Throwable cause = Causes.ofStage(failure);
    if (cause instanceof TimeoutException) {
      return ProblemType.NOT_ANSWERED.because(
          "The exchange has not answered within %s s; the command may still take effect. Send the same request with the same Idempotency-Key again: it counts once."
              .formatted(PATIENCE.toSeconds()));
    }
    if (cause instanceof IllegalArgumentException conflict) {
      return RefusedException.of(
          new Answer.Rejected("", "COMMAND_ID_CONFLICT", conflict.getMessage(), -1, false));
    }
    if (cause instanceof ExchangeException || cause instanceof IllegalStateException) {
      String effect = cause instanceof NotSentException ? ", so it has no effect" : "";
      return ProblemType.NO_GATEWAY.because(
          Causes.words(cause)
              + effect
              + "; send the same request with the same Idempotency-Key again.");
    }
    return new CompletionException(cause);
  }

  private CompletableFuture<Void> answer(
      Context context,
      SpecificRecord command,
      Answer.Accepted accepted,
      long interval,
      Duration wait) {
    String market = field(command, "market");
    String participant = field(command, "participant");
    CompletableFuture<Optional<Outcome>> outcome =
        wait.isZero()
            ? CompletableFuture.completedFuture(Optional.empty())
            : outcomes.of(market, participant, accepted, interval, wait);
    return outcome.thenAccept(
        known ->
            context
                .status(accepted.repeated() ? 200 : 201)
                .header("Cache-Control", "no-store")
                .json(
                    new CommandAnswer(
                        market,
                        participant,
                        accepted.commandId(),
                        accepted.orderId(),
                        accepted.logPosition(),
                        accepted.repeated(),
                        known.orElse(null))));
  }

  private static String field(SpecificRecord command, String name) {
    return (String) ((GenericRecord) command).get(name);
  }

  /** What the request is called by who sends it, and the command, too. */
  static String key(Context context) {
    return IdempotencyKey.in(new Fields(context.req()), Parameter.KEY.name());
  }

  private static String signature(Context context) {
    return new Fields(context.req()).one(Parameter.SIGNATURE.name()).orElse(null);
  }
}
