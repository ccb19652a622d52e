package io.tokenmarket.simulation;

import io.tokenmarket.producers.population.Factory;

/**
 * A factory of a scenario.
 *
 * @param ask its ask rule in words
 */
public record Plant(Factory factory, String ask) {}
