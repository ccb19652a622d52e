package io.tokenmarket.simulation;

import java.math.BigDecimal;

/**
 * A figure of the keynote and what the catalogue makes of it.
 *
 * @param stated by the keynote
 * @param computed from the catalogue
 * @param tolerance share of the stated by which the computed may differ
 * @param words what explains a difference, empty where there is nothing to explain
 */
record Claim(
    String says, BigDecimal stated, BigDecimal computed, BigDecimal tolerance, String words) {

  boolean reconciles() {
    return computed.subtract(stated).abs().compareTo(stated.multiply(tolerance)) <= 0;
  }
}
