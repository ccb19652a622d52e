package io.tokenmarket.rest;

import io.javalin.security.RouteRole;

/** Whom an operation is for; each route carries it, for a handler in front of the routes to ask. */
public enum Access implements RouteRole {
  /** What everybody may know: markets, prices, auctions, sums. */
  PUBLIC,
  /** What only the participant in the path may see and do. */
  PARTICIPANT,
  /** What only who runs the exchange may see. */
  OPERATOR
}
