package io.tokenmarket.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a run of the harness does.
 *
 * @param seed decides faults and commands; when each takes place is the machine's
 * @param rounds the faults of each round on one broker
 * @param replicated the faults of one more round on three brokers; none: no such round
 * @param openOrders demands open all along in one market
 * @param gateOrders open in the market whose gate is cut in the middle
 * @param nodeSettings further settings of the nodes, such as break a promise
 * @param limit no round begins after this
 */
public record Plan(
    long seed,
    List<List<Fault>> rounds,
    List<Fault> replicated,
    int openOrders,
    int gateOrders,
    Map<String, String> nodeSettings,
    Duration limit) {

  /** Where nobody says otherwise. */
  public static final int GATE_ORDERS = 60_000;

  private static final String LARGE_HEAP = "3g";

  /** Two kills and two other faults a round; the last round is on three brokers. */
  public static Plan of(long seed, int rounds, Duration limit) {
    Deck kills = new Deck(Fault.KILLS, new Random(seed));
    Deck others = new Deck(Fault.OTHERS, new Random(~seed));
    List<List<Fault>> dealt = new ArrayList<>();
    for (int round = 1; round < rounds; round++) {
      List<Fault> faults =
          new ArrayList<>(List.of(kills.next(), kills.next(), others.next(), others.next()));
      Collections.shuffle(faults, new Random(seed + round));
      dealt.add(faults);
    }
    List<Fault> replicated = List.of(Fault.BROKER_KILLED, Fault.NODE_KILLED);
    return new Plan(seed, dealt, replicated, 0, GATE_ORDERS, Map.of(), limit);
  }

  /** These faults in one round on one broker. */
  public Plan only(List<Fault> faults) {
    return new Plan(seed, List.of(faults), List.of(), openOrders, gateOrders, nodeSettings, limit);
  }

  /** With so many demands open all along, and these settings of the nodes. */
  public Plan with(int openOrders, Map<String, String> nodeSettings) {
    return new Plan(seed, rounds, replicated, openOrders, gateOrders, nodeSettings, limit);
  }

  /** With so many orders in the gate that is cut. */
  public Plan withGate(int orders) {
    return new Plan(seed, rounds, replicated, openOrders, orders, nodeSettings, limit);
  }

  /** What each process needs, as the option -Xmx takes it. */
  String heap() {
    return openOrders + gateOrders <= 200_000 ? Cluster.HEAP : LARGE_HEAP;
  }

  /** Deals every fault once before it deals one again. */
  private static final class Deck {
    private final List<Fault> faults;
    private final Random random;
    private final List<Fault> left = new ArrayList<>();

    Deck(List<Fault> faults, Random random) {
      this.faults = faults;
      this.random = random;
    }

    Fault next() {
      if (left.isEmpty()) {
        left.addAll(faults);
        Collections.shuffle(left, random);
      }
      return left.remove(0);
    }
  }
}
