/**
 * The metrics of a node, from its engine, its views and Kafka's clients. They are counted beside
 * the work and decide nothing.
 */
package io.tokenmarket.metrics;
