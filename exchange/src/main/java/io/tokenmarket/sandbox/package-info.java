/**
 * An exchange in one JVM: broker, registry, one node and the participants of a scenario. It puts
 * the parts together and has no rules of its own.
 */
package io.tokenmarket.sandbox;
