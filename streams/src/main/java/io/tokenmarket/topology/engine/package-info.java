/**
 * The engine, a Kafka Streams topology: intake writes the log, markets handle it, gates are
 * proposed by the clock. Only here is the log written, and only exactly once.
 */
package io.tokenmarket.topology.engine;
