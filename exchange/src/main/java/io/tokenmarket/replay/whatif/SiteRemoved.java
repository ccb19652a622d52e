package io.tokenmarket.replay.whatif;

import io.tokenmarket.market.CommandName;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SupplyOffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * A site never offered. Its amendments and cancellations stay in the log: the market finds nothing
 * to amend or cancel, and says so.
 */
record SiteRemoved(String site) implements Change {
  @Override
  public List<SpecificRecord> apply(
      SpecificRecord command, Function<CommandName, Optional<OpenOrder>> orders) {
    boolean removed = command instanceof SupplyOffer offer && offer.getSite().equals(site);
    return removed ? List.of() : List.of(command);
  }

  @Override
  public String words() {
    return "site " + site + " never offered";
  }
}
