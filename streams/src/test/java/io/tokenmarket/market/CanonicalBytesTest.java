package io.tokenmarket.market;

import static io.tokenmarket.market.Commands.definition;
import static io.tokenmarket.market.Commands.demand;
import static io.tokenmarket.market.Commands.offer;
import static io.tokenmarket.market.Commands.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.MarketHead;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.Trade;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalBytesTest {
  private static final Path FIRST_RELEASE =
      Path.of("../schemas/src/test/resources/released/0.1.0.jsonl");

  private final CanonicalBytes canonical = new CanonicalBytes();

  @Test
  void aRecordThatCannotBeWrittenLeavesNothingBehind() {
    byte[] alone = canonical.of(demand("d", "app", "SLOW", 1, 100, 9));
    SpecificRecord headless = new OpenOrder();
    headless.put(0, "eu");
    assertThatThrownBy(() -> canonical.of(headless)).isInstanceOf(RuntimeException.class);
    assertThat(canonical.of(demand("d", "app", "SLOW", 1, 100, 9))).isEqualTo(alone);
  }

  /** Records that got fields since, one of each. */
  static Stream<Arguments> grown() {
    Log log = Log.open();
    log.append(offer("o", "f", 2, rate("SLOW", 1_000, 100)));
    log.append(demand("d", "app", "SLOW", 10, 200, 2));
    List<SpecificRecord> events = log.append(Commands.gate(0));
    MarketHead head = log.state().head().orElseThrow();
    OpenOrder order = log.state().order("app", "d");
    CommandMemory memory = log.state().memory("app", "d");
    Trade trade = (Trade) events.get(1);
    return Stream.of(
            offer("o", "f", 1, rate("SLOW", 1, 1)),
            demand("d", "app", "SLOW", 1, 1, 1),
            definition("c"),
            head,
            order,
            memory,
            events.get(0),
            trade)
        .map(record -> arguments(record.getSchema().getName(), record));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("grown")
  void aRecordThatUsesNothingNewHasTheBytesOfTheFirstRelease(String name, SpecificRecord record)
      throws Exception {
    byte[] bytes = canonical.of(record);
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    GenericRecord then =
        new GenericDatumReader<GenericRecord>(firstReleased(record)).read(null, decoder);
    assertThat(decoder.isEnd()).as("nothing stands behind the released body").isTrue();
    assertThat(then.getSchema().getFields()).hasSizeLessThan(record.getSchema().getFields().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("grown")
  void everyFieldChangesTheBytes(String name, SpecificRecord record) {
    List<SpecificRecord> all = new ArrayList<>(Records.variants(record));
    all.add(record);
    assertThat(all.stream().map(each -> HexFormat.of().formatHex(canonical.of(each))))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("grown")
  void exactlyTheFieldsBehindTheFirstReleaseAreMarked(String name, SpecificRecord record)
      throws Exception {
    Set<String> released =
        firstReleased(record).getFields().stream()
            .map(Schema.Field::name)
            .collect(Collectors.toSet());
    assertThat(record.getSchema().getFields())
        .allSatisfy(
            field ->
                assertThat(field.getProp("since") == null)
                    .as(field.name())
                    .isEqualTo(released.contains(field.name())));
  }

  /** The schema of the first release, as its file holds it. */
  private static Schema firstReleased(SpecificRecord record) throws Exception {
    for (String line : Files.readAllLines(FIRST_RELEASE)) {
      Schema schema = new Schema.Parser().parse(schemaText(line));
      if (schema.getFullName().equals(record.getSchema().getFullName())) {
        return schema;
      }
    }
    throw new AssertionError(record.getSchema().getFullName() + " was not released");
  }

  /** A line is an object whose field schema is a string. */
  private static String schemaText(String line) throws Exception {
    return new com.fasterxml.jackson.databind.ObjectMapper().readTree(line).get("schema").asText();
  }

  @Test
  void theFileOfTheFirstReleaseIsThere() {
    assertThat(FIRST_RELEASE).exists();
  }
}
