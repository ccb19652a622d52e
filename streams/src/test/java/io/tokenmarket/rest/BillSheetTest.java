package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.BillSheet.Side;
import io.tokenmarket.rest.resource.Bill;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.Units;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillSheetTest {
  private static Posting posting(long interval, String cause, long nanoDollars) {
    return new Posting("eu", interval, 0, "both", "other", cause, 0, nanoDollars, 9L);
  }

  /** What one who buys and sells has on his account. */
  private static final List<Posting> ACCOUNT =
      List.of(
          posting(3, "PURCHASE", 5_999),
          posting(3, "FEE", -119),
          posting(3, "PENALTY", -200),
          posting(3, "PURCHASE", -7_000),
          posting(3, "PENALTY", 50),
          posting(4, "PURCHASE", 1_000),
          posting(5, "PURCHASE", -1));

  private static Bill bill(Side side, int limit) {
    BillSheet sheet = new BillSheet(side, limit);
    for (Posting posting : ACCOUNT) {
      if (!sheet.show(posting)) {
        break;
      }
    }
    return sheet.bill("both", "eu");
  }

  @Test
  void aStatementIsWhatTheFactoryGetsLessFeesAndPenalties() {
    assertThat(BillSheet.csv(bill(Side.FACTORY, 10)))
        .isEqualTo(
            """
            interval,purchases,fees,penalties,total
            3,0.000005999,-0.000000119,-0.000000200,0.000005680
            4,0.000001000,0.000000000,0.000000000,0.000001000
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void anInvoiceIsWhatTheConsumerPaysLessPenalties() {
    Bill invoice = bill(Side.CONSUMER, 10);
    assertThat(BillSheet.csv(invoice))
        .isEqualTo(
            """
            interval,purchases,fees,penalties,total
            3,-0.000007000,0.000000000,0.000000050,-0.000006950
            5,-0.000000001,0.000000000,0.000000000,-0.000000001
            """
                .replace("\n", "\r\n"));
    assertThat(invoice.total()).isEqualByComparingTo("-0.000006951");
    assertThat(invoice.next()).isNull();
  }

  @Test
  void invoiceAndStatementTogetherAreTheAccount() {
    long balance = ACCOUNT.stream().mapToLong(Posting::getNanoDollars).sum();
    assertThat(bill(Side.CONSUMER, 10).total().add(bill(Side.FACTORY, 10).total()))
        .isEqualByComparingTo(Units.money(balance));
  }

  @Test
  void aPageEndsBeforeTheIntervalThatTheNextBeginsWith() {
    Bill first = bill(Side.CONSUMER, 1);
    assertThat(first.lines()).extracting(Bill.Line::interval).containsExactly(3L);
    assertThat(first.next()).isEqualTo(5);
  }
}
