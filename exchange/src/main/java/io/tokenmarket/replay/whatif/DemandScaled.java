package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.schemas.DemandAmended;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.TokenDemand;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every demand asks for so many times the lots, rounded down. One that comes to no lot, or to more
 * than an order may ask for, is the market's to refuse.
 *
 * @param scale 0 or more
 * @param tier of the demands; empty: of any
 * @param participant who sent them; empty: anybody
 */
record DemandScaled(BigDecimal scale, Optional<String> tier, Optional<String> participant)
    implements Change {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  @Override
  public List<SpecificRecord> apply(
      SpecificRecord command, Function<CommandName, Optional<OpenOrder>> orders) {
    if (command instanceof TokenDemand demand && concerns(demand)) {
      return List.of(scaled(demand));
    }
    return List.of(
        command instanceof DemandAmended amended && concerns(amended, orders)
            ? scaled(amended)
            : command);
  }

  private boolean concerns(TokenDemand demand) {
    return tier.map(demand.getTier()::equals).orElse(true)
        && participant.map(demand.getParticipant()::equals).orElse(true);
  }

  /** Where the order is not open, the market refuses the amendment either way. */
  private boolean concerns(
      DemandAmended amended, Function<CommandName, Optional<OpenOrder>> orders) {
    return orders
        .apply(new CommandName(amended.getParticipant(), amended.getDemandId()))
        .map(OpenOrder::getTerms)
        .filter(TokenDemand.class::isInstance)
        .map(TokenDemand.class::cast)
        .filter(this::concerns)
        .isPresent();
  }

  private TokenDemand scaled(TokenDemand demand) {
    return TokenDemand.newBuilder(demand)
        .setLots(scaled(demand.getLots()))
        .setSteps(scaled(demand.getSteps()))
        .build();
  }

  private DemandAmended scaled(DemandAmended amended) {
    return DemandAmended.newBuilder(amended)
        .setLots(scaled(amended.getLots()))
        .setSteps(scaled(amended.getSteps()))
        .build();
  }

  private List<DemandStep> scaled(List<DemandStep> steps) {
    return steps.stream()
        .map(step -> new DemandStep(scaled(step.getLots()), step.getLimitPrice()))
        .toList();
  }

  private long scaled(long lots) {
    return scale
        .multiply(BigDecimal.valueOf(lots))
        .setScale(0, RoundingMode.FLOOR)
        .toBigInteger()
        .min(MOST)
        .longValueExact();
  }

  @Override
  public String words() {
    return "%s%s asked for %s times as much"
        .formatted(
            participant.orElse("everybody"),
            tier.map(name -> " in " + name).orElse(""),
            scale.stripTrailingZeros().toPlainString());
  }
}
