package io.tokenmarket.chaos;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.OrderAwarded;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.simulation.Conservation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What is made is bought, and what is paid is received or kept, auction by auction. */
final class MoneyCheck {
  private record Gate(String market, long interval) {}

  private final Map<Gate, List<SpecificRecord>> settled = new HashMap<>();

  private MoneyCheck() {}

  /**
   * @throws BrokenPromiseException naming the first auction that does not balance
   */
  static void check(Published published) {
    MoneyCheck check = new MoneyCheck();
    published.events().values().forEach(events -> events.forEach(check::add));
    published.markets().forEach(market -> published.clearings(market).forEach(check::check));
    if (!check.settled.isEmpty()) {
      throw new BrokenPromiseException("awards without an auction: " + check.settled.keySet());
    }
  }

  private void add(SpecificRecord event) {
    if (event instanceof Trade trade) {
      of(trade.getMarket(), trade.getInterval()).add(trade);
    } else if (event instanceof OrderAwarded award) {
      of(award.getMarket(), award.getInterval()).add(award);
    }
  }

  private List<SpecificRecord> of(String market, long interval) {
    return settled.computeIfAbsent(new Gate(market, interval), gate -> new ArrayList<>());
  }

  private void check(Clearing clearing) {
    List<SpecificRecord> own =
        settled.remove(new Gate(clearing.getMarket(), clearing.getInterval()));
    try {
      Conservation.check(clearing, own == null ? List.of() : own);
    } catch (IllegalStateException unbalanced) {
      throw new BrokenPromiseException(
          "market " + clearing.getMarket() + ", " + unbalanced.getMessage());
    }
  }
}
