package io.tokenmarket.replay;

import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.OrderRejected;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event that the log gives.
 *
 * @param partition of the market log
 * @param position of the entry that causes it
 * @param interval the market's last auction, this one included; -1 before the first
 * @param rulebook of the market, 0 where nobody has defined it
 */
record Effect(int partition, long position, long interval, int rulebook, SpecificRecord event) {

  /** What is to be published; the words of a sentence may be others than those of a release. */
  SpecificRecord worded(SpecificRecord published) {
    if (event instanceof OrderRejected given
        && published instanceof OrderRejected other
        && rulebook > 0) {
      return OrderRejected.newBuilder(given).setDetail(other.getDetail()).build();
    }
    return event instanceof MarketChanged given && published instanceof MarketChanged other
        ? MarketChanged.newBuilder(given).setDetail(other.getDetail()).build()
        : event;
  }
}
