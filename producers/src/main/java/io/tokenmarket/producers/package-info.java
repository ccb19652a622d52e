/**
 * The parts from which participants are made: clients, a catalogue of hardware, demand, strategies.
 * Here is only what several of them read from the jar; nothing knows the exchange but by its
 * topics.
 */
package io.tokenmarket.producers;
