package io.tokenmarket.simulation;

import java.util.List;

/** What is wrong with the field at a path; {@link ScenarioReader} adds file and line. */
public final class ScenarioProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<?> path;

  ScenarioProblem(List<?> path, String message) {
    super(message);
    this.path = path;
  }

  List<?> path() {
    return path;
  }
}
