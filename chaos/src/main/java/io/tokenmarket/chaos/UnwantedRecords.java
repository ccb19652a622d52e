package io.tokenmarket.chaos;

/**
 * What is written that should not be.
 *
 * @param garbage where commands belong
 * @param poison where only the exchange writes
 * @param flood of markets that are none
 */
record UnwantedRecords(Garbage garbage, Poison poison, Flood flood) {}
