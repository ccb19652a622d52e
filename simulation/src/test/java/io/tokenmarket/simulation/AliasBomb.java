package io.tokenmarket.simulation;

import java.util.Collections;

/** YAML of some hundred bytes that means a trillion values. */
public final class AliasBomb {
  private AliasBomb() {}

  public static String yaml() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int n = 1; n < 12; n++) {
      String ten = String.join(", ", Collections.nCopies(10, "*a" + (n - 1)));
      yaml.append("a%s: &a%s [%s]%n".formatted(n, n, ten));
    }
    return yaml.toString();
  }
}
