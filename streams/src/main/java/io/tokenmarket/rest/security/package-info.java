/**
 * Who may do what over REST: keys, roles, rates, TLS, proxies. It decides by what is in the node's
 * files and in the request, never by a market.
 */
package io.tokenmarket.rest.security;
