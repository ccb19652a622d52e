/**
 * The log of a cluster or of an export is handled again and compared, byte for byte, with what was
 * published. It never writes to a cluster.
 */
package io.tokenmarket.replay;
