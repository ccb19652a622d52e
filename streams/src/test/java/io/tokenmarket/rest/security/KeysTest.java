package io.tokenmarket.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path directory;
  private final AtomicLong nanos = new AtomicLong();
  private KeysFile file;
  private String chat;
  private Keys keys;

  @BeforeEach
  void open() {
    file = new KeysFile(directory.resolve("keys.json"));
    chat = file.add(Role.PARTICIPANT, "chat");
    keys = new Keys(file, nanos::get);
  }

  @Test
  void aKeyIsFoundByAllOfIt() {
    assertThat(keys.find(chat)).get().extracting(Key::participant).isEqualTo("chat");
    assertThat(keys.find(Secret.random().text())).isEmpty();
    assertThat(keys.find(chat.substring(0, 12) + Secret.random().text().substring(12))).isEmpty();
    assertThat(keys.find(chat + "A")).isEmpty();
    assertThat(keys.find("")).isEmpty();
  }

  @Test
  void theFileIsReadAgainAfterASecondAndNotBefore() {
    Key found = keys.find(chat).orElseThrow();
    file.remove(found.id());

    nanos.addAndGet(SECOND - 1);
    assertThat(keys.find(chat)).isPresent();
    assertThat(keys.holds(found)).isTrue();
    nanos.addAndGet(1);
    assertThat(keys.find(chat)).isEmpty();
    assertThat(keys.holds(found)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "null", "{\"keys\": null}"})
  void noKeyHoldsWhileTheFileIsBroken(String broken) throws Exception {
    Key found = keys.find(chat).orElseThrow();
    byte[] good = Files.readAllBytes(directory.resolve("keys.json"));
    Files.writeString(directory.resolve("keys.json"), broken);
    nanos.addAndGet(SECOND);

    assertThatThrownBy(() -> keys.find(chat)).isInstanceOf(SecurityFileException.class);
    assertThatThrownBy(() -> keys.find(chat)).isInstanceOf(SecurityFileException.class);
    assertThat(keys.holds(found)).isFalse();
    Files.write(directory.resolve("keys.json"), good);
    nanos.addAndGet(SECOND);
    assertThat(keys.find(chat)).contains(found);
    assertThat(keys.holds(found)).isTrue();
  }

  @Test
  void noKeyHoldsOnceTheFileIsGone() throws Exception {
    Files.delete(directory.resolve("keys.json"));
    nanos.addAndGet(SECOND);

    assertThat(keys.find(chat)).isEmpty();
  }
}
