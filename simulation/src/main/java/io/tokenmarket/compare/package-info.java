/**
 * The same orders under other policies: list prices, separate books, routing by price. Every
 * interval of every policy is audited; the other policies know no Kafka either.
 */
package io.tokenmarket.compare;
