package io.tokenmarket.rest.resource;

import java.math.BigDecimal;

/**
 * What the auction promises, together with prices, rents and runs.
 *
 * @param welfare $ of value less asks over what was awarded
 * @param gap $: no allocation is better by more than this
 * @param inputHash SHA-256 over the commands since the gate before, hex as all of them
 * @param stateHash of the market's state at the gate
 * @param previousHash of the clearing before
 * @param hash of this clearing: the link of the chain
 */
public record Certificate(
    BigDecimal welfare,
    BigDecimal gap,
    String inputHash,
    String stateHash,
    String previousHash,
    String hash) {}
