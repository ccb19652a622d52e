package io.tokenmarket.market;

import java.util.Optional;

/** The rules of names: who sends, to which market, under which id. */
final class Identity {
  private static final int LENGTH = 200;

  private Identity() {}

  static Optional<Refusal> commandId(String id) {
    return Refusal.unless(fits(id), Reason.COMMAND_ID_INVALID, characters(id));
  }

  static Optional<Refusal> market(String name) {
    return Refusal.unless(isName(name), Reason.MARKET_INVALID, name);
  }

  static Optional<Refusal> participant(String name) {
    return Refusal.unless(isName(name), Reason.PARTICIPANT_INVALID, name);
  }

  /** A name that only describes; empty is as good as any. */
  static Optional<Refusal> length(String what, String name) {
    int characters = characters(name);
    return Refusal.unless(characters <= LENGTH, Reason.NAME_TOO_LONG, what, characters);
  }

  /** Names stand in the paths of REST, hence no slash. */
  static boolean isName(String name) {
    return fits(name) && name.indexOf('/') < 0;
  }

  private static boolean fits(String text) {
    return !text.isEmpty() && characters(text) <= LENGTH;
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
