/**
 * Reads the fields and targets of HTTP as their specifications have them. Pure functions of text;
 * what is malformed is refused with its place.
 */
package io.tokenmarket.rest.http;
