package io.tokenmarket.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @Test
  void addressesOfOneNetworkOfIpv6AreOne() {
    assertThat(Address.of("2001:db8:0:1:aaaa::1")).isEqualTo(Address.of("2001:db8:0:1:bbbb::2"));
    assertThat(Address.of("2001:db8:0:1::1")).isNotEqualTo(Address.of("2001:db8:0:2::1"));
    assertThat(Address.of("192.0.2.1")).isNotEqualTo(Address.of("192.0.2.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]"})
  void namesOfThisMachine(String name) {
    assertThat(Address.isThisMachine(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost.example", "127.0.0.1.example", "192.0.2.1", "", "[::2]"})
  void namesOfOthers(String name) {
    assertThat(Address.isThisMachine(name)).isFalse();
  }
}
