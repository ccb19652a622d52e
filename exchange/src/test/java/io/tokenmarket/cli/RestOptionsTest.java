package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.rest.security.Proxies;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Where REST is to be found is an address that can be opened. */
class RestOptionsTest {
  private static final String EVERYWHERE = ", and at every other address of this machine";

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost",
    "0.0.0.0, localhost",
    "::, localhost",
    "::1, [::1]",
    "node-7, node-7",
  })
  void anAddressIsOneThatCanBeOpened(String host, String named) {
    RestOptions options = new RestOptions();
    new CommandLine(options).parseArgs("--host", host);
    boolean wildcard = host.equals("0.0.0.0") || host.equals("::");
    assertThat(options.addresses(8080))
        .containsExactly(
            "Dashboard: http://" + named + ":8080/",
            "REST: http://" + named + ":8080/v1/markets" + (wildcard ? EVERYWHERE : ""));
  }

  @Test
  void aProxyIsAnAddressOrANetwork() throws Exception {
    RestOptions options = new RestOptions();
    new CommandLine(options)
        .parseArgs("--trust-proxy", "10.0.0.0/8,::1", "--trust-proxy=192.0.2.7");
    Proxies proxies = options.security().proxies();
    for (String trusted : List.of("10.1.2.3", "::1", "192.0.2.7")) {
      assertThat(proxies.contains(InetAddress.getByName(trusted))).as(trusted).isTrue();
    }
    assertThat(proxies.contains(InetAddress.getByName("192.0.2.8"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"everybody", "10.0.0.0/x", "10.0.0", "10.0.0.0/99"})
  void whatIsNeitherIsRefusedInOneSentence(String network) {
    RestOptions options = new RestOptions();
    new CommandLine(options).parseArgs("--trust-proxy", network);
    assertThatThrownBy(options::security)
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--trust-proxy: ")
        .hasMessageContaining(network);
  }
}
