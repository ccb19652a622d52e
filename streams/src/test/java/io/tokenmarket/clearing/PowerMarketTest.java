package io.tokenmarket.clearing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Hours of a national power market as auctions of one tier, against the prices it published: the
 * folder is {@code -Dpower.market=}, else {@code power-market} of the test data.
 */
class PowerMarketTest {
  /** 1 MWh is 10,000 lots, 1 EUR/MWh 100,000 ticks; prices are moved up to begin at 0. */
  private static final BigDecimal LOTS = BigDecimal.valueOf(10_000);

  private static final BigDecimal TICKS = BigDecimal.valueOf(100_000);
  private static final BigDecimal FLOOR = BigDecimal.valueOf(-500);

  /** What is published is rounded; so many lots, 0.3 MWh, may be missing on either side. */
  private static final long ROUNDING = 3_000;

  private static final long TOP = ticks("4000");

  @Test
  void thePublishedPriceClearsInEveryHour() throws IOException {
    Path folder = folder();
    assumeTrue(Files.isDirectory(folder), "no power market data at " + folder);
    Map<String, List<String[]>> hours = hours(folder);
    Auction auction = new Auction();
    int unique = 0;
    int all = 0;
    for (String[] answer : lines(folder.resolve("uniform-answers.csv"))) {
      check(auction, hours.get(answer[0] + " " + answer[1]), answer);
      unique += answer[6].equals("1") ? 1 : 0;
      all++;
    }
    System.out.println("power market: " + all + " hours, of which " + unique + " with one price");
    assertThat(all).isPositive();
  }

  private static void check(Auction auction, List<String[]> steps, String[] answer) {
    boolean unique = answer[6].equals("1");
    long low = ticks(unique ? answer[3] : answer[4]);
    long high = ticks(unique ? answer[3] : answer[5]);
    long export = lots(answer[2]);
    assertThat(List.of(export, export - ROUNDING, export + ROUNDING))
        .as("day %s, hour %s: a price from %d to %d", answer[0], answer[1], low, high)
        .anyMatch(lots -> clears(auction.clear(book(steps, lots)), low, high));
  }

  private static boolean clears(Outcome outcome, long low, long high) {
    return low <= outcome.price(0) && outcome.price(0) <= high;
  }

  private static Book book(List<String[]> steps, long export) {
    Book book = new Book(1);
    for (String[] step : steps) {
      long lots = lots(step[4]);
      if (step[2].equals("supply")) {
        book.offer(new long[] {lots}, new long[] {ticks(step[3])});
      } else {
        book.bid(0, lots, ticks(step[3]));
      }
    }
    if (export > 0) {
      book.bid(0, export, TOP);
    } else {
      book.offer(new long[] {-export}, new long[] {0});
    }
    return book;
  }

  private static long lots(String megawattHours) {
    return new BigDecimal(megawattHours).multiply(LOTS).longValueExact();
  }

  private static long ticks(String euros) {
    return new BigDecimal(euros).subtract(FLOOR).multiply(TICKS).longValueExact();
  }

  private static Path folder() {
    String named = System.getProperty("power.market");
    return named != null
        ? Path.of(named)
        : Path.of(System.getProperty("market.data", "data"), "power-market");
  }

  private static Map<String, List<String[]>> hours(Path folder) throws IOException {
    Map<String, List<String[]>> hours = new HashMap<>();
    for (String[] step : lines(folder.resolve("uniform-hours.csv.gz"))) {
      hours.computeIfAbsent(step[0] + " " + step[1], hour -> new ArrayList<>()).add(step);
    }
    return hours;
  }

  private static List<String[]> lines(Path file) throws IOException {
    try (var in = Files.newInputStream(file);
        var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        var reader = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }
}
