package io.tokenmarket.rest;

import io.tokenmarket.producers.client.Answer;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Where commands go, and where their answers come from. */
interface Commands {
  /**
   * Sends a command.
   *
   * @param signature its header as it came, or null
   * @return the exchange's committed answer; fails with an {@link
   *     io.tokenmarket.producers.client.ExchangeException} where there is none, and with an {@link
   *     IllegalArgumentException} where another command of this id still waits for its own
   */
  CompletableFuture<Answer> submit(SpecificRecord command, String signature);
}
