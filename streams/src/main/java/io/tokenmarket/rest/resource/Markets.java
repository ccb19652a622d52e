package io.tokenmarket.rest.resource;

import java.util.List;

/** All markets, by name. */
public record Markets(List<Market> markets) {}
