package io.tokenmarket.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name is never a formula, nor the end of a cell. */
class CsvCellTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MEDIUM | MEDIUM",
        "a=b | a=b",
        "=1+1 | '=1+1",
        "+1 | '+1",
        "-1 | '-1",
        "@SUM(A1) | '@SUM(A1)",
        "＝1 | '＝1",
        "`\t=1` | `'\t=1`",
        "`\r=1` | `\"'\r=1\"`",
        "a,b | \"a,b\"",
        "=HYPERLINK(\"x\",\"y\") | \"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"",
      })
  void whatANameIsInATable(String name, String cell) {
    assertThat(CsvCell.quoted(name)).isEqualTo(cell);
  }
}
