package io.tokenmarket.replay.whatif;

import io.tokenmarket.schemas.TierClearing;
import io.tokenmarket.schemas.Units;
import io.tokenmarket.simulation.CsvCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A comparison as a table (RFC 4180): a row an interval, first as it was, then as it would have
 * been. A tier in which nothing was sold has no price.
 */
public final class ComparisonCsv {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final Writer to;
  private boolean headed;

  public ComparisonCsv(Writer to) {
    this.to = to;
  }

  /** Appends an interval, behind a heading where it is the first. */
  public void add(WhatIf.Interval interval) {
    if (!headed) {
      write(heading(interval));
      headed = true;
    }
    List<String> row = new ArrayList<>();
    row.add(String.valueOf(interval.original().clearing().getInterval()));
    row.add(interval.original().clearing().getAt().toString());
    row.addAll(values(interval.original()));
    row.addAll(values(interval.changed()));
    write(row);
  }

  private static List<String> heading(WhatIf.Interval interval) {
    List<String> names = new ArrayList<>(List.of("interval", "gate"));
    for (String course : List.of("original", "changed")) {
      names(interval.original()).forEach(name -> names.add(course + "." + name));
    }
    return names;
  }

  private static Stream<String> names(Auctioned auction) {
    Figures figures = Figures.of(auction);
    Stream<String> tiers =
        auction.clearing().getTiers().stream()
            .flatMap(tier -> Stream.of("price." + tier.getTier(), "lots." + tier.getTier()));
    return Stream.of(
            tiers, figures.quantities().keySet().stream(), figures.dollars().keySet().stream())
        .flatMap(names -> names);
  }

  private static List<String> values(Auctioned auction) {
    List<String> values = new ArrayList<>();
    for (TierClearing tier : auction.clearing().getTiers()) {
      values.add(tier.getTraded() ? Units.price(tier.getPrice()).toPlainString() : "");
      values.add(String.valueOf(tier.getLots()));
    }
    Figures figures = Figures.of(auction);
    Stream.concat(figures.quantities().values().stream(), figures.dollars().values().stream())
        .map(BigDecimal::toPlainString)
        .forEach(values::add);
    return values;
  }

  private void write(List<String> row) {
    try {
      to.write(row.stream().map(ComparisonCsv::cell).collect(Collectors.joining(",", "", "\r\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tier may be called anything; a number stays one. */
  private static String cell(String field) {
    return NUMBER.matcher(field).matches() ? field : CsvCell.quoted(field);
  }
}
