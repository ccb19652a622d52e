package io.tokenmarket.rest.http;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a command in the header Idempotency-Key. Its draft has it as a string of RFC 8941, in
 * quotation marks; most clients send it bare.
 */
public final class IdempotencyKey {
  private static final int LONGEST = 200;
  private static final Pattern BARE = Pattern.compile("[!#-+\\--~](?: ?[!#-+\\--~])*");
  private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");
  private static final Set<String> DOTS = Set.of(".", "..");

  private IdempotencyKey() {}

  /**
   * @throws UnreadableException where it is missing or no name
   */
  public static String in(Fields fields, String header) {
    String sent =
        fields
            .one(header)
            .orElseThrow(
                () ->
                    UnreadableException.because(
                        "The header "
                            + header
                            + " is missing; name the command with 1 to 200 characters of your"
                            + " choice, and keep them when you send the same again"));
    return of(header, sent);
  }

  static String of(String header, String sent) {
    String name = read(header, sent);
    if (name.isEmpty() || name.length() > LONGEST || DOTS.contains(name)) {
      throw refused(header, sent);
    }
    return name;
  }

  private static String read(String header, String sent) {
    Matcher quoted = QUOTED.matcher(sent);
    if (quoted.matches()) {
      return quoted.group(1).replaceAll("\\\\([\"\\\\])", "$1");
    }
    if (!BARE.matcher(sent).matches()) {
      throw refused(header, sent);
    }
    return sent;
  }

  private static UnreadableException refused(String header, String sent) {
    return UnreadableException.of(
        "The header " + header,
        sent,
        "1 to 200 characters other than \".\" and \"..\", in quotation marks where it has a comma, a quotation mark or two blanks");
  }
}
