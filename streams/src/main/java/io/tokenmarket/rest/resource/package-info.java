/**
 * The resources as JSON has them, in the units of people: dollars, tokens, times. They are records
 * without behaviour; sums are made before.
 */
package io.tokenmarket.rest.resource;
