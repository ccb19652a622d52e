/**
 * The listener of a node: connections, threads, turns, and the length and time of what comes in. It
 * knows HTTP and no market.
 */
package io.tokenmarket.rest.door;
