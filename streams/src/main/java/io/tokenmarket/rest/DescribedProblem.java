package io.tokenmarket.rest;

import io.tokenmarket.rest.Operation.Kind;
import io.tokenmarket.rest.resource.Health;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The problems that the description of the API names, and the operations that may have them. */
enum DescribedProblem {
  BAD_REQUEST("400", "A parameter, a header or the body cannot be read.", operation -> true),
  UNAUTHORIZED("401", "No key, or none that holds.", operation -> true),
  OVER_BUDGET("402", "The order may cost more than is left.", is(Kind.COMMAND)),
  FORBIDDEN("403", "The key is not for this.", operation -> operation.access() != Access.PUBLIC),
  NOT_FOUND("404", "What is named is not there.", operation -> operation.path().contains("{")),
  NOT_ACCEPTABLE("406", "The header Accept takes no answer that there is.", operation -> true),
  CONFLICT("409", "The command does not go with what is there.", is(Kind.COMMAND)),
  GONE("410", "The book of the auction is not kept any more.", DescribedProblem::isOfABook),
  CONDITION_FAILED("412", "The condition of the request does not hold.", operation -> true),
  TOO_LARGE("413", "The body or the command is too long.", operation -> operation.body() != null),
  UNSUPPORTED("415", "The body is not JSON.", operation -> operation.body() != null),
  UNPROCESSABLE("422", "The exchange refused the command.", is(Kind.COMMAND)),
  TOO_MANY("429", "Too many requests; Retry-After says how long to wait.", operation -> true),
  UNAVAILABLE(
      "503",
      "The node cannot answer now; Retry-After.",
      operation -> operation.answer() != Health.class),
  NOT_ANSWERED("504", "The exchange has not answered in time.", is(Kind.COMMAND)),
  OTHERWISE("default", "Why there is no answer (RFC 9457).", operation -> true);

  private final String status;
  private final String description;
  private final Predicate<Operation> applies;

  DescribedProblem(String status, String description, Predicate<Operation> applies) {
    this.status = status;
    this.description = description;
    this.applies = applies;
  }

  private static Predicate<Operation> is(Kind kind) {
    return operation -> operation.kind() == kind;
  }

  private static boolean isOfABook(Operation operation) {
    return operation.path().endsWith("{interval}")
        && (operation.path().contains("/depth/") || operation.path().contains("/why/"));
  }

  static List<DescribedProblem> of(Operation operation) {
    return Arrays.stream(values()).filter(problem -> problem.applies.test(operation)).toList();
  }

  String status() {
    return status;
  }

  String description() {
    return description;
  }
}
