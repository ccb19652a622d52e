package io.tokenmarket.producers.catalogue;

import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.Units;

/**
 * A speed class of tokens.
 *
 * @param tokensPerSecondPerUser speed a user sees
 * @param contextTokens longest context
 * @param listPrice $ per million tokens; 0 where advertising pays
 * @param floor $ per million tokens, the lowest ask allowed
 * @param cap $ per million tokens, the highest price allowed
 */
public record Tier(
    String name,
    String model,
    Figure tokensPerSecondPerUser,
    Figure contextTokens,
    Figure listPrice,
    Figure floor,
    Figure cap) {

  public long listPriceTicks() {
    return Units.ticks(listPrice.value());
  }

  /** The tier as a market's rules name it, prices in ticks. */
  public TierDefinition definition() {
    return TierDefinition.newBuilder()
        .setTier(name)
        .setTokensPerSecondPerUser(tokensPerSecondPerUser.value().longValueExact())
        .setContextTokens(contextTokens.value().longValueExact())
        .setFloor(Units.ticks(floor.value()))
        .setCap(Units.ticks(cap.value()))
        .setListPrice(listPriceTicks())
        .build();
  }
}
