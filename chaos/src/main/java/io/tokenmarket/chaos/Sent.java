package io.tokenmarket.chaos;

import io.tokenmarket.producers.client.Answer;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** A command that was sent, and what its sender knows of it. */
final class Sent {
  private final String id;
  private final SpecificRecord body;
  private final CompletableFuture<Answer> answer;
  private volatile boolean repeated;
  private volatile boolean conflicting;

  /**
   * @param answer what the exchange says to it first, to its sender's knowledge
   */
  Sent(String id, SpecificRecord body, CompletableFuture<Answer> answer) {
    this.id = id;
    this.body = body;
    this.answer = answer;
  }

  String id() {
    return id;
  }

  SpecificRecord body() {
    return body;
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  /** Whether it may be sent again: its id means nothing else. */
  boolean repeat() {
    repeated |= !conflicting;
    return !conflicting;
  }

  /** Whether its id may be used for another command: nobody waits for its answer any more. */
  boolean conflict() {
    conflicting |= answer.isDone() && !repeated;
    return conflicting;
  }

  boolean isConflicting() {
    return conflicting;
  }
}
