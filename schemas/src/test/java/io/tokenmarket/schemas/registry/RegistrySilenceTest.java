package io.tokenmarket.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.tokenmarket.schemas.GateClosed;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RegistrySilenceTest {

  @Test
  void nobodyListeningIsSilence() {
    RecordSerde<GateClosed> serde =
        new RecordSerde<>(Map.of("schema.registry.url", "http://localhost:1"));
    GateClosed gate = new GateClosed("north", 1L, Instant.EPOCH);

    Throwable failure = catchThrowable(() -> serde.serializer().serialize("market-log", gate));

    assertThat(failure).isNotNull();
    assertThat(RegistrySilence.isCauseOf(failure)).isTrue();
  }

  @Test
  void aServerThatIsBrokenIsSilence() {
    assertThat(RegistrySilence.isCauseOf(new RestClientException("try later", 503, 50003)))
        .isTrue();
    assertThat(RegistrySilence.isCauseOf(wrapped(new ConnectException("refused")))).isTrue();
  }

  @Test
  void aRefusalIsAnAnswer() {
    assertThat(RegistrySilence.isCauseOf(new RestClientException("no such schema", 404, 40403)))
        .isFalse();
  }

  @Test
  void aBrokenRecordIsNotTheRegistrysFault() {
    assertThat(RegistrySilence.isCauseOf(wrapped(new EOFException()))).isFalse();
  }

  private static Throwable wrapped(Exception cause) {
    return new SerializationException("cannot read", cause);
  }
}
