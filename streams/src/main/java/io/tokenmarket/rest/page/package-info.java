/**
 * Serves the dashboard, which is files that a browser reads. The page itself knows REST and nothing
 * else.
 */
package io.tokenmarket.rest.page;
