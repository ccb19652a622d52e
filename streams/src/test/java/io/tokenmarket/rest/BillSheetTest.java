package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.BillSheet.Side;
import io.tokenmarket.rest.resource.Bill;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.topology.views.SampleMarket;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillSheetTest {
  private static Posting posting(long interval, String cause, long nanoDollars) {
    return new Posting("eu", interval, 0, "both", "other", cause, 0, nanoDollars, 9L);
  }

  /** What one who buys and sells has on their account. */
  private static final List<Posting> ACCOUNT =
      List.of(
          posting(3, "PURCHASE", 5_999),
          posting(3, "FEE", -119),
          posting(3, "PENALTY", -200),
          posting(3, "PURCHASE", -7_000),
          posting(3, "PENALTY", 50),
          posting(4, "PURCHASE", 1_000),
          posting(5, "PURCHASE", -1));

  private static Bill bill(Side side) {
    BillSheet sheet = new BillSheet(SampleMarket.definition("eu"), side);
    ACCOUNT.forEach(sheet::add);
    return sheet.bill("both", 0, 10);
  }

  @Test
  void aStatementIsWhatTheFactoryGetsLessFeesAndPenalties() {
    assertThat(BillSheet.csv(bill(Side.FACTORY)))
        .isEqualTo(
            """
            interval,at,purchases,fees,penalties,total
            3,2026-01-01T00:03:00Z,0.000005999,-0.000000119,-0.000000200,0.000005680
            4,2026-01-01T00:04:00Z,0.000001000,0.000000000,0.000000000,0.000001000
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void anInvoiceIsWhatTheConsumerPaysLessPenalties() {
    Bill invoice = bill(Side.CONSUMER);
    assertThat(BillSheet.csv(invoice))
        .isEqualTo(
            """
            interval,at,purchases,fees,penalties,total
            3,2026-01-01T00:03:00Z,-0.000007000,0.000000000,0.000000050,-0.000006950
            5,2026-01-01T00:05:00Z,-0.000000001,0.000000000,0.000000000,-0.000000001
            """
                .replace("\n", "\r\n"));
    assertThat(invoice.total()).isEqualByComparingTo("-0.000006951");
  }

  @Test
  void invoiceAndStatementTogetherAreTheAccount() {
    long balance = ACCOUNT.stream().mapToLong(Posting::getNanoDollars).sum();
    assertThat(bill(Side.CONSUMER).total().add(bill(Side.FACTORY).total()))
        .isEqualByComparingTo(Units.money(balance));
  }
}
