/**
 * Simulated factories and apps: what each of them offers or asks for in an interval. They decide by
 * what a participant can see, and know neither Kafka nor a clock.
 */
package io.tokenmarket.producers.population;
