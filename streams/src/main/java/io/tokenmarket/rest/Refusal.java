package io.tokenmarket.rest;

import java.util.Locale;

/** Why a question gets no answer: the kinds of problem and their HTTP status. */
enum Refusal {
  BAD_PARAMETER(400, "A parameter cannot be read"),
  UNKNOWN_RESOURCE(404, "There is no such resource"),
  UNKNOWN_MARKET(404, "There is no such market"),
  UNKNOWN_INTERVAL(404, "The interval has no clearing"),
  UNKNOWN_SUBJECT(404, "Nobody of this name was in an auction"),
  METHOD_NOT_ALLOWED(405, "The resource does not take this method"),
  REQUEST_REFUSED(400, "The request cannot be understood"),
  INTERNAL_ERROR(500, "The exchange failed to answer"),
  NOT_READY(503, "The views cannot answer now");

  private final int status;
  private final String title;

  Refusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The problem type of RFC 9457; a name, not an address. */
  String type() {
    return "urn:token-market:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @param detail what is wrong and how to mend it, in one sentence
   */
  RefusedException because(String detail) {
    return new RefusedException(this, detail);
  }
}
