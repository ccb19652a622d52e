package io.tokenmarket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.rest.security.Limits;
import io.tokenmarket.rest.security.Security;
import io.tokenmarket.topology.engine.CommandReader;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;

/** docs/security.md states every limit with the number that the code has. */
class SecurityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "security.md");
  private static final String TOPOLOGY = "topology.engine.";
  private static final Limits LIMITS = Limits.standard();

  static Stream<Arguments> stated() throws Exception {
    return Stream.concat(ofConnections(), Stream.concat(ofCommands(), ofFiles()));
  }

  private static Stream<Arguments> ofConnections() throws Exception {
    return Stream.of(
        row("connections of a node", count(LIMITS.connections())),
        row("connections of an address", count(LIMITS.connectionsOfAddress()) + ";"),
        row("from the first byte of a request to the end of its header", time(LIMITS.request())),
        row("to the end of its body", time(LIMITS.request()) + " more"),
        row("a connection without a request", time(LIMITS.idle())),
        row("first line and headers of a request together", size(Limits.HEADER_BYTES)),
        row("body of a request |", size(LIMITS.bodyBytes()) + ","),
        row("body of a request |", size(constant("rest.RequestBody", "LARGEST")) + ","),
        row(
            "body of a request |",
            "registry " + size(constant("sandbox.registry.RegistryApi", "LARGEST_BODY"))),
        row("taking an answer", time(LIMITS.answer()) + ", "),
        row("taking an answer", "at " + size(LIMITS.answerRate()) + " a second"),
        row("bytes of one answer that wait", size(LIMITS.unsent())),
        row("of all answers", size(LIMITS.unsentOfAll())),
        row(
            "requests that are answered at once",
            count(constant("rest.door.Door", "ANSWERING")) + ", taken"),
        row(
            "requests that are answered at once",
            "besides " + count(constant("rest.door.Door", "URGENT")) + " for"),
        row("requests of a key", "; " + Security.DEFAULT_RATE + " where keys are used"),
        row(
            "keys and addresses whose requests are counted",
            count(constant("rest.security.RateLimit", "REMEMBERED"))),
        row("streams of a node", count(LIMITS.streams())),
        row("streams of those without a key", count(LIMITS.streamsWithoutKey()) + ": "),
        row(
            "streams of those without a key",
            ": " + count(LIMITS.streams() - LIMITS.streamsWithoutKey()) + " places"),
        row("streams of one key or one address", count(LIMITS.streamsOfCaller())),
        row("entries of a page", count(constant("rest.Parameters", "LARGEST_LIMIT"))),
        row(
            "auctions that a page of windows",
            count(constant("rest.WindowRoutes", "MOST_AUCTIONS")) + ", and"),
        row(
            "auctions that a page of windows",
            count(constant("rest.WindowRoutes", "MOST_LINES")) + " offers"),
        row(
            "auctions that a sum of revenue",
            count(constant("rest.PerformancePage", "MOST_AUCTIONS"))),
        row("offers in a page of clearings", count(constant("rest.ClearingPage", "MOST_LINES"))),
        row("intervals of a bill", count(constant("rest.BillRoutes", "MOST_INTERVALS"))),
        row(
            "waiting for a position of the log",
            time((Duration) value("rest.Patience", "LONGEST"))),
        row(
            "waiting for the answer to a command",
            time((Duration) value("rest.Submission", "PATIENCE"))));
  }

  private static Stream<Arguments> ofCommands() throws Exception {
    Map<?, ?> engine = (Map<?, ?>) value(TOPOLOGY + "EngineConfig", "DEFAULTS");
    return Stream.of(
        row("a command |", size(CommandReader.LONGEST)),
        row("a market's interval", constant("market.Rulebook$2", "LEAST_INTERVAL") + " ms"),
        row("names and ids", count(constant("market.Identity", "LENGTH")) + " characters"),
        row(
            "commands of a participant a second",
            count(((Number) engine.get("engine.intake.rate")).longValue()) + " ("),
        row(
            "commands of a participant a second",
            ", " + count(((Number) engine.get("engine.intake.burst")).longValue()) + " at once"),
        row(
            "steps of one participant",
            "definition, " + count(constant("market.Rulebook$2", "SHARE")) + " where"),
        row(
            "steps of one participant",
            "together " + count(constant("market.OrderDesk", "OPEN_STEPS"))),
        row(
            "commands of one participant that",
            ", " + count(constant("market.Rulebook$2", "SHARE")) + " where"),
        row(
            "schema ids that the registry does not know",
            count(constant("schemas.registry.UnknownIds", "MOST")) + " a minute"),
        row("a dead letter", size(constant(TOPOLOGY + "DeadLetters", "LONGEST"))));
  }

  private static Stream<Arguments> ofFiles() throws Exception {
    LoaderOptions yaml = new LoaderOptions();
    return Stream.of(
        row("scenario, patch", size(constant("simulation.ScenarioReader", "LARGEST"))),
        row("scenario, patch", yaml.getNestingDepthLimit() + " levels"),
        row("scenario, patch", yaml.getMaxAliasesForCollections() + " aliases"),
        row("scenario, patch", "a number 40 digits"),
        row("keys file", size(constant("rest.security.KeysFile", "LARGEST"))),
        row("`--kafka-config`", size(constant("cli.ClusterOptions", "LARGEST_FILE"))),
        row(
            "signing key, password file",
            size(constant("producers.client.SigningKeyFile", "LARGEST"))),
        row("signing key, password file", size(constant("rest.security.Tls", "LARGEST_PASSWORD"))),
        row("keystore", size(constant("rest.security.Tls", "LARGEST_KEYSTORE"))),
        row("line of a trace", count(constant("producers.demand.TraceFile", "LONGEST_LINE"))),
        row(
            "windows, apps, quantities",
            count(constant("producers.demand.TraceBuilder", "MOST_WINDOWS")) + "; "),
        row(
            "windows, apps, quantities",
            "; " + count(constant("producers.demand.TraceBuilder", "MOST_APPS")) + "; "),
        row(
            "windows, apps, quantities",
            "; " + count(constant("producers.demand.TraceBuilder", "MOST_QUANTITIES"))),
        row("block of an export", size(constant("schemas.ContainerFile", "LARGEST_BLOCK"))),
        row("block of an export", size(constant("schemas.AvroTrust", "LARGEST_UNPACKED"))),
        row("text or bytes in a record", size(constant("schemas.AvroTrust", "LONGEST_VALUE"))),
        row("entries of a list in a record", count(constant("schemas.AvroTrust", "MOST_ENTRIES"))),
        row("the sandbox registry's file", size(constant("sandbox.registry.Journal", "LARGEST"))),
        row(
            "schema and subject sent",
            count(constant("sandbox.registry.SchemaText", "DEEPEST")) + " levels, "),
        row(
            "schema and subject sent",
            count(constant("sandbox.registry.Registry", "LONGEST_NAME")) + " characters"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("stated")
  void theNumberIsTheCodes(String what, String number) throws Exception {
    String row =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| " + what))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the page has no row of " + what));
    assertThat(stated(number).matcher(row).find()).as("%s in: %s", number, row).isTrue();
  }

  /** The control: a row whose number is another is found out. */
  @Test
  void anotherNumberIsNotFound() {
    assertThat(stated("2,000").matcher("| connections | 12,000 |").find()).isFalse();
    assertThat(stated("2,000").matcher("| connections | 2,0001 |").find()).isFalse();
    assertThat(stated("2,000").matcher("| connections | 2,000 |").find()).isTrue();
  }

  private static Pattern stated(String number) {
    String whole = Character.isDigit(number.charAt(0)) ? "(?<![\\d,])" : "";
    return Pattern.compile(whole + Pattern.quote(number.strip()) + "(?!\\d)");
  }

  private static Arguments row(String what, String number) {
    return Arguments.of(what, number);
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String time(Duration time) {
    return time.toSeconds() + " s";
  }

  private static String size(long bytes) {
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
  }

  private static long constant(String type, String name) throws Exception {
    return ((Number) value(type, name)).longValue();
  }

  private static Object value(String type, String name) throws Exception {
    Field field = Class.forName("io.tokenmarket." + type).getDeclaredField(name);
    field.setAccessible(true);
    return field.get(null);
  }
}
