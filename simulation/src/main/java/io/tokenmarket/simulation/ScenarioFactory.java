package io.tokenmarket.simulation;

import io.tokenmarket.producers.population.Factory;

/**
 * A factory of a scenario.
 *
 * @param ask its ask rules in words
 * @param power its plan of power in words, empty where all of it is on offer always
 */
public record ScenarioFactory(Factory factory, String ask, String power, StrategyChoice strategy) {}
