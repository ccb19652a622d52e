package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.producers.client.ExchangeConnection;
import io.tokenmarket.sandbox.DataFolder;
import io.tokenmarket.sandbox.Sandbox;
import io.tokenmarket.sandbox.StandingRules;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.simulation.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator at the command line, on a real broker. */
@Timeout(240)
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

  @Test
  void aMarketThatIsDefinedAgainHasOtherRulesFromTheAuctionAfterTheComingOneOn() throws Exception {
    Path dearer = scenario("east", 9_000);
    assertThat(market("define", "east", "--scenario", "" + scenario("east", 5_000)).exitCode())
        .isZero();
    assertThat(market("define", "east", "--scenario", "" + dearer).out())
        .singleElement()
        .asString()
        .endsWith("east has other rules behind its coming gate");
    MarketDefinition wanted = Scenario.load(dearer).definition();
    MarketDefinition now =
        StandingRules.continuing(
            wanted, StandingRules.of(sandbox.settings(), wanted).orElseThrow());
    await(() -> sent(now, "same-" + UUID.randomUUID()) instanceof Answer.Accepted);
  }

  @Test
  void aScenarioHasOneOriginWhoeverOpensItsMarket() throws Exception {
    String first = "" + scenario("plateau", 5_000);
    market("define", "plateau", "--scenario", first);
    assertThat(cluster("produce", "--scenario", first, "--intervals", "1").exitCode()).isZero();
    String second = "" + scenario("valley", 5_000);
    assertThat(cluster("produce", "--scenario", second, "--intervals", "1").exitCode()).isZero();
    CommandLineRun again = market("define", "valley", "--scenario", second);
    assertThat(again.err()).isEmpty();
    assertThat(again.exitCode()).isZero();
  }

  @Test
  void aDefinitionThatWasRefusedStandsInNobodysWay() throws Exception {
    Path file = scenario("moor", 5_000);
    MarketDefinition impossible =
        MarketDefinition.newBuilder(Scenario.load(file).definition()).setFeePpm(-1).build();
    assertThat(sent(impossible, "impossible")).isInstanceOf(Answer.Rejected.class);
    assertThat(market("define", "moor", "--scenario", "" + file).out())
        .singleElement()
        .asString()
        .contains("moor has the rules of");
  }

  private static Path scenario(String market, int feePpm) throws IOException {
    try (InputStream quickstart =
        Scenario.class.getResourceAsStream("/scenarios/quickstart.yaml")) {
      String text = new String(quickstart.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(
          directory.resolve(market + feePpm + ".yaml"),
          text.replace("eu-north", market).replace("feePpm: 5000", "feePpm: " + feePpm));
    }
  }

  private static Answer sent(MarketDefinition definition, String id) {
    try (ExchangeConnection operator = ExchangeConnection.open(sandbox.settings())) {
      return operator
          .submit(MarketDefinition.newBuilder(definition).setCommandId(id).build())
          .join();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long began = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static CommandLineRun cluster(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--bootstrap-servers", "" + sandbox.settings().get("bootstrap.servers")));
    words.addAll(List.of("--schema-registry", "" + sandbox.settings().get("schema.registry.url")));
    return CommandLineRun.of(words.toArray(String[]::new));
  }

  private static CommandLineRun market(String command, String market, String... more) {
    List<String> words = new ArrayList<>(List.of("market", command, "--market", market));
    words.addAll(List.of(more));
    return cluster(words.toArray(String[]::new));
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
