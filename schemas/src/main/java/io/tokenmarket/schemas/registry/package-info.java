/**
 * Between records and bytes: serdes, the reader that tells poison from an outage, and the set-up of
 * topics and schemas. It is where Confluent's client is called.
 */
package io.tokenmarket.schemas.registry;
