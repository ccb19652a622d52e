package io.tokenmarket.rest;

import io.tokenmarket.producers.client.Answer;

/** A question or command that gets a problem for an answer. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType refusal;
  private final int status;
  private final String reason;
  private final Long logPosition;

  /**
   * @param reason code of a refused command, or null
   * @param logPosition to be told, or null
   */
  RefusedException(
      ProblemType refusal, int status, String detail, String reason, Long logPosition) {
    super(detail);
    this.refusal = refusal;
    this.status = status;
    this.reason = reason;
    this.logPosition = logPosition;
  }

  /** What the exchange itself refused. */
  static RefusedException of(Answer.Rejected rejected) {
    return new RefusedException(
        ProblemType.ORDER_REJECTED,
        ReasonStatus.of(rejected.reason()),
        ReasonSentence.of(rejected.reason(), rejected.arguments(), rejected.detail()),
        rejected.reason(),
        rejected.logPosition());
  }

  ProblemType refusal() {
    return refusal;
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  Long logPosition() {
    return logPosition;
  }
}
