package io.tokenmarket.rest;

import java.util.Locale;

/** Why a question gets no answer: the kinds of problem and their HTTP status. */
enum ProblemType {
  BAD_PARAMETER(400, "A parameter cannot be read"),
  BAD_BODY(400, "The body cannot be read"),
  KEY_NEEDED(401, "A key is needed"),
  KEY_INVALID(401, "The key does not hold"),
  NOT_PERMITTED(403, "This is not for who asks"),
  UNKNOWN_RESOURCE(404, "There is no such resource"),
  UNKNOWN_MARKET(404, "There is no such market"),
  UNKNOWN_INTERVAL(404, "The interval has no clearing"),
  UNKNOWN_SUBJECT(404, "Nobody of this name was in an auction"),
  UNKNOWN_ORDER(404, "There is no such order"),
  UNKNOWN_EVENT(404, "The stream has no such event"),
  ORDER_REJECTED(422, "The exchange refused the command"),
  METHOD_NOT_ALLOWED(405, "The resource does not take this method"),
  NOT_ACCEPTABLE(406, "There is no answer of this type"),
  BOOK_NOT_KEPT(410, "The book of the auction is not kept any more"),
  CONDITION_FAILED(412, "The condition of the request does not hold"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_CONTENT(415, "The body is of a type that is not taken"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  REQUEST_REFUSED(400, "The request cannot be understood"),
  INTERNAL_ERROR(500, "The exchange failed to answer"),
  METHOD_UNKNOWN(501, "There is no such method"),
  NOT_READY(503, "The views cannot answer now"),
  POSITION_NOT_REACHED(503, "The node has not read that far"),
  KEYS_UNREADABLE(503, "Keys cannot be checked now"),
  NO_GATEWAY(503, "Commands cannot be sent from here now"),
  NOT_ANSWERED(504, "The exchange has not answered in time");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** Whether the same question may have an answer in a moment. */
  boolean mayPass() {
    return this == NOT_READY || this == POSITION_NOT_REACHED || this == UNKNOWN_EVENT;
  }

  /** The problem type of RFC 9457; a name, not an address. */
  String type() {
    return "urn:token-market:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @param detail what is wrong and how to mend it, in one sentence
   */
  RefusedException because(String detail) {
    return new RefusedException(this, status, detail, null, null);
  }

  /**
   * The same of a node that has read the log up to a position.
   *
   * @param logPosition how far
   */
  RefusedException at(long logPosition, String detail) {
    return new RefusedException(this, status, detail, null, logPosition);
  }
}
