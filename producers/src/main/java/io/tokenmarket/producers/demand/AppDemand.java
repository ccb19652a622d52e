package io.tokenmarket.producers.demand;

/**
 * What one app asks for in one window.
 *
 * @param tokens output tokens over the whole window
 */
public record AppDemand(String app, long tokens) {}
