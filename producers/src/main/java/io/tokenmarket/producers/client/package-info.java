/**
 * Clients for factories and apps: commands go out once and signed, answers come back to their
 * sender. They know the topics and the records, and nothing of how an auction is held.
 */
package io.tokenmarket.producers.client;
