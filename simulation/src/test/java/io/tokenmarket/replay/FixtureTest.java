package io.tokenmarket.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.schemas.Clearing;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of every released version of records and rules give what they gave, for ever. */
class FixtureTest {
  private static final String WHAT_TO_DO =
      "Logs that exist would replay to other results. If that was not meant, undo it. If a schema or"
          + " a rule has to change, make old logs replay as they did, and add a fixture of the new"
          + " version beside this one with FixtureMaker (docs/replay.md); never change or remove an"
          + " old fixture or its hash.";

  /** One row a version: the hash of the last clearing of each market. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "v1, 26c3485ddc5d74100ee3570046c1bd1e3653684767c81247d0b804979018723c"
        + " d2561567549b919f3835e37adbe05be0c3bfdd4ca818287d005d317307bb1082"
        + " 263a069167a2cf60c236854dab09dd06700a9fa1b7e99703b8b635487f66d6be"
  })
  void aReleasedLogGivesWhatItGave(String version, String hashes) throws URISyntaxException {
    Path dir = Path.of(FixtureTest.class.getResource("/fixtures/" + version).toURI());
    try (ExportedLog log = ExportedLog.open(dir)) {
      assertThat(Verification.run(log, Progress.NONE).difference()).as(WHAT_TO_DO).isEmpty();
    }
    try (ExportedLog log = ExportedLog.open(dir)) {
      Replay.Result replayed = Replay.run(log, clearing -> {}, Progress.NONE);
      assertThat(
              replayed.last().stream()
                  .map(Clearing::getHash)
                  .map(FixtureTest::hex)
                  .collect(Collectors.joining(" ")))
          .as(WHAT_TO_DO)
          .isEqualTo(hashes);
    }
  }

  private static String hex(ByteBuffer hash) {
    byte[] bytes = new byte[hash.remaining()];
    hash.duplicate().get(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
