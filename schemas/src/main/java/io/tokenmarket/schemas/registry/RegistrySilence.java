package io.tokenmarket.schemas.registry;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tokenmarket.schemas.Causes;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Tells whether a serde failed because the registry gave no answer, rather than a refusal. */
public final class RegistrySilence {
  private RegistrySilence() {}

  /** True where trying again may help: nothing is wrong with the record. */
  public static boolean isCauseOf(Throwable failure) {
    return Causes.of(failure).anyMatch(RegistrySilence::isSilence);
  }

  private static boolean isSilence(Throwable cause) {
    return cause instanceof RegistryUnavailableException
        || cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof RestClientException answer
            && RegistryAnswer.of(answer) == RegistryAnswer.UNAVAILABLE;
  }
}
