/**
 * Clients that mean harm to a node's REST: slow, idle, many, never reading. They know the address
 * of a node and nothing else of it.
 */
package io.tokenmarket.chaos.attack;
