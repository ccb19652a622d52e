package io.tokenmarket.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenmarket.producers.population.Population;
import io.tokenmarket.simulation.Scenario;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of the money in a market that settles by delivery. */
@Timeout(180)
class SettledRunTest {
  private static final String MARKET = "/v1/markets/eu-north";
  private static final String FJORD = "/v1/participants/fjord/markets/eu-north";

  @Test
  void aStatementIsTheSumOfTheTradesThatWereSettled(@TempDir Path dir) throws Exception {
    Scenario scenario = Scenario.shipped("settled");
    Population population = scenario.population();
    try (DataFolder folder = DataFolder.open(dir);
        Sandbox sandbox = Sandbox.start(folder, 0);
        Participants participants =
            Participants.connect(
                sandbox.settings(),
                population,
                scenario.meters(),
                scenario.budgets(population.consumers()))) {
      sandbox.node().awaitRunning();
      participants.begin();
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> trading =
          CompletableFuture.runAsync(() -> trade(participants, enough));
      try {
        assertBilled(new Rest(sandbox.node().port()));
      } finally {
        enough.set(true);
        trading.join();
      }
    }
  }

  private static void trade(Participants participants, AtomicBoolean enough) {
    while (!enough.get()) {
      participants.next(Duration.ofMillis(100));
    }
  }

  private static void assertBilled(Rest rest) throws Exception {
    // With a line behind it, the first one is complete.
    JsonNode line = rest.get(FJORD + "/statement", bill -> bill.get("lines").size() > 1);
    long interval = line.at("/lines/0/interval").longValue();
    JsonNode settled =
        rest.get(MARKET + "/intervals/" + interval + "/settled-trades?limit=1000", page -> true);

    assertThat(sum(settled, "paid")).isPositive().isEqualByComparingTo(money(line, "purchases"));
    assertThat(sum(settled, "fee")).isEqualByComparingTo(money(line, "fees").negate());
    assertThat(sum(settled, "penalty")).isEqualByComparingTo(money(line, "penalties").negate());
    assertDelivered(rest, interval);
  }

  private static BigDecimal money(JsonNode statement, String kind) {
    return new BigDecimal(statement.at("/lines/0/" + kind).textValue());
  }

  private static BigDecimal sum(JsonNode settled, String kind) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode trade : settled.get("trades")) {
      if (trade.get("factory").textValue().equals("fjord")) {
        sum = sum.add(new BigDecimal(trade.get(kind).textValue()));
      }
    }
    return sum;
  }

  private static void assertDelivered(Rest rest, long interval) throws Exception {
    String range = "?from=" + interval + "&to=" + (interval + 1);
    JsonNode total = rest.get(MARKET + "/utilisation" + range, page -> true).get("total");

    assertThat(new BigDecimal(total.get("deliveredOfSold").textValue()))
        .isBetween(new BigDecimal("0.969"), new BigDecimal("0.97"));
    assertThat(new BigDecimal(total.get("deliveredOfCapacity").textValue()))
        .isPositive()
        .isLessThan(new BigDecimal(total.get("utilisation").textValue()));
  }
}
