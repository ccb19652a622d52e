package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClearingLineTest {
  private static final ByteBuffer NO_HASH = ByteBuffer.allocate(32);

  private final Clearing clearing = clearing(tier("MEDIUM", true), tier("ULTRA", false));

  @Test
  void jsonHasMoneyAsDecimalStringsAndNoPriceWhereNothingWasSold() {
    assertThat(ClearingLine.json(clearing))
        .hasToString(
            """
            {"market":"eu-north","interval":7,"prices":{"MEDIUM":"2.910000"},\
            "mwOffered":100.000000,"mwSold":1.500000,"revenue":"12.345678900","trades":3}""");
  }

  @Test
  void theLineStandsUnderItsHeading() {
    assertThat(ClearingLine.header(List.of("MEDIUM", "ULTRA")))
        .isEqualTo(
            "interval  gate               MEDIUM      ULTRA"
                + "      MW sold of offered       revenue $  trades");
    assertThat(ClearingLine.text(clearing))
        .isEqualTo(
            "       7  01-01 00:00:07     2.9100          -"
                + "      1.500 of   100.000           12.35       3");
  }

  private static TierClearing tier(String name, boolean traded) {
    return TierClearing.newBuilder()
        .setTier(name)
        .setTraded(traded)
        .setPrice(2_910_000)
        .setLowest(2_900_000)
        .setHighest(2_920_000)
        .setLots(traded ? 5 : 0)
        .setBidLots(5)
        .setWatts(0)
        .setRevenue(Units.money(0))
        .setFees(Units.money(0))
        .build();
  }

  private static Clearing clearing(TierClearing... tiers) {
    return Clearing.newBuilder()
        .setMarket("eu-north")
        .setInterval(7)
        .setAt(Instant.parse("2026-01-01T00:00:07Z"))
        .setAuction(8)
        .setPreviousInterval(6)
        .setLogPosition(99)
        .setTiers(List.of(tiers))
        .setOffers(List.of())
        .setTrades(3)
        .setWattsOffered(100_000_000)
        .setWattsSold(1_500_000)
        .setRevenue(new BigDecimal("12.345678900"))
        .setFees(Units.money(0))
        .setWelfare(Units.money(0))
        .setGap(Units.money(0))
        .setInputHash(NO_HASH)
        .setStateHash(NO_HASH)
        .setPreviousHash(NO_HASH)
        .setHash(NO_HASH)
        .build();
  }
}
