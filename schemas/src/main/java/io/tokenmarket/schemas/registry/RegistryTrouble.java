package io.tokenmarket.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tokenmarket.schemas.Causes;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What is wrong with a registry, in words: its client's exceptions say it in their names. */
final class RegistryTrouble {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private RegistryTrouble() {}

  /** As it is put in a sentence: "the schema registry did not ...: nobody listens there". */
  static String words(Exception trouble) {
    return Causes.first(trouble, RestClientException.class)
        .map(RegistryTrouble::answered)
        .or(() -> unheard(trouble))
        .orElseGet(() -> Causes.words(trouble));
  }

  private static String answered(RestClientException answer) {
    return switch (answer.getStatus()) {
      case UNAUTHORIZED, FORBIDDEN -> "it refuses these credentials";
      default ->
          "it answers %s, %s"
              .formatted(
                  answer.getStatus(),
                  String.valueOf(answer.getMessage()).replaceAll("\\.?; error code: \\d+$", ""));
    };
  }

  private static Optional<String> unheard(Exception trouble) {
    if (Causes.first(trouble, UnknownHostException.class).isPresent()) {
      return Optional.of("there is no host of its name");
    }
    if (Causes.first(trouble, ConnectException.class).isPresent()) {
      return Optional.of("nobody listens at its address");
    }
    if (Causes.first(trouble, SocketTimeoutException.class).isPresent()) {
      return Optional.of("it does not answer in time");
    }
    if (Causes.first(trouble, SSLException.class).isPresent()) {
      return Optional.of("no TLS with it comes about, or its certificate is not trusted here");
    }
    return Causes.first(trouble, JsonProcessingException.class).isPresent()
        ? Optional.of("what answers at its address is no schema registry")
        : Optional.empty();
  }
}
