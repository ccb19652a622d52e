/**
 * The auction: arrays of whole numbers in; prices, awards and a certificate out. It is plain Java:
 * no records, no Kafka, no clock, no randomness, no logging.
 */
package io.tokenmarket.clearing;
