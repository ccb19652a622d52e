package io.tokenmarket.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenmarket.schemas.RecordKind.Key;
import io.tokenmarket.schemas.RecordKind.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue is what docs/protocol.md says of the topics, and each record has its key. */
class RecordKindTest {
  private static final Path PAGE = Path.of("../docs/protocol.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([a-z-]+)` \\| (participant|market|as read) \\| (.*?) \\|", Pattern.MULTILINE);
  private static final Pattern RECORD = Pattern.compile("`([A-Z]\\w+?)s?`(?:s)?");

  @Test
  void theTableOfTopicsNamesWhatIsOnEach() throws IOException {
    Map<String, List<String>> page = new TreeMap<>();
    Map<String, List<String>> catalogue = new TreeMap<>();
    for (Matcher row = ROW.matcher(Files.readString(PAGE)); row.find(); ) {
      String topic = row.group(1);
      List<String> named = new ArrayList<>();
      RECORD.matcher(row.group(3)).results().forEach(match -> named.add(match.group(1)));
      page.put(topic, named.stream().sorted().distinct().toList());
      catalogue.put(topic, names(topic));
    }
    assertThat(page.keySet()).containsAll(Topics.COMMANDS).containsAll(Topics.PUBLISHED);
    assertThat(page).isEqualTo(catalogue);
  }

  /** The page says of the log that all commands are on it, and names what only it has. */
  private static List<String> names(String topic) {
    return RecordKind.on(topic).stream()
        .filter(kind -> !topic.equals(Topics.MARKET_LOG) || kind.role() == Role.GATE)
        .map(kind -> kind.schema().getName())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void whatIsOnATopicHasTheFieldThatIsItsKey(RecordKind kind) {
    assertThat(kind.topics().isEmpty()).isEqualTo(kind.role() == Role.STATE);
    if (kind.key() != Key.NONE && kind != RecordKind.CLEARING_PART) {
      assertThat(kind.schema().getField(kind.key() == Key.MARKET ? "market" : "participant"))
          .isNotNull();
    }
  }

  @Test
  void aRecordThatIsPartOfAnotherIsNoKind() {
    assertThatThrownBy(() -> RecordKind.of(new TierRate()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TierRate has no subject");
    assertThat(RecordKind.named("io.tokenmarket.schemas.TierRate")).isEmpty();
  }
}
