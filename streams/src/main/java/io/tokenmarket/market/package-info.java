/**
 * The market as a state machine: an entry of the log and a state give events and the next state. It
 * knows records and the auction; it has no clock, no Kafka and no I/O.
 */
package io.tokenmarket.market;
