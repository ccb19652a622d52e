/**
 * Checks the result of an auction by its certificate, in other code than that which found it. It
 * imports the auction's inputs and outputs and none of its reasoning.
 */
package io.tokenmarket.verifier;
