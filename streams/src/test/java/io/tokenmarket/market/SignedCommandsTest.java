package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.demand;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.KeyChanged;
import io.tokenmarket.schemas.KeyDefined;
import io.tokenmarket.schemas.KeyDefinition;
import io.tokenmarket.schemas.OrderAccepted;
import io.tokenmarket.schemas.TokenDemand;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "app" has key "one"; the gate of interval 0 is 1,060,000 ms after the epoch. */
class SignedCommandsTest {
  private static final long GATE = Calendar.gate(Commands.definition("any"), 0);
  private static final long LATER = GATE + 1;
  private Log log = new Log();

  SignedCommandsTest() {
    log.append(Commands.definition("definition"));
    log.append(definition("key", "app", SampleKeys.text("one")), KeyDefined.class);
  }

  @Test
  void aSignedCommandIsAccepted() {
    assertAccepted(bid("d"), signed(bid("d"), "one"));
  }

  @Test
  void aCommandWithoutASignatureIsRefused() {
    assertThat(log.refused(bid("d"))).isEqualTo(Reason.SIGNATURE_MISSING);
    assertThat(log.state().openOrders()).isEmpty();
  }

  @Test
  void whoHasNoKeyNeedsNoSignature() {
    assertAccepted(demand("d", "other", "SLOW", 1, 100, 1), null);
    assertAccepted(demand("e", "other", "SLOW", 1, 100, 1), "what is not looked at");
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() {
    log.append(definition("rival's", "rival", SampleKeys.text("two")));
    assertThat(log.refused(bid("d"), signed(bid("d"), "two"))).isEqualTo(Reason.SIGNATURE_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1060001", ".", "1060001.AAAA", "hello"})
  void whatIsNoSignatureIsRefused(String header) {
    assertThat(log.refused(bid("d"), header)).isEqualTo(Reason.SIGNATURE_INVALID);
  }

  @Test
  void aSignatureIsOfOneCommandOnly() {
    String signature = signed(bid("d"), "one");
    assertAccepted(bid("d"), signature);
    assertThat(log.refused(bid("e"), signature)).isEqualTo(Reason.SIGNATURE_INVALID);
    assertThat(log.refused(cancelDemand("d2", "app", "d"), signature))
        .isEqualTo(Reason.SIGNATURE_INVALID);
    assertThat(log.refused(Records.with(bid("e"), "lots", 2L), signature))
        .isEqualTo(Reason.SIGNATURE_INVALID);
  }

  @Test
  void aSignatureWithAnotherExpiryIsRefused() {
    String later = signed(bid("d"), "one").replaceFirst("^\\d+", "" + (LATER + 1));
    assertThat(log.refused(bid("d"), later)).isEqualTo(Reason.SIGNATURE_INVALID);
  }

  @Test
  void anExpiredSignatureIsRefused() {
    String atTheGate = SampleKeys.sign(bid("d"), GATE, "one");
    String behindIt = SampleKeys.sign(bid("e"), LATER, "one");
    log.append(Commands.gate(0));
    assertThat(log.refused(bid("d"), atTheGate)).isEqualTo(Reason.SIGNATURE_EXPIRED);
    assertAccepted(bid("e"), behindIt);
  }

  /** So the owner of the name is not kept from their own command ids. */
  @Test
  void aCommandRefusedForItsSignatureIsNotRemembered() {
    assertThat(log.refused(demand("d", "app", "SLOW", 7, 100, 1)))
        .isEqualTo(Reason.SIGNATURE_MISSING);
    assertAccepted(bid("d"), signed(bid("d"), "one"));
  }

  /** It has no effect; its signature may be of a key that has been replaced since. */
  @Test
  void aRepetitionIsAnsweredWhateverItsSignature() {
    OrderAccepted first = assertAccepted(bid("d"), signed(bid("d"), "one"));
    assertThat(log.append(bid("d"), OrderAccepted.class))
        .isEqualTo(Records.with(first, "repeated", true));
    assertThat(log.state().openOrders()).hasSize(1);
  }

  @Test
  void anotherCommandUnderTheIdTellsOnlyItsSignerOfTheConflict() {
    assertAccepted(bid("d"), signed(bid("d"), "one"));
    TokenDemand other = demand("d", "app", "SLOW", 7, 100, 1);
    assertThat(log.refused(other)).isEqualTo(Reason.SIGNATURE_MISSING);
    assertThat(log.refused(other, signed(other, "one"))).isEqualTo(Reason.COMMAND_ID_CONFLICT);
  }

  /** With the expiry that the protocol advises; one interval more and it would count again. */
  @Test
  void aSignedCommandDoesNotTakeEffectAgainWhenItIsForgotten() {
    TokenDemand bid = bid("d");
    String advised = SampleKeys.sign(bid, gate(Commands.MEMORY - 2), "one");
    String tooLong = SampleKeys.sign(bid("e"), gate(Commands.MEMORY), "one");
    assertAccepted(bid, advised);
    assertAccepted(bid("e"), tooLong);
    for (long interval = 0; interval < Commands.MEMORY; interval++) {
      log.append(Commands.gate(interval));
    }
    assertThat(log.refused(bid, advised)).isEqualTo(Reason.SIGNATURE_EXPIRED);
    assertAccepted(bid("e"), tooLong);
  }

  private static long gate(long interval) {
    return Calendar.gate(Commands.definition("any"), interval);
  }

  @Test
  void aKeyIsReplacedMidStreamWithASignatureOfTheOldOne() {
    String before = signed(bid("d"), "one");
    KeyChanged change = change("k", SampleKeys.text("two"));
    assertThat(log.refused(change)).isEqualTo(Reason.SIGNATURE_MISSING);
    assertThat(log.refused(change, signed(change, "two"))).isEqualTo(Reason.SIGNATURE_INVALID);
    assertThat(log.append(change, signed(change, "one")))
        .singleElement()
        .isInstanceOf(KeyDefined.class);
    assertThat(log.refused(bid("d"), before)).isEqualTo(Reason.SIGNATURE_INVALID);
    assertAccepted(bid("d"), signed(bid("d"), "two"));
  }

  @Test
  void aParticipantGivesHisKeyUpWithItsSignature() {
    KeyChanged change = change("k", null);
    log.append(change, signed(change, "one"));
    assertAccepted(bid("d"), null);
    assertThat(log.refused(change("again", SampleKeys.text("two"))))
        .isEqualTo(Reason.NO_SIGNING_KEY);
  }

  @Test
  void aParticipantDoesNotRegisterHisFirstKey() {
    KeyChanged first = new KeyChanged("k", Commands.MARKET, "other", SampleKeys.text("two"));
    assertThat(log.refused(first, signed(first, "two"))).isEqualTo(Reason.NO_SIGNING_KEY);
  }

  @Test
  void onlyTheOperatorDefinesKeysOfOthers() {
    KeyDefinition stranger =
        new KeyDefinition("k", Commands.MARKET, "rival", "app", SampleKeys.text("two"));
    assertThat(log.refused(stranger)).isEqualTo(Reason.NOT_OPERATOR);
  }

  @Test
  void theOperatorReplacesAndRemovesAnybodysKey() {
    log.append(definition("k2", "app", SampleKeys.text("two")), KeyDefined.class);
    assertAccepted(bid("d"), signed(bid("d"), "two"));
    log.append(definition("k3", "app", null), KeyDefined.class);
    assertAccepted(bid("e"), null);
    log.append(definition("k4", "app", null), KeyDefined.class);
  }

  @Test
  void theOperatorsOwnKeyBindsHimAsWell() {
    log.append(definition("own", "operator", SampleKeys.text("two")), KeyDefined.class);
    KeyDefinition removal = definition("k", "operator", null);
    assertThat(log.refused(removal)).isEqualTo(Reason.SIGNATURE_MISSING);
    assertThat(log.refused(Commands.halt("h"))).isEqualTo(Reason.SIGNATURE_MISSING);
    log.append(removal, signed(removal, "two"));
    log.append(definition("k2", "app", null), KeyDefined.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "AAAA",
        "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHUQ==",
        "AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void whatIsNoKeyIsNotRegistered(String text) {
    assertThat(log.refused(definition("k", "other", text))).isEqualTo(Reason.KEY_INVALID);
    assertThat(log.refused(definition("k2", "a/b", SampleKeys.text("two"))))
        .isEqualTo(Reason.PARTICIPANT_INVALID);
  }

  /** The points of small order, two of other forms of them, and another form of a good one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA=",
        "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA=",
        "7P///////////////////////////////////////38=",
        "7P////////////////////////////////////////8=",
        "JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/AU=",
        "JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/IU=",
        "xxdqcD1N2E+6PAt2DRBnDyogU/osOczGTsf9d5KsA3o=",
        "xxdqcD1N2E+6PAt2DRBnDyogU/osOczGTsf9d5KsA/o=",
        "7f///////////////////////////////////////38=",
        "7v///////////////////////////////////////38=",
        "8P///////////////////////////////////////38="
      })
  void aKeyThatProtectsNobodyIsNotRegistered(String text) {
    Log later = Log.open(Log.laterRules());
    assertThat(later.refused(definition("k", "other", text))).isEqualTo(Reason.KEY_INVALID);
    later.append(definition("k2", "other", SampleKeys.text("one")), KeyDefined.class);
  }

  /** As before: its log replays to what it was. */
  @Test
  void theFirstRulebookTakesAKeyOfSmallOrder() {
    String point = "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    log.append(definition("k", "other", point), KeyDefined.class);
  }

  @Test
  void keysSurviveARestartAndReplayToTheSameBytes() {
    KeyChanged change = change("k", SampleKeys.text("two"));
    log.append(change, signed(change, "one"));
    log.append(definition("gone", "other", SampleKeys.text("one")));
    log.append(definition("gone2", "other", null));
    byte[] before = log.state().stateHash();
    log = new Log(Kept.restored(log.state(), 1), log.position());
    assertThat(log.state().stateHash()).isEqualTo(before);
    assertThat(log.refused(bid("d"), signed(bid("d"), "one"))).isEqualTo(Reason.SIGNATURE_INVALID);
    assertAccepted(bid("d"), signed(bid("d"), "two"));
    assertAccepted(demand("e", "other", "SLOW", 1, 100, 1), null);
  }

  private OrderAccepted assertAccepted(SpecificRecord command, String signature) {
    assertThat(log.append(command, signature))
        .singleElement()
        .isInstanceOfSatisfying(
            OrderAccepted.class, answer -> assertThat(answer.getRepeated()).isFalse());
    return (OrderAccepted) log.events.get(log.events.size() - 1);
  }

  private static String signed(SpecificRecord command, String key) {
    return SampleKeys.sign(command, LATER, key);
  }

  private static TokenDemand bid(String id) {
    return demand(id, "app", "SLOW", 1, 100, 1);
  }

  private static KeyDefinition definition(String id, String owner, String key) {
    return new KeyDefinition(id, Commands.MARKET, "operator", owner, key);
  }

  private static KeyChanged change(String id, String key) {
    return new KeyChanged(id, Commands.MARKET, "app", key);
  }
}
