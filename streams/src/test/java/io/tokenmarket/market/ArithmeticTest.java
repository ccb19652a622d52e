package io.tokenmarket.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Proportions, sums and the calendar against arithmetic without bounds. */
class ArithmeticTest {
  private static final long SEED = 20_260_101;

  @Test
  void aProportionIsExactOverTheWholeRange() {
    Random random = new Random(SEED);
    for (int k = 0; k < 100_000; k++) {
      long whole = 1 + random.nextLong(1L << 32);
      long part = random.nextLong(whole + 1);
      long amount = random.nextLong(Long.MAX_VALUE);
      assertThat(MulDiv.floor(amount, part, whole))
          .as("%d x %d / %d", amount, part, whole)
          .isEqualTo(product(amount, part).divide(BigInteger.valueOf(whole)).longValueExact());
    }
  }

  @Test
  void aProportionThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> MulDiv.floor(Long.MAX_VALUE, 2, 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> MulDiv.floor(Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aFullRunIsExactUpToTheLargestOffer() {
    long[] kilowatts = {1, 999, 1_000, 99_999_999, 100_000_000};
    long[] rates = {0, 1, 16, 1_234_567, 999_999_999, 1_000_000_000};
    Rules rules = new Rules(Commands.definition("c"));
    for (long power : kilowatts) {
      for (long rate : rates) {
        BigInteger exact =
            product(power, rate)
                .multiply(BigInteger.valueOf(60_000))
                .divide(BigInteger.valueOf(1_000_000_000));
        assertThat(rules.fullRun(power, rate)).isEqualTo(exact.longValueExact());
      }
    }
  }

  @Test
  void aSumOfMoneyGoesBeyondALong() {
    MoneySum sum = new MoneySum();
    List<Long> amounts = List.of(Long.MAX_VALUE, 1L, Long.MAX_VALUE, 0L, 5L);
    amounts.forEach(sum::add);
    assertThat(sum.total())
        .isEqualTo(
            amounts.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add));
  }

  @Test
  void aGateIsDueFromItsMomentOn() {
    var rules = Commands.definition("c");
    long gate = Calendar.gate(rules, 7);
    assertThat(gate).isEqualTo(1_000_000 + 7 * 60_000);
    assertThat(Calendar.due(rules, gate)).isEqualTo(7);
    assertThat(Calendar.due(rules, gate - 1)).isEqualTo(6);
    assertThat(Calendar.due(rules, 999_999)).isEqualTo(-1);
  }

  @Test
  void aGateBeyondAllTimeIsRefused() {
    assertThatThrownBy(() -> Calendar.gate(Commands.definition("c"), Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
