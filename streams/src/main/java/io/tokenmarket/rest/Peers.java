package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.tokenmarket.schemas.Causes;
import io.tokenmarket.topology.views.Part;
import io.tokenmarket.topology.views.ViewsUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;

/** The other nodes that share the views: a request is passed on to one as it is, or asked of it. */
final class Peers implements AutoCloseable {
  /** Who gets a request with it does not pass it on. */
  static final String PASSED = "Tokenmarket-Passed";

  private static final String FORWARDED = "X-Forwarded-For";
  private static final Duration CONNECTING = Duration.ofSeconds(1);
  private static final Duration READING = Duration.ofSeconds(15);

  /** The longest wait for an auction, and for the answer before it. */
  private static final Duration COMMANDING = Duration.ofSeconds(Parameters.LONGEST_WAIT + 20L);

  /**
   * What is between two nodes only, and what this node has looked at for the other: which page asks
   * is told by a name that is this node's.
   */
  private static final Set<String> OWN =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "keep-alive",
          "origin",
          "sec-fetch-dest",
          "sec-fetch-mode",
          "sec-fetch-site",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-forwarded-for");

  private final String scheme;
  private HttpClient client;
  private final Set<PassedStream> streams = ConcurrentHashMap.newKeySet();

  /**
   * @param tls whether the nodes speak it
   */
  Peers(boolean tls) {
    scheme = tls ? "https://" : "http://";
  }

  /** An answer whole, or events as they come. */
  private record Body(byte[] whole, Flow.Publisher<List<ByteBuffer>> events) {
    static BodySubscriber<Body> of(ResponseInfo info) {
      boolean stream =
          info.headers()
              .firstValue(Header.CONTENT_TYPE)
              .filter(type -> type.startsWith(StreamRoutes.EVENTS))
              .isPresent();
      return stream
          ? BodySubscribers.mapping(
              BodySubscribers.ofPublisher(), events -> new Body(new byte[0], events))
          : BodySubscribers.mapping(BodySubscribers.ofByteArray(), whole -> new Body(whole, null));
    }
  }

  /**
   * Has a request answered by another node, whose answer is given as it is.
   *
   * @param command whether it may take effect there though no answer comes
   */
  void pass(Context context, String node, boolean command) {
    requireFirst(context);
    String target = target(context.req().getRequestURI());
    String query = context.req().getQueryString();
    HttpRequest request =
        request(context, node, target + (query == null ? "" : "?" + target(query)))
            .method(context.req().getMethod(), body(context))
            .timeout(command ? COMMANDING : READING)
            .build();
    context.disableCompression();
    StreamRoutes.async(context.req()).setTimeout(0);
    context.future(
        () ->
            client()
                .sendAsync(request, Body::of)
                .handle((answer, failure) -> answered(answer, failure, command))
                .thenCompose(answer -> give(context, answer)));
  }

  /** It has threads of its own, which a node that keeps all views does not need. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECTING)
              .build();
    }
    return client;
  }

  private static BodyPublisher body(Context context) {
    byte[] body = context.bodyAsBytes();
    return body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
  }

  /** Two nodes may each take the other for the one that has it. */
  private static void requireFirst(Context context) {
    if (context.header(PASSED) != null) {
      throw ProblemType.NOT_READY.because("What is asked for is moving from one node to another.");
    }
  }

  private HttpRequest.Builder request(Context context, String node, String target) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + node + target));
    HttpServletRequest asked = context.req();
    for (String name : Collections.list(asked.getHeaderNames())) {
      if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
        Collections.list(asked.getHeaders(name)).forEach(value -> request.header(name, value));
      }
    }
    String before =
        Optional.ofNullable(context.header(FORWARDED)).map(hops -> hops + ", ").orElse("");
    return request.header(FORWARDED, before + asked.getRemoteAddr()).header(PASSED, "1");
  }

  /** Clients send what the syntax of addresses does not have, and we take it. */
  private static String target(String raw) {
    StringBuilder target = new StringBuilder();
    raw.codePoints()
        .forEach(
            c -> {
              String text = Character.toString(c);
              boolean allowed =
                  c < 0x7f
                      && (Character.isLetterOrDigit(c) || "/%?&=+-._~!$'()*,;:@".contains(text));
              target.append(allowed ? text : URLEncoder.encode(text, UTF_8));
            });
    return target.toString();
  }

  private static HttpResponse<Body> answered(
      HttpResponse<Body> answer, Throwable failure, boolean command) {
    if (failure == null) {
      return answer;
    }
    Throwable cause = Causes.ofStage(failure);
    if (!(cause instanceof IOException)) {
      throw new CompletionException(cause);
    }
    throw command && !(cause instanceof ConnectException)
        ? ProblemType.NOT_ANSWERED.because(
            "The node that has the market does not answer; the command may still take effect. Send the same request with the same Idempotency-Key again: it counts once.")
        : ProblemType.NOT_READY.because("The node that has what is asked for does not answer.");
  }

  private CompletableFuture<Void> give(Context context, HttpResponse<Body> answer) {
    context.status(answer.statusCode()).res().setContentType(null);
    answer.headers().map().forEach((name, values) -> put(context, name, values));
    if (answer.body().events() == null) {
      context.result(answer.body().whole());
      return CompletableFuture.completedFuture(null);
    }
    PassedStream stream = PassedStream.to(context);
    streams.add(stream);
    answer.body().events().subscribe(stream);
    return stream.closed().thenRun(() -> streams.remove(stream));
  }

  private static void put(Context context, String name, List<String> values) {
    boolean length =
        name.equalsIgnoreCase(Header.CONTENT_LENGTH) && context.req().getMethod().equals("HEAD");
    if (length || !OWN.contains(name.toLowerCase(Locale.ROOT))) {
      context.res().setHeader(name, values.get(0));
      values.stream().skip(1).forEach(value -> context.res().addHeader(name, value));
    }
  }

  /** What another node has of an answer; fails where it does not tell. */
  CompletableFuture<List<Part>> ask(Context context, String node, String target) {
    HttpRequest request = request(context, node, target).timeout(READING).build();
    return client()
        .sendAsync(request, BodyHandlers.ofByteArray())
        .handle((answer, failure) -> told(node, answer, failure));
  }

  private static List<Part> told(String node, HttpResponse<byte[]> answer, Throwable failure) {
    if (failure == null && answer.statusCode() == 200) {
      try {
        return Part.read(answer.body());
      } catch (IOException strange) {
        throw new UncheckedIOException(strange);
      }
    }
    throw new ViewsUnavailableException(
        "The node at " + node + " does not tell what it has of the answer.", failure);
  }

  @Override
  public void close() {
    streams.forEach(PassedStream::close);
  }
}
