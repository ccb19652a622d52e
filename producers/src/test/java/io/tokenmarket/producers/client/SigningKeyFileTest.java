package io.tokenmarket.producers.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.Ed25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyFileTest {
  /** The key of the first test of RFC 8032, as openssl writes it. */
  private static final String PEM =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;

  @TempDir private Path temp;

  @Test
  void aPrivateKeyBringsItsPublicKey() throws IOException {
    KeyPair pair = SigningKeyFile.read(file(PEM));
    assertThat(Ed25519.text(pair.getPublic()))
        .isEqualTo("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----"
      })
  void anythingElseIsSaidInOneSentence(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> SigningKeyFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file + " holds no private Ed25519 key")
        .hasMessageContaining("openssl genpkey");
  }

  @Test
  void aFileThatIsMissingIsSaid() {
    assertThatThrownBy(() -> SigningKeyFile.read(temp.resolve("none.pem")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("key.pem"), text);
  }
}
