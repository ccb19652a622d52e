package io.tokenmarket.topology.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the brokers' clocks show, by what they said when they were asked last. In between it goes on
 * by this machine's stopwatch, which nobody sets: so a clock that is set is found out at once.
 */
final class BrokerTimes {
  /** A stopwatch is wrong by less than a hundredth of a second in so long. */
  private static final Duration KEPT = Duration.ofMinutes(3);

  private final Map<Integer, Reading> readings = new ConcurrentHashMap<>();
  private volatile String silence = "";

  /**
   * What one broker said.
   *
   * @param brokerMillis its time while it was asked, in whole milliseconds
   * @param askedNanos the stopwatch before that
   * @param heardNanos the stopwatch after that
   */
  record Reading(long brokerMillis, long askedNanos, long heardNanos) {
    /**
     * How far a clock is ahead of the broker's at the least, negative where it is behind; 0 where
     * they may agree, as far as the time that the answer took lets us know.
     */
    long error(long clockMillis, long nowNanos) {
      long least = brokerMillis + Duration.ofNanos(nowNanos - heardNanos).toMillis();
      long most = brokerMillis + 2 + Duration.ofNanos(nowNanos - askedNanos).toMillis();
      return clockMillis < least ? clockMillis - least : Math.max(0, clockMillis - most);
    }

    boolean isKept(long nowNanos) {
      return nowNanos - heardNanos < KEPT.toNanos();
    }
  }

  void note(int broker, Reading reading) {
    readings.put(broker, reading);
    silence = "";
  }

  /** Nothing was heard, for this reason. */
  void silent(String reason) {
    silence = ": " + reason;
  }

  /** Why nothing was heard the last time, as the end of a sentence. */
  String silence() {
    return silence;
  }

  /** The same of all brokers: the median, so that no single one can be wrong for all. */
  OptionalLong error(long clockMillis, long nowNanos) {
    List<Long> errors =
        readings.values().stream()
            .filter(reading -> reading.isKept(nowNanos))
            .map(reading -> reading.error(clockMillis, nowNanos))
            .sorted(Comparator.naturalOrder())
            .toList();
    return errors.isEmpty() ? OptionalLong.empty() : OptionalLong.of(median(errors));
  }

  /** Of two in the middle the smaller error: nobody knows which of the brokers is right. */
  private static long median(List<Long> sorted) {
    long one = sorted.get((sorted.size() - 1) / 2);
    long other = sorted.get(sorted.size() / 2);
    return Math.abs(one) < Math.abs(other) ? one : other;
  }
}
