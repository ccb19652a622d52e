package io.tokenmarket.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.rest.http.Malformed;
import io.tokenmarket.rest.resource.Problem;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the server answers where a request cannot be read and so reaches no handler: the same
 * problems with the same headers as everything else.
 */
final class ErrorPages implements Request.Handler {
  private static final ObjectMapper MAPPER = Json.mapper();
  private static final String UNREAD = "/badMessage";
  private static final int SERVERS_FAULT = 500;

  private final Map<String, String> headers;

  /**
   * @param headers of every answer
   */
  ErrorPages(Map<String, String> headers) {
    this.headers = headers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    int status = status(request, response);
    response.setStatus(status);
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.CONTENT_TYPE);
    byte[] problem = problem(request, status);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, problem.length);
    response.write(true, ByteBuffer.wrap(problem), callback);
    return true;
  }

  private static int status(Request request, Response response) {
    int status = unread(request).map(HttpException::getCode).orElseGet(response::getStatus);
    // HTTP/2 is not spoken here, so there is nothing to upgrade to.
    return status == HttpStatus.UPGRADE_REQUIRED_426
        ? HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
        : status;
  }

  private static Optional<HttpException> unread(Request request) {
    return Optional.ofNullable(request.getAttribute(ErrorHandler.ERROR_EXCEPTION))
        .filter(HttpException.class::isInstance)
        .map(HttpException.class::cast);
  }

  private static byte[] problem(Request request, int status) throws JsonProcessingException {
    boolean ours =
        status >= SERVERS_FAULT
            && status != HttpStatus.NOT_IMPLEMENTED_501
            && unread(request).isEmpty();
    ProblemType refusal = ours ? ProblemType.INTERNAL_ERROR : ProblemType.REQUEST_REFUSED;
    return MAPPER.writeValueAsBytes(
        new Problem(
            refusal.type(),
            refusal.title(),
            status,
            ours ? "The log of the node has the cause." : sentence(request, status),
            instance(request),
            null,
            null));
  }

  /** Where not even the first line could be read, the library puts a path of its own. */
  private static String instance(Request request) {
    String path = request.getHttpURI().getPath();
    return UNREAD.equals(path) ? null : path;
  }

  private static String sentence(Request request, int status) {
    String told =
        unread(request)
            .map(unread -> String.valueOf(unread.getReason()))
            .orElseGet(() -> String.valueOf(request.getAttribute(ErrorHandler.ERROR_MESSAGE)));
    return switch (status) {
      case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
          "The first line and the headers of a request together have at most 8 KiB.";
      case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> "This node speaks HTTP/1.1 and 1.0.";
      case HttpStatus.NOT_IMPLEMENTED_501 -> "The method CONNECT is for proxies.";
      case HttpStatus.EXPECTATION_FAILED_417 -> "The header Expect can be 100-continue only.";
      default -> "The request cannot be read as HTTP: " + Malformed.words(told) + ".";
    };
  }
}
