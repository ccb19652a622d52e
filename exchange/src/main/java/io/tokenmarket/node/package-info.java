/**
 * The process that a platform team runs: engine, views, gateway and REST on a cluster that is set
 * up, and what it refuses to start with. It has no broker of its own and no rules of the market.
 */
package io.tokenmarket.node;
