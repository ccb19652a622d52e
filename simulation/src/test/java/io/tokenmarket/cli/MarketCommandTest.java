package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.schemas.TokenDemand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator at the command line, on a real broker. */
@Timeout(120)
class MarketCommandTest {
  @TempDir static Path directory;
  private static DataFolder folder;
  private static Sandbox sandbox;

  @BeforeAll
  static void start() throws Exception {
    folder = DataFolder.open(directory);
    sandbox = Sandbox.start(folder, 0);
    sandbox.node().awaitRunning();
  }

  @AfterAll
  static void stop() throws Exception {
    sandbox.close();
    folder.close();
  }

  @Test
  void aMarketIsDefinedHaltedAndResumed() {
    assertThat(market("define", "north", "--scenario", "quickstart").exitCode()).isZero();
    assertThat(market("halt", "north").out()).singleElement().asString().endsWith("is halted");
    assertThat(demanded("north", "while-halted"))
        .isInstanceOfSatisfying(
            Answer.Rejected.class,
            refused -> assertThat(refused.reason()).isEqualTo("MARKET_HALTED"));
    assertThat(market("resume", "north").exitCode()).isZero();
    assertThat(demanded("north", "afterwards")).isInstanceOf(Answer.Accepted.class);
  }

  @Test
  void aBudgetBoundsWhatAConsumerMaySpend() {
    market("define", "south", "--scenario", "quickstart");
    String[] cent = {"--consumer", "chat", "--period", "DAY", "--dollars", "0.01"};
    assertThat(market("budget", "south", cent).exitCode()).isZero();
    assertThat(demanded("south", "too-dear"))
        .isInstanceOfSatisfying(
            Answer.Rejected.class,
            refused -> assertThat(refused.reason()).isEqualTo("BUDGET_EXCEEDED"));
  }

  @Test
  void onlyItsOperatorMay() {
    market("define", "west", "--scenario", "quickstart");
    CommandLineRun other = market("halt", "west", "--operator", "chat");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).singleElement().asString().contains("NOT_OPERATOR");
  }

  private static CommandLineRun market(String command, String market, String... more) {
    List<String> words = new ArrayList<>(List.of("market", command, "--market", market));
    for (String name : List.of("bootstrap.servers", "schema.registry.url")) {
      words.add(name.startsWith("b") ? "--bootstrap-servers" : "--schema-registry");
      words.add((String) sandbox.settings().get(name));
    }
    words.addAll(List.of(more));
    return CommandLineRun.of(words.toArray(String[]::new));
  }

  /** A million tokens at three dollars. */
  private static Answer demanded(String market, String id) {
    try (ExchangeConnection chat = ExchangeConnection.open(sandbox.settings())) {
      return chat.submit(
              TokenDemand.newBuilder()
                  .setCommandId(id)
                  .setMarket(market)
                  .setParticipant("chat")
                  .setTier("MEDIUM")
                  .setIntervals(1)
                  .setLots(1_000)
                  .setLimitPrice(3_000_000)
                  .build())
          .join();
    }
  }
}
