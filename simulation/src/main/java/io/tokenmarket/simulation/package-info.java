/**
 * Scenario files, and runs of the state machine without a broker, as fast as they go. The same file
 * and seed give the same bytes: no clock, and no chance but what the seed gives.
 */
package io.tokenmarket.simulation;
