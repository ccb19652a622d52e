package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OrderRejected;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/**
 * What is refused before the log: a command that cannot be put under a market, or that does not
 * come from whom it names. Everything else is the market's to refuse.
 */
final class Admission {
  /** Names and command ids have 1 to this many characters. */
  static final int LONGEST_NAME = 200;

  private static final long NOT_IN_THE_LOG = -1;

  private final byte[] key;
  private final boolean definition;
  private final String commandId;
  private final String market;
  private final String participant;

  /**
   * @param key the record's key, null where it has none
   */
  Admission(byte[] key, GenericRecord command) {
    this.key = key;
    this.definition = command instanceof MarketDefinition;
    this.commandId = (String) command.get("commandId");
    this.market = (String) command.get("market");
    this.participant = (String) command.get("participant");
  }

  String market() {
    return market;
  }

  /** The answer to a command that is refused here, empty where it may enter the log. */
  Optional<OrderRejected> refusal() {
    if (!fits(commandId)) {
      return refused("COMMAND_ID_INVALID", "The command id must have 1 to 200 characters.");
    }
    if (!isName(market)) {
      return refused("MARKET_INVALID", rule("market"));
    }
    if (!isName(participant)) {
      return refused("PARTICIPANT_INVALID", rule("participant"));
    }
    if (!isKey(definition ? market : participant)) {
      String named = definition ? "market the definition names" : "participant the command names";
      return refused("IDENTITY_MISMATCH", "The record's key must be the " + named + ".");
    }
    return Optional.empty();
  }

  /**
   * Whom the answer reaches: the participant; but where an order's key names somebody else, that
   * one, so that nobody is answered for a command that another sent in his name.
   */
  private String addressee() {
    boolean ownName = definition || key == null || isKey(participant);
    return ownName ? participant : new String(key, UTF_8);
  }

  private Optional<OrderRejected> refused(String reason, String detail) {
    return Optional.of(
        OrderRejected.newBuilder()
            .setMarket(shortened(market))
            .setParticipant(shortened(addressee()))
            .setCommandId(shortened(commandId))
            .setReason(reason)
            .setDetail(detail)
            .setLogPosition(NOT_IN_THE_LOG)
            .build());
  }

  private boolean isKey(String name) {
    return Arrays.equals(key, name.getBytes(UTF_8));
  }

  private static String rule(String whose) {
    return "The " + whose + "'s name must have 1 to 200 characters and no slash.";
  }

  private static boolean isName(String name) {
    return fits(name) && name.indexOf('/') < 0;
  }

  private static boolean fits(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_NAME;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }
}
