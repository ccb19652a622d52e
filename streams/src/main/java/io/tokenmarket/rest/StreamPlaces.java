package io.tokenmarket.rest;

import io.tokenmarket.rest.security.Limits;
import java.util.HashMap;
import java.util.Map;

/** Who has how many streams: so many each, and some are left for those who have a key. */
final class StreamPlaces {
  private final Limits limits;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;
  private int withoutKey;

  StreamPlaces(Limits limits) {
    this.limits = limits;
  }

  /**
   * Takes one, to be given back.
   *
   * @throws RefusedException where there is none for this caller
   */
  synchronized void take(Caller caller) {
    if (caller.isCounted() && taken.getOrDefault(caller.name(), 0) >= limits.streamsOfCaller()) {
      throw ProblemType.TOO_MANY_REQUESTS.because(
          "You have "
              + limits.streamsOfCaller()
              + " streams open, as many as one key or address may; close one first.");
    }
    boolean anonymous = caller.isCounted() && !caller.hasKey();
    if (all >= limits.streams() || anonymous && withoutKey >= limits.streamsWithoutKey()) {
      throw ProblemType.NOT_READY.because(
          "This node has as many streams open as it takes"
              + (anonymous ? " without a key" : "")
              + "; ask another node, or again later.");
    }
    add(caller, 1);
  }

  synchronized void giveBack(Caller caller) {
    add(caller, -1);
  }

  private void add(Caller caller, int one) {
    all += one;
    withoutKey += caller.hasKey() ? 0 : one;
    taken.merge(caller.name(), one, (have, more) -> have + more == 0 ? null : have + more);
  }
}
