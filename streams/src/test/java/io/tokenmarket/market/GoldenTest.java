package io.tokenmarket.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.market.Agitators.Agitated;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.Trade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One file a rule: what goes in, what comes out; and whatever is done to what goes in. */
class GoldenTest {
  static List<Golden> files() throws IOException {
    try (Stream<Path> files = Files.walk(Golden.FILES)) {
      return files.filter(Files::isRegularFile).sorted().map(Golden::read).toList();
    }
  }

  /** The rules that both rulebooks have are in the files of the first one. */
  static List<Golden> filesInBothRulebooks() throws IOException {
    List<Golden> both = new ArrayList<>(files());
    files().forEach(file -> both.add(file.inRulebook(1)));
    return both;
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatGoesInGivesWhatIsWritten(Golden golden) {
    Log log = new Log();
    for (Golden.Step step : golden.steps()) {
      List<SpecificRecord> events = log.append(step.in());
      assertThat(events)
          .as("what follows from %s", step.in())
          .extracting(event -> event.getSchema().getName())
          .containsExactlyElementsOf(step.out().stream().map(Golden.Expected::type).toList());
      for (int i = 0; i < events.size(); i++) {
        compare(events.get(i), step.out().get(i).fields());
      }
    }
  }

  private static void compare(SpecificRecord event, JsonNode fields) {
    fields
        .fields()
        .forEachRemaining(
            field -> {
              String value = String.valueOf(((GenericRecord) event).get(field.getKey()));
              assertThat(written(value, field.getValue().asText()))
                  .as("%s of %s", field.getKey(), event)
                  .isEqualTo(field.getValue().asText());
            });
  }

  /** The value without those fields of records in it that came behind the file and are empty. */
  private static String written(String value, String expected) {
    return expected.contains("factory") ? value : value.replace(", \"factory\": \"\"", "");
  }

  @ParameterizedTest
  @MethodSource("filesInBothRulebooks")
  void whateverIsDoneToWhatGoesInTheInvariantsHold(Golden golden) {
    Invariants.hold(golden.commands());
    for (Agitated agitated : Agitators.of(golden.commands())) {
      try {
        Invariants.hold(agitated.commands());
      } catch (RuntimeException | AssertionError broken) {
        throw new AssertionError(golden + " " + agitated.how(), broken);
      }
    }
  }

  /** So that the tests above would see a file that is not looked at. */
  @Test
  void anotherOutcomeIsFoundOut() throws IOException {
    Golden golden = files().get(0);
    SpecificRecord event = new Log().append(golden.steps().get(0).in()).get(0);
    assertThatThrownBy(
            () -> compare(event, new ObjectMapper().createObjectNode().put("commandId", "another")))
        .isInstanceOf(AssertionError.class);
  }

  /** So that the invariants would see a ledger with one side missing, and a trade too few. */
  @Test
  void brokenInvariantsAreFoundOut() {
    Log log = new Log();
    Golden golden = Golden.read(Golden.FILES.resolve("settlement-shortfall.txt"));
    golden.commands().forEach(sent -> log.append(sent));
    Invariants.ledgerSumsToZero(log.events);
    List<SpecificRecord> oneSided = new ArrayList<>(log.events);
    oneSided.remove(oneSided.size() - 1);
    assertThatThrownBy(() -> Invariants.ledgerSumsToZero(oneSided))
        .isInstanceOf(AssertionError.class);
    List<SpecificRecord> unsold = new ArrayList<>(log.events);
    unsold.removeIf(Trade.class::isInstance);
    Clearing clearing =
        unsold.stream()
            .filter(Clearing.class::isInstance)
            .map(Clearing.class::cast)
            .findFirst()
            .orElseThrow();
    Invariants.supplyIsDemand(clearing, log.events);
    assertThatThrownBy(() -> Invariants.supplyIsDemand(clearing, unsold))
        .isInstanceOf(AssertionError.class);
  }
}
