package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader that reads ahead, and what becomes of who waits for it. */
@Timeout(60)
class DeadReaderTest {
  @Test
  void anErrorOfTheReaderIsThrownWhereItsRecordsAreWaitedFor() {
    assertThatThrownBy(() -> ReadAhead.of(new Broken(), "broken").hasNext())
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("injected");
  }

  private static final class Broken implements RecordStream {
    @Override
    public boolean hasNext() {
      throw new OutOfMemoryError("injected");
    }

    @Override
    public LogRecord next() {
      throw new OutOfMemoryError("injected");
    }

    @Override
    public long begin() {
      return 0;
    }

    @Override
    public long end() {
      return 1;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
