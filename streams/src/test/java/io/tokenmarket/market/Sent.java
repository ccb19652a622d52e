package io.tokenmarket.market;

import io.tokenmarket.schemas.MarketDefinition;
import org.apache.avro.specific.SpecificRecord;

/**
 * A command on its way.
 *
 * @param signature its header, or null
 */
record Sent(SpecificRecord command, String signature) {

  /** A definition with this rulebook; any other command as it is. */
  Sent inRulebook(int rulebook) {
    return command instanceof MarketDefinition definition
        ? new Sent(MarketDefinition.newBuilder(definition).setRulebook(rulebook).build(), signature)
        : this;
  }
}
