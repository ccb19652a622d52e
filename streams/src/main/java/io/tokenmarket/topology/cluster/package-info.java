/**
 * What engine and views of a node share: its clients, its clock beside the brokers', and which
 * refusals pass. It knows no market.
 */
package io.tokenmarket.topology.cluster;
