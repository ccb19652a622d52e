package io.tokenmarket.rest;

import io.tokenmarket.rest.resource.Award;
import io.tokenmarket.schemas.OrderAwarded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page of the awards shown to it. A cursor names the last award of the page before. */
final class AwardPage {
  private final Optional<String> cursor;
  private final int limit;
  private final List<OrderAwarded> awards = new ArrayList<>();
  private boolean begun;
  private boolean more;

  AwardPage(Optional<String> cursor, int limit) {
    this.cursor = cursor;
    this.limit = limit;
    this.begun = cursor.isEmpty();
  }

  /** False once the page is full. */
  boolean show(OrderAwarded award) {
    if (!begun) {
      begun = cursor.orElseThrow().equals(name(award));
    } else if (awards.size() < limit) {
      awards.add(award);
    } else {
      more = true;
    }
    return !more;
  }

  /** Whether the award that the cursor names was met. */
  boolean isBegun() {
    return begun;
  }

  List<Award> awards() {
    return awards.stream().map(Told::award).toList();
  }

  /** The cursor of the next page, null on the last. */
  String next() {
    return more ? Parameters.cursor(name(awards.get(awards.size() - 1))) : null;
  }

  private static String name(OrderAwarded award) {
    return award.getInterval() + "/" + award.getOrderId() + "/" + award.getTier();
  }
}
