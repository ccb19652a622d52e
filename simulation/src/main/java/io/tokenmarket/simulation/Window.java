package io.tokenmarket.simulation;

/**
 * A stretch of a run.
 *
 * @param from first interval
 * @param to the interval after the last
 */
record Window(long from, long to) {

  /**
   * The stretch between two fields of a place; what is left out is the beginning of the run.
   *
   * @throws ScenarioProblem where it has no end, or one that is not after its beginning
   */
  static Window of(FieldPath place, Timeline timeline, Moment from, Moment to) {
    long begins = timeline.interval(from, 0);
    long ends = timeline.interval(place.at("to").required(to, "to: 120"), 0);
    if (begins >= ends) {
      throw place
          .at("to")
          .problem("is interval %d, not after 'from', which is %d; mend one of them", ends, begins);
    }
    return new Window(begins, ends);
  }
}
