/**
 * The exchange as processes that are killed, paused and cut off while participants trade, and what
 * must hold meanwhile. It meets the exchange as strangers do: by topics, REST and signals.
 */
package io.tokenmarket.chaos;
