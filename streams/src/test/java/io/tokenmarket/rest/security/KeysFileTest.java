package io.tokenmarket.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysFileTest {
  @TempDir Path directory;
  private Path path;
  private KeysFile file;

  @BeforeEach
  void open() {
    path = directory.resolve("folder").resolve("keys.json");
    file = new KeysFile(path);
  }

  @Test
  void aKeyIsKeptAsItsHashAlone() throws Exception {
    String secret = file.add(Role.PARTICIPANT, "chat");

    String kept = Files.readString(path);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    assertThat(kept).contains(HexFormat.of().formatHex(hash), "\"chat\"");
    assertThat(kept).contains(secret.substring(3, 11)).doesNotContain(secret.substring(12));
  }

  @Test
  void aKeyHas256RandomBits() {
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < 100; n++) {
      String bits = Secret.random().text().substring(12);
      assertThat(java.util.Base64.getUrlDecoder().decode(bits)).hasSize(32);
      seen.add(bits);
    }
    assertThat(seen).hasSize(100);
  }

  @Test
  void aRemovedKeyIsGoneAndTheOthersStay() {
    String chat = file.add(Role.PARTICIPANT, "chat");
    file.add(Role.OPERATOR, null);

    assertThat(file.remove(chat.substring(3, 11))).isTrue();
    assertThat(file.remove(chat.substring(3, 11))).isFalse();
    assertThat(file.keys()).singleElement().extracting(Key::role).isEqualTo(Role.OPERATOR);
  }

  @Test
  void onlyItsOwnerReadsTheFile() throws Exception {
    file.add(Role.OPERATOR, null);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    try (var left = Files.list(path.getParent())) {
      assertThat(left).containsExactly(path);
    }
  }

  @Test
  void aFileThatIsNotThereHasNoKeys() {
    assertThat(file.keys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys",
        "[]",
        "{}",
        "null",
        "{\"keys\": [null]}",
        "{\"keys\": [{}]}",
        "{\"keys\": [{\"id\": \"0011223x\", \"role\": \"OPERATOR\", \"sha256\": \"HASH\"}]}",
        "{\"keys\": [{\"id\": \"00112233\", \"role\": \"KING\", \"sha256\": \"HASH\"}]}",
        "{\"keys\": [{\"id\": \"00112233\", \"role\": \"OPERATOR\", \"sha256\": \"short\"}]}",
        "{\"keys\": [{\"id\": \"00112233\", \"role\": \"PARTICIPANT\", \"sha256\": \"HASH\"}]}",
        "{\"keys\": [{\"id\": \"00112233\", \"role\": \"OPERATOR\", \"participant\": \"chat\", \"sha256\": \"HASH\"}]}",
        "{\"keys\": [{\"id\": \"00112233\", \"role\": \"OPERATOR\", \"sha256\": \"HASH\"},"
            + "{\"id\": \"00112233\", \"role\": \"OPERATOR\", \"sha256\": \"HASH\"}]}"
      })
  void aFileOfAnythingElseIsRefusedInOneSentence(String content) throws Exception {
    Files.createDirectories(path.getParent());
    Files.writeString(path, content.replace("HASH", "ab".repeat(32)));

    assertThatThrownBy(() -> file.keys())
        .isInstanceOf(SecurityFileException.class)
        .hasMessageStartingWith("The keys file " + path)
        .hasMessageEndingWith(".")
        .hasMessageNotContaining("\n");
  }
}
