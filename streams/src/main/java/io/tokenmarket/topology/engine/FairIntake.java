package io.tokenmarket.topology.engine;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets each sender put so many commands a second into the log, so that one who sends more takes
 * nobody else's turn, and no gate's. Time is that of the brokers, at which the commands came in; so
 * an outage of the exchange makes nobody too fast.
 *
 * <p>Senders are remembered only for as long as it makes a difference.
 */
final class FairIntake {
  private static final long UNIT = 1_000;

  private final long perSecond;
  private final long burst;

  /** The longest unheard first. */
  private final Map<ByteBuffer, Allowance> allowances = new LinkedHashMap<>();

  /** In thousandths of a command, as of a time in milliseconds. */
  private record Allowance(long left, long at) {}

  /**
   * @param perSecond commands of one sender, 0 for any number
   * @param burst how many of them at once
   */
  FairIntake(long perSecond, long burst) {
    this.perSecond = perSecond;
    this.burst = burst * UNIT;
  }

  /** Whether one command of the sender may go on. */
  boolean takes(byte[] sender, long time) {
    return takes(sender, time, 1) == 1;
  }

  /**
   * How many of so many commands may go on, the first of them.
   *
   * @param sender the record's key, null where it has none
   * @param time of the record, milliseconds since 1970, not negative
   */
  int takes(byte[] sender, long time, int commands) {
    if (perSecond == 0) {
      return commands;
    }
    forgetRested(time);
    ByteBuffer name = sender == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(sender);
    Allowance now = at(allowances.remove(name), time);
    int taken = (int) Math.min(commands, now.left() / UNIT);
    allowances.put(name, new Allowance(now.left() - taken * UNIT, now.at()));
    return taken;
  }

  /** Records of several topics need not come in the order of their times. */
  private Allowance at(Allowance before, long time) {
    if (before == null) {
      return new Allowance(burst, time);
    }
    long since = Math.min(Math.max(0, time - before.at()), burst / perSecond + 1);
    return new Allowance(
        Math.min(burst, before.left() + since * perSecond), Math.max(time, before.at()));
  }

  private void forgetRested(long time) {
    Iterator<Allowance> eldest = allowances.values().iterator();
    while (eldest.hasNext() && at(eldest.next(), time).left() == burst) {
      eldest.remove();
    }
  }

  /** How many senders are remembered. */
  int size() {
    return allowances.size();
  }
}
