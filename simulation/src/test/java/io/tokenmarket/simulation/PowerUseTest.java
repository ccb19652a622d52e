package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.OfferClearing;
import io.tokenmarket.schemas.TierRun;
import io.tokenmarket.schemas.Units;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerUseTest {
  private static final long HOUR = 3_600_000;
  private static final long GIGAWATT = 1_000_000_000;

  private final PowerUse use = new PowerUse(HOUR);

  @Test
  void dollarsPerGigawattYearIsRevenueOverPowerAndTime() {
    // Half a GW for two hours earns $3: a GW in 8,760 hours $26,280.
    hold(0, GIGAWATT / 2, GIGAWATT / 4, 1_000_000_000);
    hold(1, GIGAWATT / 2, GIGAWATT / 2, 2_000_000_000);
    assertThat(use.dollarsPerGigawattYear()).isEqualByComparingTo("26280");
    assertThat(use.sold()).isEqualByComparingTo("0.75");
    assertThat(use.share("HIGH")).isEqualByComparingTo("0.75");
    assertThat(use.share("ULTRA")).isZero();
  }

  @Test
  void itIsSoldOutWhereLessThanAThousandthIsLeft() {
    hold(0, 1_000, 998, 0);
    assertThat(use.firstSoldOut()).isEmpty();
    hold(1, 1_000, 999, 0);
    assertThat(use.firstSoldOut()).contains(at(1));
    hold(2, 1_000, 900, 0);
    assertThat(use.soldOutSince()).isEmpty();
    hold(3, 1_000, 1_000, 0);
    hold(4, 1_000, 1_000, 0);
    assertThat(use.firstSoldOut()).contains(at(1));
    assertThat(use.soldOutSince()).contains(at(3));
    assertThat(use.soldOut()).isEqualTo(3);
  }

  @Test
  void anAuctionWithoutPowerDoesNotCount() {
    use.close(at(0));
    hold(1, 1_000, 1_000, 0);
    use.close(at(2));
    assertThat(use.auctions()).isEqualTo(1);
    assertThat(use.soldOutSince()).contains(at(1));
  }

  private void hold(long interval, long offered, long sold, long nanoDollars) {
    use.add(
        OfferClearing.newBuilder()
            .setOfferId("o")
            .setFactory("hall")
            .setSite("north")
            .setHardware("gpu")
            .setWatts(offered)
            .setRent(0)
            .setShadowPrice(Units.money(0))
            .setRuns(List.of(new TierRun("HIGH", 1L, sold, nanoDollars, 0L)))
            .build());
    use.close(at(interval));
  }

  private static Instant at(long interval) {
    return Instant.EPOCH.plusMillis(interval * HOUR);
  }
}
