/**
 * How many tokens apps want in each interval: from recorded traces, or made up by a stated rule.
 * Everything that is drawn follows from a seed; nothing here sends anything.
 */
package io.tokenmarket.producers.demand;
