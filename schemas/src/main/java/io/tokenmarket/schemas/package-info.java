/**
 * The records of the protocol, which are generated from their schemas, with their units, names and
 * topics. Whatever else there is may know this package, so it knows nothing of the rest.
 */
package io.tokenmarket.schemas;
