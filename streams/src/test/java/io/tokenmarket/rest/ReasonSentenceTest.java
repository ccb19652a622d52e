package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.Reason;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonSentenceTest {
  /** Units of the protocol that REST has others for. */
  private static final Pattern FOREIGN = Pattern.compile("(?i)\\b(ticks?|lots?|kW|nano\\w*)\\b");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PRICE_OFF_GRID | tier MEDIUM: the price is 3000001 ticks; name a multiple of 1000"
            + " | Tier MEDIUM: the price is $3.000001 per million tokens; name a multiple of $0.001000.",
        "QUANTITY_OUT_OF_RANGE | the demand is for 0 lots; ask for 1 to 4294967296"
            + " | The demand is for 0 tokens; ask for 1000 to 4294967296000.",
        "CAPACITY_OUT_OF_RANGE | the offer's power is -5 kW; offer 1 to 100000000 kW"
            + " | The offer's power is -0.005 MW; offer 0.001 to 100000 MW.",
        "BUDGET_EXCEEDED | the budget of 'chat': the order may cost 3000000000 nano-dollars, 5 are left; ask for less"
            + " | The budget of \"chat\": the order may cost $3.000000000, $0.000000005 is left; ask for less.",
        "POSITION_LIMIT | with this order 'chat' has 12 lots an interval open; the market allows 10"
            + " | With this order \"chat\" has 12000 tokens an interval open; the market allows 10000 tokens an interval.",
        "POSITION_LIMIT | with this order 'oslo' has 1500 kW open; the market allows 1000"
            + " | With this order \"oslo\" has 1.500 MW open; the market allows 1.000 MW.",
        "STEPS_INVALID | step 2: together they make more than 4294967296 lots of a tier; give at most 15 steps behind the first, as the protocol says"
            + " | Step 2: together they make more than 4294967296000 tokens of a tier; give at most 15 steps behind the first, as the protocol says.",
        "SIGNATURE_EXPIRED | the signature holds until 1767225720000 and the gate of 1767225780000 has closed; sign the command again, with a later time"
            + " | The signature holds until 2026-01-01T00:02:00Z and the gate of 2026-01-01T00:03:00Z has closed; sign the command again, with a later time.",
        "ORDER_NOT_FOUND | no order 'a 5 lots' is open; it was never placed, or is cancelled or expired, so there is nothing to cancel"
            + " | No order \"a 5 lots\" is open; it was never placed, or is filled, cancelled or expired.",
        "LIFETIME_INVALID | the order is for 3 auctions, interval -1, until cancelled true; name one of the three, with intervals 1 for the others"
            + " | The order has intervals 3, interval left out and untilCancelled true; name one of the three, with intervals 1 or left out for the others.",
        "OF_TOMORROW | 7 lots at 5 ticks | 7000 tokens at $0.000005.",
      })
  void aRefusalSpeaksInTheUnitsOfRest(String reason, String protocol, String rest) {
    assertThat(ReasonSentence.of(reason, List.of(), protocol)).isEqualTo(rest);
  }

  /** With the values that the event carries, or with those that are in its sentence. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void noSentenceSpeaksOfTheProtocolsUnits(Reason reason) {
    List<Object> values = new ArrayList<>();
    Matcher places = Pattern.compile("%[ds]").matcher(format(reason));
    while (places.find()) {
      values.add(places.group().equals("%d") ? (Object) 1_234L : "567");
    }
    if (reason == Reason.POSITION_LIMIT) {
      values.set(2, "lots an interval");
    }
    String detail = reason.detail(values.toArray());
    List<String> texts = values.stream().map(Object::toString).toList();

    String told = ReasonSentence.of(reason.name(), texts, detail);
    assertThat(told).doesNotContainPattern(FOREIGN).doesNotContain("{", "?").endsWith(".");
    assertThat(told.substring(0, 1)).isEqualTo(told.substring(0, 1).toUpperCase(Locale.ROOT));
    assertThat(ReasonSentence.of(reason.name(), List.of(), detail)).isEqualTo(told);
  }

  @Test
  void aSentenceOfTheProtocolWouldBeFound() {
    String detail = Reason.PRICE_OFF_GRID.detail("MEDIUM", 3, 2);

    assertThat(detail).containsPattern(FOREIGN);
    assertThat(Reason.BUDGET_EXCEEDED.detail("chat", 3, 2)).containsPattern(FOREIGN);
  }

  @Test
  void whatIsMissingIsNotMadeUp() {
    assertThat(ReasonSentence.of("PRICE_OFF_GRID", Collections.emptyList(), "something else"))
        .isEqualTo("Something else.");
  }

  /** The sentence with its places, which its own class alone sees. */
  private static String format(Reason reason) {
    try {
      Field sentence = Reason.class.getDeclaredField("sentence");
      sentence.setAccessible(true);
      return (String) sentence.get(reason);
    } catch (ReflectiveOperationException renamed) {
      throw new AssertionError(renamed);
    }
  }
}
