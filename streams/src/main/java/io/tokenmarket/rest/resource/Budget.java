package io.tokenmarket.rest.resource;

import java.math.BigDecimal;

/**
 * What a consumer may spend in a market: dollars, or what follows from a salary.
 *
 * @param period DAY or YEAR, by the calendar in UTC
 * @param dollars most they may spend in a period, null where a salary says it
 * @param baseSalary $ a year, of which a budget is half a year
 */
public record Budget(
    String period,
    @Nullable @Decimal(places = 9) BigDecimal dollars,
    @Nullable @Decimal(places = 9) BigDecimal baseSalary) {}
