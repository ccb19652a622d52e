package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.tier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.TierDefinition;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row a broken rule: the definition, and the field its refusal names. */
class DefinitionRulesTest {
  private static final long P30 = 1L << 30;
  private static final List<TierDefinition> TIERS = List.of(tier("SLOW"));

  static Stream<Arguments> brokenRules() {
    return Stream.of(
        arguments(rules(-1, 1, 10, 0, 1), "origin is -1; give 0 to 253402300799999"),
        arguments(rules(Long.MAX_VALUE, 1, 10, 0, 1), "origin"),
        arguments(rules(0, 0, 10, 0, 1), "intervalMillis is 0; give 1 to 604800000"),
        arguments(ofRulebook1(99), "intervalMillis is 99; give 100 to 604800000"),
        arguments(ofRulebook1(1), "intervalMillis is 1; give 100 to 604800000"),
        arguments(rules(0, 604_800_001, 10, 0, 1), "intervalMillis"),
        arguments(rules(0, 1, 0, 0, 1), "priceStep is 0; give 1 to 1073741823"),
        arguments(rules(0, 1, P30, 0, 1), "priceStep"),
        arguments(rules(0, 1, 10, -1, 1), "feePpm is -1; give 0 to 1000000"),
        arguments(rules(0, 1, 10, 1_000_001, 1), "feePpm"),
        arguments(rules(0, 1, 10, 0, 0), "memoryAuctions is 0; give 1 to 1000000"),
        arguments(rules(0, 1, 10, 0, 1_000_001), "memoryAuctions"),
        arguments(tiers(), "number of tiers is 0; give 1 to 16"),
        arguments(tiers(many(17)), "number of tiers is 17"),
        arguments(tiers(tier("")), "tiers[0].tier is ''; give 1 to 200 characters"),
        arguments(tiers(tier("a/b")), "tiers[0].tier"),
        arguments(tiers(tier("SLOW"), tier("SLOW")), "tiers[1].tier is 'SLOW'; give a name no"),
        arguments(tiers(priced(-10, 100, 0)), "tiers[0].floor is -10; give 0 to 100"),
        arguments(tiers(priced(110, 100, 0)), "tiers[0].floor"),
        arguments(tiers(priced(0, P30, 0)), "tiers[0].cap is 1073741824; give 0 to 1073741823"),
        arguments(tiers(priced(0, -10, 0)), "tiers[0].cap"),
        arguments(tiers(priced(0, 105, 0)), "tiers[0].cap is 105; give a multiple of priceStep"),
        arguments(tiers(priced(5, 100, 0)), "tiers[0].floor is 5; give a multiple of priceStep"),
        arguments(tiers(priced(0, 100, -1)), "tiers[0].listPrice is -1"),
        arguments(tiers(priced(0, 100, P30)), "tiers[0].listPrice"),
        arguments(
            tiers(new TierDefinition("SLOW", -1L, 0L, 0L, 100L, 0L)),
            "tiers[0].tokensPerSecondPerUser"),
        arguments(
            tiers(new TierDefinition("SLOW", 0L, -1L, 0L, 100L, 0L)), "tiers[0].contextTokens"));
  }

  @ParameterizedTest
  @MethodSource
  void brokenRules(MarketDefinition definition, String sentence) {
    Refusal refusal = DefinitionRules.check(definition).orElseThrow();
    assertThat(refusal.reason()).isEqualTo(Reason.DEFINITION_INVALID);
    assertThat(Rulebook.FIRST.detail(refusal)).startsWith(sentence);
  }

  static Stream<MarketDefinition> rulesAtTheirLimits() {
    return Stream.of(
        rules(0, 1, 1, 0, 1),
        ofRulebook1(100),
        rules(253_402_300_799_999L, 604_800_000, 10, 1_000_000, 1_000_000),
        tiers(many(16)),
        tiers(priced(0, 0, 0)),
        tiers(priced(100, 100, P30 - 1)));
  }

  @ParameterizedTest
  @MethodSource
  void rulesAtTheirLimits(MarketDefinition definition) {
    assertThat(DefinitionRules.check(definition)).isEmpty();
  }

  @Test
  void aRefusedDefinitionLeavesTheMarketUndefined() {
    Log log = new Log();
    log.append(tiers());
    assertThat(log.state().definition()).isEmpty();
  }

  private static MarketDefinition rules(
      long origin, long interval, long step, long feePpm, long memory) {
    return MarketDefinition.newBuilder()
        .setCommandId("c")
        .setMarket("eu")
        .setParticipant("op")
        .setOrigin(Instant.ofEpochMilli(origin))
        .setIntervalMillis(interval)
        .setTiers(TIERS)
        .setPriceStep(step)
        .setFeePpm(feePpm)
        .setMemoryAuctions(memory)
        .build();
  }

  private static MarketDefinition ofRulebook1(long interval) {
    return MarketDefinition.newBuilder(rules(0, interval, 10, 0, 1)).setRulebook(1).build();
  }

  private static MarketDefinition tiers(TierDefinition... tiers) {
    return Commands.definition("c", List.of(tiers));
  }

  private static TierDefinition[] many(int count) {
    return IntStream.range(0, count).mapToObj(i -> tier("T" + i)).toArray(TierDefinition[]::new);
  }

  private static TierDefinition priced(long floor, long cap, long listPrice) {
    return new TierDefinition("SLOW", 0L, 0L, floor, cap, listPrice);
  }
}
