package io.tokenmarket.market;

import io.tokenmarket.schemas.DeliveryRecorded;
import io.tokenmarket.schemas.DeliveryReported;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.schemas.UnsettledTrade;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Decides what factories report of their deliveries. */
final class DeliveryDesk implements Desk {
  /** What the largest trade would be. */
  private static final long MOST_TOKENS = Units.LOTS_LIMIT * Units.TOKENS_PER_LOT;

  private final MarketState state;
  private final DeliveryReported report;
  private final long position;

  DeliveryDesk(MarketState state, DeliveryReported report, long position) {
    this.state = state;
    this.report = report;
    this.position = position;
  }

  @Override
  public Optional<Refusal> refusal() {
    UnsettledTrade trade = state.unsettled().of(report.getInterval(), report.getTrade());
    return trade == null ? notThere() : tokens().or(() -> seller(trade)).or(() -> conflict(trade));
  }

  private Optional<Refusal> notThere() {
    Reason reason = isLate() ? Reason.DELIVERY_LATE : Reason.UNKNOWN_TRADE;
    return Optional.of(Refusal.of(reason, report.getInterval(), report.getTrade()));
  }

  /** Whether a trade of the interval, if there was one, has been settled. */
  private boolean isLate() {
    long window = state.rules().definition().getSettlementIntervals();
    return window > 0
        && report.getInterval() >= 0
        && state.rulebook().isSettled(state, report.getInterval(), window);
  }

  private Optional<Refusal> tokens() {
    boolean fits = report.getTokens() >= 0 && report.getTokens() <= MOST_TOKENS;
    return Refusal.unless(fits, Reason.TOKENS_OUT_OF_RANGE, report.getTokens(), MOST_TOKENS);
  }

  private Optional<Refusal> seller(UnsettledTrade trade) {
    return Refusal.unless(
        trade.getTrade().getFactory().equals(report.getParticipant()),
        Reason.NOT_SELLER,
        report.getTrade(),
        report.getInterval());
  }

  private Optional<Refusal> conflict(UnsettledTrade trade) {
    long before = trade.getReportedTokens();
    return Refusal.unless(
        before == Unsettled.NOTHING_REPORTED || before == report.getTokens(),
        Reason.DELIVERY_CONFLICT,
        before,
        report.getTrade(),
        report.getInterval());
  }

  @Override
  public List<SpecificRecord> granted() {
    return List.of(
        new DeliveryRecorded(
            report.getMarket(),
            report.getParticipant(),
            report.getCommandId(),
            report.getInterval(),
            report.getTrade(),
            report.getTokens(),
            position,
            false));
  }
}
