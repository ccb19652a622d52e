/**
 * A recorded log with a change to it: what would have been, beside what was. The auctions are held
 * again by the exchange's own state machine, without its topics.
 */
package io.tokenmarket.replay.whatif;
