package io.tokenmarket.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenmarket.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./tokenmarket chaos} before it starts anything. */
class ChaosCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --faults none            | there is no fault 'none'; name some of: node-killed
          --rounds 0               | --rounds 0 is no run
          --open-orders -1         | --open-orders -1 is less than none
          --gate-orders 1000001    | --gate-orders takes 1 to 1000000
          --minutes 0              | --minutes 0 is no time
          --frob                   | Unknown option: '--frob'
          """)
  void aMistakeIsNamed(String args, String named) {
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine(new ChaosCommand())
            .setErr(new PrintWriter(err, true))
            .execute(args.split(" "));

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("tokenmarket: ")
        .contains(named)
        .endsWith("see tokenmarket chaos --help.");
  }
}
