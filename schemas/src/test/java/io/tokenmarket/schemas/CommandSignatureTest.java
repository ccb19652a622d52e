package io.tokenmarket.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSignatureTest {
  private static final String PUBLIC_KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  private static final long EXPIRES = 1_767_225_720_000L;
  private static final String TEXT =
      "token-market TokenDemand 1767225720000 {\"commandId\":\"chat-1\",\"intervals\":60,"
          + "\"limitPrice\":3000000,\"lots\":100000,\"market\":\"north\",\"participant\":\"chat\","
          + "\"tier\":\"MEDIUM\"}";
  private static final String HEADER =
      "1767225720000.3zTgzLF2aeaA+dBlL7mmEcE87VDxpJlEJmHDXd4cZo/odioEXeqwJgVGTcSJeWmDKI0bU53RLRmudqcFvFcCAw==";

  static {
    AvroTrust.grant();
  }

  @Test
  void theTestVectorOfTheProtocolHolds() throws Exception {
    assertThat(CommandText.of(demand("chat-1"), EXPIRES)).isEqualTo(TEXT);
    assertThat(CommandSignature.of(demand("chat-1"), EXPIRES, privateKey())).hasToString(HEADER);
    CommandSignature read = CommandSignature.parse(HEADER).orElseThrow();
    assertThat(read.isOf(demand("chat-1"), Ed25519.publicKey(PUBLIC_KEY))).isTrue();
    assertThat(read.isOf(demand("chat-2"), Ed25519.publicKey(PUBLIC_KEY))).isFalse();
    assertThat(Ed25519.text(Ed25519.publicKey(PUBLIC_KEY))).isEqualTo(PUBLIC_KEY);
  }

  @Test
  void theProtocolShowsThisVector() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "protocol.md")))
        .contains(TEXT, HEADER, PUBLIC_KEY);
  }

  @Test
  void theTextNamesListsAndRecordsAndLeavesOutWhatIsAtItsDefault() {
    TokenDemand demand =
        TokenDemand.newBuilder(demand("d"))
            .setSteps(List.of(new DemandStep(5L, 2L)))
            .setOnce(true)
            .setInterval(7)
            .build();
    assertThat(CommandText.of(demand, 1))
        .isEqualTo(
            "token-market TokenDemand 1 {\"commandId\":\"d\",\"interval\":7,\"intervals\":60,"
                + "\"limitPrice\":3000000,\"lots\":100000,\"market\":\"north\",\"once\":true,"
                + "\"participant\":\"chat\",\"steps\":[{\"limitPrice\":2,\"lots\":5}],"
                + "\"tier\":\"MEDIUM\"}");
  }

  /** What Python's json.dumps(..., ensure_ascii=False) gives. */
  @Test
  void stringsAreEscapedAsJsonNeedsIt() {
    String text = CommandText.of(demand("a\"b\\c/\n\t\r\b\f\u0001\u001f\u007fü€\uD83D\uDE00"), 1);
    assertThat(text)
        .contains(
            "{\"commandId\":\"a\\\"b\\\\c/\\n\\t\\r\\b\\f\\u0001\\u001f\u007fü€\uD83D\uDE00\",");
  }

  @Test
  void timesAreInMilliseconds() {
    MarketDefinition rules =
        MarketDefinition.newBuilder()
            .setCommandId("m")
            .setMarket("north")
            .setParticipant("operator")
            .setOrigin(Instant.ofEpochMilli(5))
            .setIntervalMillis(1)
            .setTiers(List.of())
            .setPriceStep(1)
            .setFeePpm(0)
            .setMemoryAuctions(1)
            .build();
    assertThat(CommandText.of(rules, 1)).contains("\"origin\":5,", "\"tiers\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1.",
        "-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
        "01.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
        "1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "9999999999999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="
      })
  void anotherFormIsNoSignature(String header) {
    assertThat(CommandSignature.parse(header)).isEmpty();
  }

  @Test
  void theSmallestFormIsOne() {
    assertThat(CommandSignature.parse("0." + "A".repeat(86) + "==")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "AAAA", "AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
  void whatIsNoKeyIsSaid(String text) {
    assertThatThrownBy(() -> Ed25519.publicKey(text)).isInstanceOf(InvalidKeyException.class);
  }

  private static TokenDemand demand(String id) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket("north")
        .setParticipant("chat")
        .setTier("MEDIUM")
        .setLots(100_000)
        .setLimitPrice(3_000_000)
        .setIntervals(60)
        .build();
  }

  private static PrivateKey privateKey() throws Exception {
    byte[] secret =
        HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
  }
}
