package io.tokenmarket.rest;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.tokenmarket.rest.security.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One operation of the API: what is routed, and what is said of it.
 *
 * @param id unique, for clients that are generated
 * @param body resource in the request, null for none
 * @param answer resource of a successful answer, or of one event of a stream
 * @param kind how it is answered
 */
record Operation(
    HandlerType method,
    String path,
    String id,
    String summary,
    Access access,
    List<Parameter> parameters,
    Class<?> body,
    Class<?> answer,
    Kind kind,
    Handler handler) {

  /** How an operation is answered. */
  enum Kind {
    /** JSON with an entity tag. */
    JSON(
        "Has an entity tag: If-None-Match with it is answered with 304 while nothing has changed."),
    /** The same; as CSV, too, where that is asked for. */
    TABLE("Has an entity tag. Comes as CSV, too, for who accepts text/csv or asks for it by name."),
    /** Server-sent events. */
    STREAM(
        "Server-sent events. Goes on behind the event of Last-Event-ID. Who accepts text/event-stream and nothing else is told a passing problem by an event of the type problem, and comes again."),
    /** The answer to a command. */
    COMMAND(
        "Answered once the exchange's own answer is committed. Sent again under the same Idempotency-Key, it has no further effect.");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    /** Said of all operations of the kind. */
    String description() {
      return description;
    }
  }

  static Operation get(String path, String id, String summary, Class<?> answer, Handler handler) {
    return new Operation(
        HandlerType.GET,
        path,
        id,
        summary,
        path.contains("{participant}") ? Access.PARTICIPANT : Access.PUBLIC,
        List.of(),
        null,
        answer,
        Kind.JSON,
        handler);
  }

  /** The same, as CSV where that is asked for. */
  Operation asTable() {
    return new Operation(
            method, path, id, summary, access, parameters, body, answer, Kind.TABLE, handler)
        .with(Parameter.FORMAT);
  }

  /** The same with these parameters besides those of its path. */
  Operation with(Parameter... more) {
    List<Parameter> all = new ArrayList<>(parameters);
    all.addAll(Arrays.asList(more));
    return new Operation(
        method, path, id, summary, access, List.copyOf(all), body, answer, kind, handler);
  }

  /** A page of a list. */
  Operation paged() {
    return with(Parameter.LIMIT, Parameter.CURSOR);
  }

  /** A page of what happened in a range of intervals. */
  Operation ranged() {
    return with(Parameter.FROM, Parameter.TO).paged();
  }

  /** The same operation as a stream of such events. */
  Operation streamed() {
    return new Operation(
            method, path, id, summary, access, parameters, body, answer, Kind.STREAM, handler)
        .with(Parameter.LAST_EVENT, Parameter.LAST_EVENT_QUERY);
  }

  /** A command of a participant's, by another method than GET. */
  Operation command(HandlerType by, Class<?> carrying) {
    return command(by, carrying, Access.PARTICIPANT).with(Parameter.WAIT);
  }

  /** A command of the market's operator, which has no outcome to wait for. */
  Operation operated(HandlerType by, Class<?> carrying) {
    return command(by, carrying, Access.OPERATOR);
  }

  private Operation command(HandlerType by, Class<?> carrying, Access whose) {
    return new Operation(
            by, path, id, summary, whose, parameters, carrying, answer, Kind.COMMAND, handler)
        .with(Parameter.KEY, Parameter.SIGNATURE);
  }

  /** Whether HEAD is answered as this is, without the body. */
  boolean isHeadAsked() {
    return method.equals(HandlerType.GET);
  }

  /** Whose keys do, none where no key is needed; a participant's only where it is their own. */
  List<Role> roles() {
    return access.roles(method);
  }

  /** The same operation for who runs the exchange alone. */
  Operation forOperator() {
    return new Operation(
        method, path, id, summary, Access.OPERATOR, parameters, body, answer, kind, handler);
  }

  /** The media types of a good answer, the usual one first. */
  List<String> types() {
    return switch (kind) {
      case TABLE -> List.of(Content.JSON, Finality.CSV);
      case STREAM -> List.of(StreamRoutes.EVENTS);
      case JSON, COMMAND -> List.of(Content.JSON);
    };
  }

  /** Whether an answer can be asked for that is no older than a position of a market's log. */
  boolean isPositioned() {
    boolean read = kind != Kind.STREAM && kind != Kind.COMMAND;
    return read && (path.contains("{market}") || parameters.contains(Parameter.MARKET));
  }

  /** All parameters but those of its path. */
  List<Parameter> allParameters() {
    return isPositioned() ? with(Parameter.POSITION).parameters() : parameters;
  }

  /** The names that may be in a query. */
  List<String> queries() {
    return allParameters().stream()
        .filter(parameter -> parameter.in().equals("query"))
        .map(Parameter::name)
        .toList();
  }
}
