package io.tokenmarket.rest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tokenmarket.topology.views.MarketViews;
import java.util.Optional;

/**
 * Refuses reads that would be older than the position of the log they name. So whoever has written
 * reads what they wrote, on any node.
 */
final class ReadPosition {
  private final MarketViews views;
  private final Lookup lookup;

  ReadPosition(MarketViews views) {
    this.views = views;
    this.lookup = new Lookup(views);
  }

  /** The handler where the views have got as far as the request asks. */
  Handler before(Handler handler) {
    return context -> {
      Optional<Long> position = new Parameters(context).position();
      if (position.isPresent()) {
        require(context, position.get());
      }
      handler.handle(context);
    };
  }

  private void require(Context context, long position) {
    String market = new Parameters(context).marketOfPosition();
    lookup.market(market);
    if (!hasRead(context, market, position)) {
      long read = views.replicas().position(market);
      throw ProblemType.POSITION_NOT_REACHED.at(
          read,
          "Position %s of the log of market \"%s\" was asked for; this node has read up to %s."
              .formatted(position, market, read));
    }
  }

  private boolean hasRead(Context context, String market, long position) {
    String participant = context.pathParamMap().get("participant");
    return participant == null
        ? views.hasRead(market, position)
        : views.hasRead(market, position, participant);
  }
}
