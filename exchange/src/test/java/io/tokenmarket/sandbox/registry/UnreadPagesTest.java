package io.tokenmarket.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UnreadPagesTest {
  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"/subjects/%zz/versions", "/subjects/%00/versions", "/subjects?x=%zz"})
  void whatCannotBeReadIsToldSoInJson(String target) throws Exception {
    try (RegistryServer registry = RegistryServer.start(dir.resolve("schemas.jsonl"), 0);
        Socket socket = new Socket("127.0.0.1", URI.create(registry.url()).getPort())) {
      String request =
          "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(answer)
          .containsPattern("\r\n\r\n.*[\\[{]")
          .doesNotContain("<html>")
          .doesNotContain("Jetty");
    }
  }
}
