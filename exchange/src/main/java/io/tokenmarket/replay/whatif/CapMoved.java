package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.TierDefinition;
import io.tokenmarket.schemas.Units;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Another highest price for a tier; what was sent stays, so the market refuses what is over it.
 *
 * @param ticks the new cap
 */
record CapMoved(String tier, long ticks) implements Change {
  @Override
  public List<SpecificRecord> apply(
      SpecificRecord command, Function<CommandName, Optional<OpenOrder>> orders) {
    return List.of(command instanceof MarketDefinition rules ? moved(rules) : command);
  }

  MarketDefinition moved(MarketDefinition rules) {
    return MarketDefinition.newBuilder(rules)
        .setTiers(rules.getTiers().stream().map(this::moved).toList())
        .build();
  }

  private TierDefinition moved(TierDefinition definition) {
    return definition.getTier().equals(tier)
        ? TierDefinition.newBuilder(definition).setCap(ticks).build()
        : definition;
  }

  @Override
  public String words() {
    return "the cap of %s were $%s per million tokens"
        .formatted(tier, Units.price(ticks).stripTrailingZeros().toPlainString());
  }
}
