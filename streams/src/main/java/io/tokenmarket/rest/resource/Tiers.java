package io.tokenmarket.rest.resource;

import java.util.List;

/** The tiers of a market, in the order of its definition. */
public record Tiers(String market, List<Tier> tiers) {}
