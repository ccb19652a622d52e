package io.tokenmarket.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The units of quantity, price and money.
 *
 * <p>One lot is 1,000 tokens; one tick is 1e-6 $ per million tokens; so lots x ticks are
 * nano-dollars, exactly.
 */
public final class Units {
  public static final long TOKENS_PER_LOT = 1_000;
  public static final long TICKS_PER_DOLLAR = 1_000_000;

  /** Prices are below 2^30 ticks, which is $1,073.741824 per million tokens. */
  public static final long PRICE_LIMIT = 1L << 30;

  /** One order names at most 2^32 lots an interval, so that lots x ticks fits in a long. */
  public static final long LOTS_LIMIT = 1L << 32;

  /** Most auctions that an order is placed for. */
  public static final long AUCTIONS_LIMIT = 1_000_000;

  /** Highest rate, tokens per second and MW. */
  public static final long RATE_LIMIT = 1_000_000_000;

  /** 1,000 kW/MW x 1,000 ms/s x 1,000 tokens/lot. */
  private static final BigInteger KILOWATT_RATE_MILLIS_PER_LOT = BigInteger.valueOf(1_000_000_000);

  private static final int PRICE_SCALE = 6;
  private static final int MONEY_SCALE = 9;

  private Units() {}

  /** Ticks as $ per million tokens, six decimals. */
  public static BigDecimal price(long ticks) {
    return BigDecimal.valueOf(ticks, PRICE_SCALE);
  }

  /** Nano-dollars as $, nine decimals. */
  public static BigDecimal money(long nanoDollars) {
    return BigDecimal.valueOf(nanoDollars, MONEY_SCALE);
  }

  /** Nano-dollars as $, nine decimals. */
  public static BigDecimal money(BigInteger nanoDollars) {
    return new BigDecimal(nanoDollars, MONEY_SCALE);
  }

  /**
   * Lots that power makes of a tier running flat out for an interval: floor(kW x tokens/s per MW x
   * ms / 10^9).
   *
   * @throws ArithmeticException where they do not fit a long
   */
  public static long fullRun(long kilowatts, long tokensPerSecondPerMw, long intervalMillis) {
    return BigInteger.valueOf(kilowatts)
        .multiply(BigInteger.valueOf(tokensPerSecondPerMw))
        .multiply(BigInteger.valueOf(intervalMillis))
        .divide(KILOWATT_RATE_MILLIS_PER_LOT)
        .longValueExact();
  }

  /**
   * $ per million tokens as ticks.
   *
   * @throws ArithmeticException where the price is no whole number of ticks or out of range
   */
  public static long ticks(BigDecimal dollars) {
    return dollars.setScale(PRICE_SCALE).unscaledValue().longValueExact();
  }

  /**
   * Dollars as nano-dollars.
   *
   * @throws ArithmeticException where they have more than nine decimals or are beyond a long
   */
  public static long nanoDollars(BigDecimal dollars) {
    return dollars.movePointRight(MONEY_SCALE).longValueExact();
  }
}
