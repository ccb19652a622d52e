package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.TierClearing;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strategies in a market: what they earn, spend and must not change. */
class StrategyTest {
  /** One seller with more power than is ever wanted, so that its ask is the price. */
  private static final String LONE_SELLER =
      """
      seed: 11
      intervals: 300
      market: {name: eu-north, intervalSeconds: 60, priceStep: 0.001, tiers: [MEDIUM]}
      factories:
        - {name: alone, hardware: vera-rubin, megawatts: 50, ask: {basis: energy}, strategy: {rule: RULE}}
      demand: {source: synthetic, tokensPerSecond: 2000000, apps: 20, windows: 60}
      buying: {shares: {MEDIUM: 1}}
      """;

  private static final String APPS =
      """
      seed: 5
      intervals: 200
      market: {name: eu-north, intervalSeconds: 60, priceStep: 0.001}
      factories:
        - {name: hall, hardware: vera-rubin, megawatts: 3, ask: {basis: ownership}}
      demand: {source: synthetic, tokensPerSecond: 2000000, apps: 10, windows: 50}
      buying: {shares: {MEDIUM: 2, HIGH: 1}, strategy: {STRATEGY}}
      """;

  @Test
  void theTruthIsWhatIsSentWithoutAStrategy() {
    String truthful = LONE_SELLER.replace("RULE", "truthful");
    String silent = LONE_SELLER.replace(", strategy: {rule: RULE}", "");
    assertThat(new Played(truthful).hash).isEqualTo(new Played(silent).hash);
    assertThat(new Played(LONE_SELLER.replace("RULE", "markup")).hash)
        .isNotEqualTo(new Played(silent).hash);
  }

  @Test
  void theSameSeedPlaysTheSameBytes() {
    String markup = LONE_SELLER.replace("RULE", "markup");
    assertThat(new Played(markup).hash).isEqualTo(new Played(markup).hash);
    assertThat(new Played(markup.replace("seed: 11", "seed: 12")).hash)
        .isNotEqualTo(new Played(markup).hash);
  }

  @Test
  void aLoneSellerLearnsToAskAboveItsCostAndEarnsByIt() {
    Played truthful = new Played(LONE_SELLER.replace("RULE", "truthful"));
    Played learned = new Played(LONE_SELLER.replace("RULE", "markup"));
    long cost = truthful.lastPrice;
    assertThat(learned.lastPrice).isGreaterThan(2 * cost);
    assertThat(truthful.profit(cost)).isZero();
    assertThat(learned.profit(cost)).isPositive();
  }

  @Test
  void noPacedAppOverspends() {
    long threeDollars = 3_000_000_000L;
    Played paced = new Played(APPS.replace("STRATEGY", "rule: pacing, dollars: 3"));
    assertThat(paced.paidByApps())
        .hasSize(10)
        .allMatch(nanoDollars -> nanoDollars <= threeDollars)
        .anyMatch(nanoDollars -> nanoDollars > threeDollars / 100 * 85);
    Played free = new Played(APPS.replace("STRATEGY", "rule: truthful"));
    assertThat(free.paidByApps()).anyMatch(nanoDollars -> nanoDollars > threeDollars);
  }

  @Test
  void whatARunRestsOnNamesItsStrategies() {
    assertThat(new ScenarioRun(read(LONE_SELLER.replace("RULE", "markup"))).assumptions())
        .anyMatch(line -> line.endsWith("learned from what it sold and the price it got"));
    assertThat(
            new ScenarioRun(read(APPS.replace("STRATEGY", "rule: pacing, dollars: 20")))
                .assumptions())
        .contains("strategy: each app spends at most $20, evenly over the run");
  }

  @Test
  void aMistakeInAStrategyIsNamedWithItsLine() {
    refused("line 5: factories[0].strategy.rule 'pacing' is unknown", LONE_SELLER, "pacing");
    refused(
        "line 5: factories[0].strategy.dollars does not belong", LONE_SELLER, "markup, dollars: 2");
    refused("line 7: buying.strategy.dollars is missing", APPS, "rule: pacing");
    refused(
        "line 7: buying.strategy.intervals is 0", APPS, "rule: pacing, dollars: 1, intervals: 0");
    refused("line 7: buying.strategy.rule is missing", APPS, "dollars: 1");
  }

  private static void refused(String sentence, String yaml, String strategy) {
    String filled = yaml.replace("RULE", strategy).replace("STRATEGY", strategy);
    assertThatThrownBy(() -> read(filled))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(sentence);
  }

  private static Scenario read(String yaml) {
    return ScenarioReader.read("test", Path.of(""), yaml);
  }

  /** A run and what it came to. */
  private static final class Played {
    private final Map<String, Long> paid = new HashMap<>();
    private final String hash;
    private long lastPrice;
    private long lots;

    Played(String yaml) {
      ScenarioRun run = new ScenarioRun(read(yaml));
      run.forEachAuction(this::add);
      hash = run.summary().hash();
    }

    private void add(HeldAuction auction) {
      TierClearing tier = auction.clearing().getTiers().get(0);
      lastPrice = tier.getTraded() ? tier.getPrice() : lastPrice;
      lots += tier.getLots();
      auction.events().stream()
          .filter(OrderAwarded.class::isInstance)
          .map(OrderAwarded.class::cast)
          .forEach(award -> paid.merge(award.getParticipant(), award.getNanoDollars(), Long::sum));
    }

    private List<Long> paidByApps() {
      return paid.entrySet().stream()
          .filter(each -> !each.getKey().equals("hall"))
          .map(Map.Entry::getValue)
          .toList();
    }

    /** Of the lone seller, in nano-dollars, where a lot costs so much. */
    private long profit(long cost) {
      return paid.get("alone") - lots * cost;
    }
  }
}
