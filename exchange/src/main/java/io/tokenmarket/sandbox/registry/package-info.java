/**
 * A schema registry for one machine, over Confluent's own check of compatibility. It exists so that
 * a start needs nothing but a JDK; a cluster has a registry of its own.
 */
package io.tokenmarket.sandbox.registry;
