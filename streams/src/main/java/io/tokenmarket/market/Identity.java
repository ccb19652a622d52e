package io.tokenmarket.market;

import java.util.Optional;

/** The rules of names: who sends, to which market, under which id. */
public final class Identity {
  private static final int LENGTH = 200;

  private Identity() {}

  static Optional<Refusal> commandId(String id, Rulebook rulebook) {
    return fits(id) && rulebook.canName(id)
        ? Optional.empty()
        : Refusal.because(Reason.COMMAND_ID_INVALID, characters(id));
  }

  static Optional<Refusal> market(String name, Rulebook rulebook) {
    return Refusal.unless(isName(name) && rulebook.canName(name), Reason.MARKET_INVALID, name);
  }

  static Optional<Refusal> participant(String name, Rulebook rulebook) {
    return Refusal.unless(isName(name) && rulebook.canName(name), Reason.PARTICIPANT_INVALID, name);
  }

  /** A name that only describes; empty is as good as any. */
  static Optional<Refusal> length(String what, String name) {
    int characters = characters(name);
    return Refusal.unless(characters <= LENGTH, Reason.NAME_TOO_LONG, what, characters);
  }

  /** Whether somebody may have the name in a market that is defined today. */
  public static boolean canBeHad(String name) {
    return isName(name) && Rulebook.SECOND.canName(name);
  }

  /** Names are in the paths of REST, hence no slash. */
  public static boolean isName(String name) {
    return fits(name) && name.indexOf('/') < 0;
  }

  /** Whether it is as long as a name or a command's id may be. */
  public static boolean fits(String text) {
    return !text.isEmpty() && characters(text) <= LENGTH;
  }

  /** As names are measured: code points. */
  public static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
