/**
 * How participants choose their prices: they tell the truth, mark up what they have learned, or
 * pace a budget. A strategy sees what was published and what is its own, and keeps no clock.
 */
package io.tokenmarket.producers.strategy;
