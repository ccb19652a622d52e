package io.tokenmarket.rest;

import io.tokenmarket.rest.http.AcceptEncoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes from requests what the library behind would read otherwise than the standard: a request is
 * its method, there are no WebSockets, and of content codings there is gzip, or none.
 */
final class AsSent extends Handler.Wrapper {
  private static final String METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
  private static final HttpField GZIP = new HttpField(HttpHeader.ACCEPT_ENCODING, "gzip");

  private final Map<String, String> headers;

  /**
   * @param headers of every answer
   */
  AsSent(Map<String, String> headers) {
    this.headers = headers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getHttpURI().getPath().equals("*")) {
      return answerForAll(response, callback);
    }
    if (HttpMethod.CONNECT.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Response.writeError(request, response, callback, HttpStatus.NOT_IMPLEMENTED_501);
      return true;
    }
    HttpFields read = asRead(request.getHeaders());
    return super.handle(
        new Request.Wrapper(request) {
          @Override
          public HttpFields getHeaders() {
            return read;
          }
        },
        response,
        callback);
  }

  /** OPTIONS of the server as a whole (RFC 9110, 9.3.7); nothing else can be asked of it. */
  private boolean answerForAll(Response response, Callback callback) {
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.ALLOW, METHODS);
    response.setStatus(HttpStatus.NO_CONTENT_204);
    response.write(true, null, callback);
    return true;
  }

  private static HttpFields asRead(HttpFields sent) {
    HttpFields.Mutable read = HttpFields.build(sent);
    read.remove("X-HTTP-Method-Override");
    read.remove(HttpHeader.SEC_WEBSOCKET_VERSION);
    List<String> codings = sent.getValuesList(HttpHeader.ACCEPT_ENCODING);
    read.remove(HttpHeader.ACCEPT_ENCODING);
    if (AcceptEncoding.takesGzip(Optional.of(String.join(",", codings)))) {
      read.add(GZIP);
    }
    return read.asImmutable();
  }
}
