package io.tokenmarket.rest;

import io.tokenmarket.producers.client.Answer;
import io.tokenmarket.rest.resource.Award;
import io.tokenmarket.rest.resource.CommandAnswer.Outcome;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.topology.views.MarketViews;
import io.tokenmarket.topology.views.RecomputedAuction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the next auction gives an order, once it is published. */
final class Outcomes {
  private final MarketViews views;
  private final CheckedBooks books;

  Outcomes(MarketViews views) {
    this.views = views;
    this.books = new CheckedBooks(views);
  }

  /**
   * Empty where the auction is not held in time, or is not kept any more.
   *
   * @param interval the one the order is for, -1 for the next
   */
  CompletableFuture<Optional<Outcome>> of(
      String market,
      String participant,
      Answer.Accepted accepted,
      long interval,
      Duration patience) {
    return views
        .watch()
        .until(() -> published(market, accepted, interval).isPresent(), patience)
        .thenApplyAsync(
            held ->
                held
                    ? published(market, accepted, interval)
                        .filter(auction -> isNext(auction, accepted))
                        .map(auction -> outcome(auction, participant, accepted.orderId()))
                    : Optional.empty());
  }

  private Optional<RecomputedAuction> published(
      String market, Answer.Accepted accepted, long interval) {
    return views
        .replicas()
        .auctionBehind(market, accepted.logPosition(), interval)
        .filter(auction -> views.clearing(market, auction.clearing().getInterval()).isPresent());
  }

  /** Of a command sent again after long, the auction may not be among those kept. */
  private boolean isNext(RecomputedAuction auction, Answer.Accepted accepted) {
    Clearing clearing = auction.clearing();
    return clearing.getPreviousInterval() < 0
        || views
            .clearing(clearing.getMarket(), clearing.getPreviousInterval())
            .filter(before -> before.getLogPosition() < accepted.logPosition())
            .isPresent();
  }

  private Outcome outcome(RecomputedAuction held, String participant, String orderId) {
    Clearing clearing =
        books.auction(held.clearing().getMarket(), held.clearing().getInterval()).clearing();
    List<Award> awards =
        held.awards().stream()
            .filter(award -> award.getParticipant().equals(participant))
            .filter(award -> award.getOrderId().equals(orderId))
            .map(ToldEvents::award)
            .toList();
    return new Outcome(clearing.getInterval(), clearing.getAt(), clearing.getLogPosition(), awards);
  }
}
