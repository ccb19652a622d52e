package io.tokenmarket.simulation;

import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.TradeSettled;
import io.tokenmarket.schemas.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * The ledger of a run: what was settled, and the balance of every account. Two sides of an entry
 * are one behind the other and must sum to zero.
 */
public final class DeliveryTotals {
  private final SortedMap<String, BigInteger> accounts = new TreeMap<>();
  private BigInteger soldTokens = BigInteger.ZERO;
  private BigInteger settledTokens = BigInteger.ZERO;
  private BigInteger penalties = BigInteger.ZERO;
  private final boolean settles;
  private final DeliveredPower power = new DeliveredPower();
  private Posting open;
  private long trades;
  private long postings;

  /**
   * @param settles whether the market settles deliveries from the beginning on
   */
  DeliveryTotals(boolean settles) {
    this.settles = settles;
  }

  /**
   * Adds an event; any that is not of settlement is passed over.
   *
   * @throws IllegalStateException where a posting has no counter-posting
   */
  void add(SpecificRecord event) {
    if (event instanceof Posting posting) {
      add(posting);
    } else {
      require(open == null, "no other side", open);
      if (event instanceof TradeSettled settled) {
        add(settled);
      }
      if (settles) {
        power.add(event);
      }
    }
  }

  private void add(TradeSettled settled) {
    trades++;
    soldTokens = soldTokens.add(BigInteger.valueOf(settled.getLots() * Units.TOKENS_PER_LOT));
    settledTokens = settledTokens.add(BigInteger.valueOf(settled.getSettledTokens()));
    penalties = penalties.add(BigInteger.valueOf(settled.getPenaltyNanoDollars()));
  }

  private void add(Posting posting) {
    postings++;
    accounts.merge(
        posting.getAccount(), BigInteger.valueOf(posting.getNanoDollars()), BigInteger::add);
    if (open == null) {
      open = posting;
      return;
    }
    require(
        open.getNumber() == posting.getNumber()
            && open.getNanoDollars() == -posting.getNanoDollars()
            && open.getAccount().equals(posting.getCounterAccount())
            && open.getCounterAccount().equals(posting.getAccount()),
        "another other side",
        posting);
    open = null;
  }

  private static void require(boolean holds, String what, Posting posting) {
    if (!holds) {
      throw new IllegalStateException("an entry of the ledger has " + what + ": " + posting);
    }
  }

  /** Trades settled by delivery. */
  public long trades() {
    return trades;
  }

  public long postings() {
    return postings;
  }

  /** What each account received less what it paid, $. */
  public Map<String, BigDecimal> accounts() {
    Map<String, BigDecimal> balances = new TreeMap<>();
    accounts.forEach((account, balance) -> balances.put(account, Units.money(balance)));
    return balances;
  }

  /** The sum over all accounts, $. */
  public BigDecimal sum() {
    return Units.money(accounts.values().stream().reduce(BigInteger.ZERO, BigInteger::add));
  }

  /** $ paid by factories for what they did not deliver. */
  public BigDecimal penalties() {
    return Units.money(penalties);
  }

  /** Tokens paid for, of those sold in the same trades: from 0 to 1, six decimals. */
  public BigDecimal deliveredOfSold() {
    return soldTokens.signum() == 0
        ? BigDecimal.ZERO
        : new BigDecimal(settledTokens).divide(new BigDecimal(soldTokens), 6, RoundingMode.HALF_UP);
  }

  /**
   * Power that makes what was delivered, of the power on offer in the intervals settled: from 0 to
   * 1, six decimals.
   */
  public BigDecimal deliveredOfCapacity() {
    return power.ofCapacity();
  }
}
