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
    /** What changes. */
    CURRENT,
    /** What changes; as CSV, too, where that is asked for. */
    TABLE,
    /** What has an entity tag. */
    TAGGED,
    /** Server-sent events. */
    STREAM,
    /** The answer to a command. */
    COMMAND
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
        Kind.CURRENT,
        handler);
  }

  /** The same, an entity tag with each answer. */
  Operation tagged() {
    return new Operation(
        method, path, id, summary, access, parameters, body, answer, Kind.TAGGED, handler);
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
    return new Operation(
            by,
            path,
            id,
            summary,
            Access.PARTICIPANT,
            parameters,
            carrying,
            answer,
            Kind.COMMAND,
            handler)
        .with(Parameter.KEY, Parameter.SIGNATURE, Parameter.WAIT);
  }

  /** Whether HEAD is answered as this is, without the body. */
  boolean isHeadAsked() {
    return method.equals(HandlerType.GET) && kind != Kind.STREAM;
  }

  /** Whose keys do, none where no key is needed; a participant's only where it is his own. */
  List<Role> roles() {
    return access.roles(method);
  }

  /** The same operation for who runs the exchange alone. */
  Operation forOperator() {
    return new Operation(
        method, path, id, summary, Access.OPERATOR, parameters, body, answer, kind, handler);
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

  /** The names that may stand in a query. */
  List<String> queries() {
    return allParameters().stream()
        .filter(parameter -> parameter.in().equals("query"))
        .map(Parameter::name)
        .toList();
  }
}
