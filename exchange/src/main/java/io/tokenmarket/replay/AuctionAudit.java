package io.tokenmarket.replay;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.verifier.Verifier;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Checks one auction against the open orders: its certificate, and the views' sums of it. */
final class AuctionAudit {
  private AuctionAudit() {}

  /**
   * @param events all that the gate caused
   * @throws Differs where a promise is broken
   */
  static void check(IndependentBook orders, Clearing clearing, List<SpecificRecord> events) {
    firstBroken(orders, clearing, events)
        .ifPresent(
            sentence -> {
              throw broken(clearing, sentence);
            });
    ViewSums.check(clearing, events);
  }

  private static Optional<String> firstBroken(
      IndependentBook orders, Clearing clearing, List<SpecificRecord> events) {
    Optional<String> misreported = ReportedLines.firstBroken(orders, clearing);
    if (misreported.isPresent()) {
      return misreported;
    }
    try {
      return Verifier.firstBroken(orders.book(), new ReportedOutcome(orders, clearing, events));
    } catch (UnknownOrderException unknown) {
      return Optional.of(unknown.getMessage());
    }
  }

  private static Differs broken(Clearing clearing, String sentence) {
    return new Differs(
        new Difference(
            Topics.CLEARINGS,
            clearing.getMarket(),
            clearing.getInterval(),
            clearing.getLogPosition(),
            "certificate",
            sentence,
            "every promise kept"));
  }
}
