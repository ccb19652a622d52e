package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.budget;
import static io.tokenmarket.market.Commands.cancelDemand;
import static io.tokenmarket.market.Commands.cancelOffer;
import static io.tokenmarket.market.Commands.definition;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static io.tokenmarket.market.Commands.tier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokenmarket.schemas.DemandCancelled;
import io.tokenmarket.schemas.DemandStep;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.Pool;
import io.tokenmarket.schemas.TokenDemand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row a refusal: the command, and the code it gets. */
class ReasonCodesTest {
  private static final String LONG = "x".repeat(201);
  private static final long P32 = 1L << 32;
  private static final long P30 = 1L << 30;

  /** To a market with the open offer "offer" of "factory" and the open demand "demand" of "app". */
  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(demand("", "app", "SLOW", 1, 100, 1), Reason.COMMAND_ID_INVALID),
        arguments(demand(LONG, "app", "SLOW", 1, 100, 1), Reason.COMMAND_ID_INVALID),
        arguments(demand("demand", "app", "SLOW", 2, 100, 9), Reason.COMMAND_ID_CONFLICT),
        arguments(demand("offer", "app", "SLOW", 2, 100, 9), Reason.COMMAND_ID_CONFLICT),
        arguments(demand("c", "", "SLOW", 1, 100, 1), Reason.PARTICIPANT_INVALID),
        arguments(demand("c", LONG, "SLOW", 1, 100, 1), Reason.PARTICIPANT_INVALID),
        arguments(demand("c", "a/b", "SLOW", 1, 100, 1), Reason.PARTICIPANT_INVALID),
        arguments(otherRules(), Reason.MARKET_EXISTS),
        arguments(demand("c", "app", "ULTRA", 1, 100, 1), Reason.UNKNOWN_TIER),
        arguments(offered(rate("ULTRA", 1_000, 100)), Reason.UNKNOWN_TIER),
        arguments(
            offered(rate("SLOW", 1_000, 100), rate("SLOW", 2_000, 100)), Reason.DUPLICATE_TIER),
        arguments(offered(), Reason.NO_RATES),
        arguments(offered(rate("SLOW", 0, 100), rate("FAST", 16, 100)), Reason.NO_RATES),
        arguments(offer("c", "f", 0, 1, rate("SLOW", 1_000, 100)), Reason.CAPACITY_OUT_OF_RANGE),
        arguments(
            offer("c", "f", 100_000_001, 1, rate("SLOW", 1, 100)), Reason.CAPACITY_OUT_OF_RANGE),
        arguments(offered(rate("SLOW", -1, 100)), Reason.RATE_OUT_OF_RANGE),
        arguments(offered(rate("SLOW", 1_000_000_001, 100)), Reason.RATE_OUT_OF_RANGE),
        arguments(
            offer("c", "f", 100_000_000, 1, rate("SLOW", 1_000_000_000, 100)),
            Reason.RATE_OUT_OF_RANGE),
        arguments(demand("c", "app", "SLOW", 0, 100, 1), Reason.QUANTITY_OUT_OF_RANGE),
        arguments(demand("c", "app", "SLOW", -5, 100, 1), Reason.QUANTITY_OUT_OF_RANGE),
        arguments(demand("c", "app", "SLOW", P32 + 1, 100, 1), Reason.QUANTITY_OUT_OF_RANGE),
        arguments(demand("c", "app", "SLOW", 1, -10, 1), Reason.PRICE_OUT_OF_RANGE),
        arguments(demand("c", "app", "SLOW", 1, P30, 1), Reason.PRICE_OUT_OF_RANGE),
        arguments(offered(rate("SLOW", 1_000, -10)), Reason.PRICE_OUT_OF_RANGE),
        arguments(demand("c", "app", "SLOW", 1, 105, 1), Reason.PRICE_OFF_GRID),
        arguments(offered(rate("SLOW", 1_000, 105)), Reason.PRICE_OFF_GRID),
        arguments(demand("c", "app", "SLOW", 1, 90, 1), Reason.PRICE_UNDER_FLOOR),
        arguments(offered(rate("SLOW", 1_000, 90)), Reason.PRICE_UNDER_FLOOR),
        arguments(demand("c", "app", "SLOW", 1, 1_000_010, 1), Reason.PRICE_OVER_CAP),
        arguments(offered(rate("SLOW", 1_000, 1_000_010)), Reason.PRICE_OVER_CAP),
        arguments(demand("c", "app", "SLOW", 1, 100, 0), Reason.INTERVALS_OUT_OF_RANGE),
        arguments(demand("c", "app", "SLOW", 1, 100, 1_000_001), Reason.INTERVALS_OUT_OF_RANGE),
        arguments(
            offer("c", "f", 0x7fff_ffff_ffffL, rate("SLOW", 1_000, 100)),
            Reason.INTERVALS_OUT_OF_RANGE),
        arguments(cancelDemand("c", "app", "nothing"), Reason.ORDER_NOT_FOUND),
        arguments(cancelOffer("c", "factory", "nothing"), Reason.ORDER_NOT_FOUND),
        arguments(cancelDemand("c", "rival", "demand"), Reason.NOT_OWNER),
        arguments(cancelOffer("c", "rival", "offer"), Reason.NOT_OWNER),
        arguments(cancelOffer("c", "app", "demand"), Reason.WRONG_SIDE),
        arguments(cancelDemand("c", "factory", "offer"), Reason.WRONG_SIDE));
  }

  /** The same of what came to orders and markets later. */
  static Stream<Arguments> laterRefusals() {
    return Stream.of(
        arguments(
            Records.with(offered(rate("SLOW", 1_000, 100)), "site", LONG), Reason.NAME_TOO_LONG),
        arguments(
            Records.with(wanted(), "steps", List.of(new DemandStep(1L, 100L))),
            Reason.STEPS_INVALID),
        arguments(
            Records.with(offered(), "pools", List.of(new Pool("decode", 1_000L))),
            Reason.POOLS_INVALID),
        arguments(
            Records.with(Records.with(wanted(), "untilCancelled", true), "interval", 5L),
            Reason.LIFETIME_INVALID),
        arguments(Records.with(wanted(), "interval", -2L), Reason.LIFETIME_INVALID),
        arguments(Records.with(budget("c", "app", 1), "period", "WEEK"), Reason.BUDGET_INVALID),
        arguments(budget("c", "app", -1), Reason.BUDGET_INVALID),
        arguments(Records.with(budget("c", "app", 1), "nanoDollars", null), Reason.BUDGET_INVALID));
  }

  private static TokenDemand wanted() {
    return demand("c", "app", "SLOW", 1, 100, 1);
  }

  /** To a market nobody has defined. */
  static Stream<Arguments> refusalsBeforeDefinition() {
    return Stream.of(
        arguments(demand("c", "app", "SLOW", 1, 100, 1), Reason.UNKNOWN_MARKET),
        arguments(cancelDemand("c", "app", "demand"), Reason.UNKNOWN_MARKET),
        arguments(
            Records.with(demand("c", "app", "SLOW", 1, 100, 1), "market", ""),
            Reason.MARKET_INVALID),
        arguments(new DemandCancelled("c", LONG, "app", "demand", -1L), Reason.MARKET_INVALID),
        arguments(Records.with(Log.laterRules().build(), "market", "."), Reason.MARKET_INVALID),
        arguments(Records.with(Log.laterRules().build(), "market", "a\0b"), Reason.MARKET_INVALID),
        arguments(new DemandCancelled("c", "eu/north", "app", "d", -1L), Reason.MARKET_INVALID),
        arguments(definition("c", List.of()), Reason.DEFINITION_INVALID));
  }

  @ParameterizedTest
  @MethodSource({"refusals", "laterRefusals"})
  void refusals(SpecificRecord command, Reason expected) {
    Log log = Log.open();
    log.append(offer("offer", "factory", 9, rate("SLOW", 1_000, 100)));
    log.append(demand("demand", "app", "SLOW", 1, 100, 9));
    assertRefused(log.state(), command, expected);
  }

  /** With the values of its sentence beside it; another's order is as if it were not there. */
  @ParameterizedTest
  @MethodSource({"refusals", "laterRefusals"})
  void theRefusalsOfRulebookOneCarryTheirValues(SpecificRecord command, Reason inTheFirst) {
    Log log = Log.open(Log.laterRules());
    log.append(offer("offer", "factory", 9, rate("SLOW", 1_000, 100)));
    log.append(demand("demand", "app", "SLOW", 1, 100, 9));
    assumeFalse(Command.of(command).id().equals("offer"), "ids belong to their sender");
    SpecificRecord changed =
        command instanceof MarketDefinition definition
            ? MarketDefinition.newBuilder(definition).setRulebook(1).build()
            : command;
    OrderRejected answer = log.append(changed, OrderRejected.class);
    Reason expected = inTheFirst == Reason.NOT_OWNER ? Reason.ORDER_NOT_FOUND : inTheFirst;
    assertThat(answer.getReason()).isEqualTo(expected.name());
    assertThat(expected.places(answer.getDetail())).hasValue(answer.getArguments());
  }

  @ParameterizedTest
  @MethodSource
  void refusalsBeforeDefinition(SpecificRecord command, Reason expected) {
    String market = Command.of(command).market();
    assertRefused(MarketState.undefined(market), command, expected);
  }

  @Test
  void aFullBookTakesNoOrder() {
    Log log = Log.open();
    TokenDemand terms = demand("d", "app", "SLOW", 1, 100, 1);
    MarketState full =
        MarketState.restored(
            log.state().head().orElseThrow(),
            IntStream.range(0, 2_000_000)
                    .mapToObj(i -> new OpenOrder("eu", "d" + i, (long) i, 1L, terms, 0L, -1L, 0))
                ::iterator,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertRefused(full, demand("c", "app", "SLOW", 1, 100, 1), Reason.BOOK_FULL);
  }

  private record Row(String code, int status, String test) {}

  @Test
  void theTableOfTheProtocolHasEveryCodeWithItsStatus() throws IOException {
    assertThat(documented())
        .extracting(Row::code, Row::status)
        .containsExactly(
            Arrays.stream(Reason.values())
                .map(reason -> tuple(reason.name(), reason.httpStatus()))
                .toArray(Tuple[]::new));
  }

  /** The rows above are tests of themselves; of any other the source names test and code. */
  @Test
  void theTestThatTheTableNamesProducesTheCode() throws IOException {
    for (Row row : documented()) {
      String[] test = row.test().split("\\.");
      if (test[0].equals("ReasonCodesTest") && test[1].startsWith("refusals")) {
        assertThat(codesOf(test[1])).as(row.test()).contains(row.code());
      } else {
        assertThat(body(test[0], test[1])).as(row.test()).contains(row.code());
      }
    }
  }

  private static Set<String> codesOf(String rows) {
    Stream<Arguments> all =
        rows.equals("refusals")
            ? Stream.concat(refusals(), laterRefusals())
            : refusalsBeforeDefinition();
    return all.map(row -> ((Reason) row.get()[1]).name()).collect(Collectors.toSet());
  }

  /** The source of a test, with what is in its annotations, and of its rows. */
  private static String body(String name, String method) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(path -> path.endsWith(name + ".java"))
          .map(ReasonCodesTest::source)
          .flatMap(source -> Arrays.stream(source.split("\n  }\n")))
          .filter(member -> member.contains(" " + method + "("))
          .collect(Collectors.joining());
    }
  }

  private static String source(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Row> documented() throws IOException {
    String protocol = Files.readString(Path.of("..", "docs", "protocol.md"));
    String table = protocol.split("## Reason codes")[1].split("\n## ")[0];
    return Pattern.compile(
            "^\\| `([A-Z_]+)` \\| .* \\| (\\d+) \\| `([\\w.]+)` \\|$", Pattern.MULTILINE)
        .matcher(table)
        .results()
        .map(row -> new Row(row.group(1), Integer.parseInt(row.group(2)), row.group(3)))
        .toList();
  }

  private static void assertRefused(MarketState state, SpecificRecord command, Reason expected) {
    List<SpecificRecord> events = Market.decide(state, new LogEntry(99, command));
    assertThat(events).singleElement().isInstanceOf(OrderRejected.class);
    OrderRejected answer = (OrderRejected) events.get(0);
    assertThat(answer.getReason()).isEqualTo(expected.name());
    assertThat(answer.getDetail()).isNotBlank().doesNotContain("%").hasSizeLessThan(300);
    assertThat(answer.getLogPosition()).isEqualTo(99);
    assertThat(answer.getRepeated()).isFalse();
  }

  private static SpecificRecord offered(io.tokenmarket.schemas.TierRate... rates) {
    return offer("c", "f", 1, rates);
  }

  private static MarketDefinition otherRules() {
    return definition("c", List.of(tier("SLOW")));
  }
}
