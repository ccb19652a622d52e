package io.tokenmarket.producers.client;

/** What ties an answer to its command: an id is unique within a market. */
record CommandKey(String market, String participant, String commandId) {}
