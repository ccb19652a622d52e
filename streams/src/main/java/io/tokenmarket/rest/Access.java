package io.tokenmarket.rest;

import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import io.tokenmarket.rest.security.Role;
import java.util.List;
import java.util.Set;

/** Whom an operation is for; each route carries it, and is guarded accordingly. */
public enum Access implements RouteRole {
  /** What everybody may know: markets, prices, auctions, sums. */
  PUBLIC("What everybody may know: markets, prices, auctions, sums."),
  /** What only the participant in the path may do, and besides them only the operator see. */
  PARTICIPANT("What is a participant's, with a key of theirs; an operator's reads it, too."),
  /** What only who runs the exchange may see and do. */
  OPERATOR(
      "What only who runs the node may see and do, with an operator's key; a monitor's reads it.");

  private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

  private final String description;

  Access(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** Whose keys do, none where no key is needed. */
  List<Role> roles(HandlerType method) {
    return switch (this) {
      case PUBLIC -> List.of();
      case PARTICIPANT ->
          READING.contains(method)
              ? List.of(Role.PARTICIPANT, Role.OPERATOR)
              : List.of(Role.PARTICIPANT);
      case OPERATOR ->
          READING.contains(method) ? List.of(Role.OPERATOR, Role.MONITOR) : List.of(Role.OPERATOR);
    };
  }
}
