package io.tokenmarket.rest;

import static io.tokenmarket.rest.GuardedMarket.OWN;
import static io.tokenmarket.rest.GuardedMarket.PUBLIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.rest.security.Limits;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.rest.security.SecurityFileException;
import io.tokenmarket.rest.security.Tls;
import io.tokenmarket.topology.views.ViewsDriver;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP over TLS, from a keystore as the JDK's own tool makes it. */
@Timeout(60)
class TlsTest {
  private static final String PASSWORD = "correct horse";

  @TempDir static Path shared;
  private static Path keystore;
  private static Path passwordFile;

  @TempDir Path directory;

  @BeforeAll
  static void makeKeystore() throws Exception {
    keystore = shared.resolve("node.p12");
    passwordFile = Files.writeString(shared.resolve("password"), PASSWORD + "\n");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "node",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=DNS:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  @Test
  void aNodeIsAskedOverTls() throws Exception {
    try (GuardedMarket market = guarded()) {
      HttpResponse<String> answer = get(trusting(), market, "https", OWN);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("chat-1");
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
    }
  }

  @Test
  void whoDoesNotTrustItIsNotConnectedAndNothingIsAnsweredReadably() throws Exception {
    try (GuardedMarket market = guarded()) {
      assertThatThrownBy(() -> get(HttpClient.newHttpClient(), market, "https", PUBLIC))
          .isInstanceOf(SSLHandshakeException.class);
      assertThatThrownBy(() -> get(HttpClient.newHttpClient(), market, "http", PUBLIC))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aTakenPortIsSaidInOneSentenceHereToo() {
    try (GuardedMarket market = guarded();
        ViewsDriver views = ViewsDriver.inMemory(directory.resolve("other"))) {
      assertThatThrownBy(
              () ->
                  RestServer.of(views)
                      .security(Security.open().withTls(tls()))
                      .start("localhost", market.server.port()))
          .isInstanceOf(CannotListenException.class)
          .hasMessageContaining("is taken");
    }
  }

  @Test
  void aFileThatCannotBeUsedIsNamed() throws Exception {
    Path wrong = Files.writeString(directory.resolve("wrong"), "battery staple");
    Path text = Files.writeString(directory.resolve("text.p12"), "no keystore");
    Path nowhere = directory.resolve("nowhere");

    assertRefused(new Tls(keystore, wrong), keystore, wrong);
    assertRefused(new Tls(text, passwordFile), text);
    assertRefused(new Tls(nowhere, passwordFile), nowhere);
    assertRefused(new Tls(keystore, nowhere), nowhere);
  }

  private static void assertRefused(Tls tls, Path... named) {
    for (Path path : named) {
      assertThatThrownBy(tls::contextFactory)
          .isInstanceOf(SecurityFileException.class)
          .hasMessageContaining(path.toString())
          .hasMessageEndingWith(".")
          .hasMessageNotContaining("battery staple");
    }
  }

  @Test
  void aConnectionThatNeverBecomesTlsIsNotWaitedFor() throws Exception {
    Limits impatient = impatient(Duration.ofSeconds(1));
    try (GuardedMarket market =
            new GuardedMarket(directory, how -> how.withTls(tls()).withLimits(impatient));
        Socket silent = new Socket("localhost", market.server.port());
        Socket halfOpen = new Socket("localhost", market.server.port());
        Socket plain = new Socket("localhost", market.server.port())) {
      halfOpen.getOutputStream().write(new byte[] {0x16, 3, 1, 1, 0});
      plain.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      for (Socket socket : List.of(silent, halfOpen, plain)) {
        assertEnds(socket);
      }
      assertThat(get(trusting(), market, "https", OWN).statusCode()).isEqualTo(200);
    }
  }

  private static Limits impatient(Duration request) {
    Limits usual = Limits.standard();
    return new Limits(
        usual.connections(),
        usual.connectionsOfAddress(),
        request,
        usual.idle(),
        usual.bodyBytes(),
        usual.answer(),
        usual.answerRate(),
        usual.unsent(),
        usual.unsentOfAll(),
        usual.streams(),
        usual.streamsWithoutKey(),
        usual.streamsOfCaller());
  }

  private static void assertEnds(Socket socket) throws IOException {
    try {
      socket.setSoTimeout(20_000);
      socket.getInputStream().readAllBytes();
    } catch (SocketTimeoutException waitedFor) {
      throw new AssertionError("still open after 20 s", waitedFor);
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  @Test
  void aConnectionIsNotNegotiatedAnew() {
    assertThat(tls().contextFactory().isRenegotiationAllowed()).isFalse();
  }

  private GuardedMarket guarded() {
    return new GuardedMarket(directory, security -> security.withTls(tls()));
  }

  private static Tls tls() {
    return new Tls(keystore, passwordFile);
  }

  private static HttpResponse<String> get(
      HttpClient client, GuardedMarket market, String scheme, String path) throws Exception {
    URI uri = URI.create(scheme + "://localhost:" + market.server.port() + path);
    return client.send(
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + market.chat).build(),
        BodyHandlers.ofString());
  }

  private static HttpClient trusting() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(keystore)) {
      store.load(input, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("node", store.getCertificate("node"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
