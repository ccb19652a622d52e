/**
 * What is started: the node of an exchange, and broker, registry, exchange and participants in one
 * JVM. It puts the parts together and has no rules of its own.
 */
package io.tokenmarket.sandbox;
