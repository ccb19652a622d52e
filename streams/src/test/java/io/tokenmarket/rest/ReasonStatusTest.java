package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.market.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReasonStatusTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|.*\\| (\\d{3}) \\| `");

  @Test
  void aReasonHasTheStatusOfTheProtocolsTable() throws Exception {
    String protocol = Files.readString(Path.of("..", "docs", "protocol.md"));
    Map<String, Integer> documented =
        ROW.matcher(protocol)
            .results()
            .collect(
                Collectors.toMap(
                    row -> row.group(1), ReasonStatusTest::status, (a, b) -> a, TreeMap::new));

    Map<String, Integer> answered = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      answered.put(reason.name(), ReasonStatus.of(reason.name()));
    }
    assertThat(answered).isEqualTo(documented);
  }

  private static int status(MatchResult row) {
    return Integer.parseInt(row.group(2));
  }
}
