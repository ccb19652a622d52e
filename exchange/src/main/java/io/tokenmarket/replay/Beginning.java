package io.tokenmarket.replay;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Where comparison begins in a partition whose older records have been deleted: for each partition
 * of the log, at the first record left that is no repetition, for a repetition does not tell which
 * entry caused it.
 */
final class Beginning {
  private final boolean cut;
  private final Set<Integer> found = new HashSet<>();

  /**
   * @param cut whether older records have been deleted
   */
  Beginning(boolean cut) {
    this.cut = cut;
  }

  /** Whether everything so far is older than what is kept. */
  boolean isBefore(int partition) {
    return cut && !found.contains(partition);
  }

  /** Whether a published record is one to pass over. */
  boolean isBefore(int partition, SpecificRecord published) {
    return isBefore(partition) && EventFields.repeated(published);
  }

  /** Whether an expected event is older than the first record left; if not, this is the place. */
  boolean isBefore(int partition, Effect expected, SpecificRecord published) {
    if (!isBefore(partition)) {
      return false;
    }
    long position = EventFields.logPosition(published);
    boolean older =
        EventFields.repeated(expected.event())
            || expected.position() < position
            || expected.position() == position && !expected.event().equals(published);
    if (!older) {
      found.add(partition);
    }
    return older;
  }
}
