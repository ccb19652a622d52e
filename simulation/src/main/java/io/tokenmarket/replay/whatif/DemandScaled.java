package io.tokenmarket.replay.whatif;

import io.tokenmarket.schemas.TokenDemand;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
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
  public List<SpecificRecord> apply(SpecificRecord command) {
    return List.of(
        command instanceof TokenDemand demand && concerns(demand) ? scaled(demand) : command);
  }

  private boolean concerns(TokenDemand demand) {
    return tier.map(demand.getTier()::equals).orElse(true)
        && participant.map(demand.getParticipant()::equals).orElse(true);
  }

  private TokenDemand scaled(TokenDemand demand) {
    BigInteger lots =
        scale
            .multiply(BigDecimal.valueOf(demand.getLots()))
            .setScale(0, RoundingMode.FLOOR)
            .toBigInteger();
    return TokenDemand.newBuilder(demand).setLots(lots.min(MOST).longValueExact()).build();
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
