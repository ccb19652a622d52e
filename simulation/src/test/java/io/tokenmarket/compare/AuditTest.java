package io.tokenmarket.compare;

import static io.tokenmarket.compare.Halls.DOLLAR;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Each rule of the audit, kept to the last lot and broken by one. */
class AuditTest {
  private static final BigInteger ENOUGH = BigInteger.valueOf(1_000_000 * DOLLAR);

  private final Allocation allocation = new Allocation(Halls.two());

  @Test
  void aFactoryRunsOnItsOwnPowerAlone() {
    allocation.deliver(0, 0, 500, 2 * DOLLAR);
    allocation.deliver(0, 2, 100, 5 * DOLLAR);
    holds();
    allocation.deliver(0, 3, 1, 5 * DOLLAR);
    breaks("hall-0 runs above its power");
  }

  @Test
  void noBidGetsMoreThanItWants() {
    allocation.deliver(0, 1, 600, 2 * DOLLAR);
    holds();
    allocation.deliver(1, 1, 1, 2 * DOLLAR);
    breaks("bid 1 wants 600 lots and gets 601");
  }

  @Test
  void nobodyPaysMoreThanHisLimit() {
    allocation.deliver(0, 1, 1, 2 * DOLLAR);
    holds();
    allocation.deliver(0, 1, 1, 2 * DOLLAR + 1);
    breaks("is not between the offer's ask and the bid's limit");
  }

  @Test
  void nobodyGetsLessThanItsAsk() {
    allocation.deliver(0, 1, 1, DOLLAR);
    holds();
    allocation.deliver(0, 1, 1, DOLLAR - 1);
    breaks("is not between the offer's ask and the bid's limit");
  }

  @Test
  void noSurplusIsAboveTheCeiling() {
    allocation.deliver(0, 0, 10, DOLLAR);
    BigInteger surplus = BigInteger.valueOf(20 * DOLLAR);
    assertThatCode(() -> audit(surplus)).doesNotThrowAnyException();
    assertThatThrownBy(() -> audit(surplus.subtract(BigInteger.ONE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a surplus of 20000000 is above the 19999999");
  }

  private void holds() {
    assertThatCode(() -> audit(ENOUGH)).doesNotThrowAnyException();
  }

  private void breaks(String rule) {
    assertThatThrownBy(() -> audit(ENOUGH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(rule);
  }

  private void audit(BigInteger ceiling) {
    Audit.require(allocation, AllocationTotals.of(allocation), ceiling);
  }
}
