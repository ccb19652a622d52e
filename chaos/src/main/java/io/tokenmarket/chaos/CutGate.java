package io.tokenmarket.chaos;

import java.time.Duration;

/**
 * A gate in the middle of whose publication a node was killed.
 *
 * @param orders open at the gate
 * @param seen so many of its events were committed when the node was dead
 * @param events so many there were in the end
 * @param whole how long after the kill the last of them was committed
 */
public record CutGate(int orders, long seen, long events, Duration whole) {}
