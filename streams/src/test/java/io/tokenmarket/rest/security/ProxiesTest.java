package io.tokenmarket.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private final Proxies proxies = new Proxies(List.of("10.0.0.0/8", "2001:db8::1"));

  private String caller(String connected, String... said) throws Exception {
    return proxies.caller(InetAddress.getByName(connected), List.of(said)).getHostAddress();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1 | 192.0.2.1 | 192.0.2.1",
        "10.0.0.1 | 198.51.100.9, 192.0.2.1 | 192.0.2.1",
        "10.0.0.1 | 198.51.100.9, 192.0.2.1, 10.0.0.2 | 192.0.2.1",
        "10.0.0.1 | 192.0.2.1:51344 | 192.0.2.1",
        "10.0.0.1 | 10.0.0.3 | 10.0.0.3",
        "10.0.0.1 | [2001:db8:7::9]:443 | 2001:db8:7:0:0:0:0:9",
        "2001:db8::1 | 2001:db8:7::9 | 2001:db8:7:0:0:0:0:9"
      })
  void aTrustedProxySaysWhoIsBehindIt(String connected, String said, String caller)
      throws Exception {
    assertThat(caller(connected, said)).isEqualTo(caller);
  }

  @Test
  void nobodyElseSaysWhoTheyAre() throws Exception {
    assertThat(caller("192.0.2.7", "198.51.100.9")).isEqualTo("192.0.2.7");
    assertThat(
            Proxies.none()
                .caller(InetAddress.getByName("10.0.0.1"), List.of("192.0.2.1"))
                .getHostAddress())
        .isEqualTo("10.0.0.1");
  }

  @Test
  void ofSeveralHeadersTheLastOneIsTheProxysOwn() throws Exception {
    assertThat(caller("10.0.0.1", "198.51.100.9", "192.0.2.1")).isEqualTo("192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "", "256.1.1.1", "1.2.3.4.5", "localhost", "a::b::c", "[::1"})
  void whereItSaysNoAddressItIsCountedItself(String said) throws Exception {
    assertThat(caller("10.0.0.1", said)).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "", "10.0.0.1/", "1/2"})
  void aProxyIsNamedByItsAddress(String network) {
    assertThatThrownBy(() -> new Proxies(List.of(network)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
