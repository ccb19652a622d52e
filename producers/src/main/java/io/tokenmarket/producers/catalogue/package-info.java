/**
 * What hardware makes of a megawatt at which speed, each figure with its mark and source. It is
 * data with arithmetic on it, and knows no market.
 */
package io.tokenmarket.producers.catalogue;
