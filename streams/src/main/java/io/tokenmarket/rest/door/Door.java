package io.tokenmarket.rest.door;

import io.javalin.config.JavalinConfig;
import io.tokenmarket.rest.security.Limits;
import io.tokenmarket.rest.security.Proxies;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * What every request to a server comes in by, and every answer leaves by. The threads that read and
 * write wait for nobody; those that answer get requests whole and leave their answers behind. So a
 * client that is slow, or means to be, holds a connection and nothing else.
 */
public final class Door implements AutoCloseable {
  private static final int READING = 8;
  private static final int READING_IDLE = 4;
  private static final int ANSWERING = 16;
  private static final int URGENT = 2;
  private static final Duration CHECKS = Duration.ofMillis(500);

  private final QueuedThreadPool reading = new QueuedThreadPool(READING, READING_IDLE);
  private final ExecutorService answering;
  private final ExecutorService urgently;
  private final ExecutorService checking;
  private final FairTurns turns;
  private final Connections connections;
  private final Bodies bodies;
  private final Answers answers;
  private final Workers workers;

  /** How the bytes of a connection are understood. */
  public interface Protocol {
    Protocol PLAIN = (server, http) -> new ConnectionFactory[] {new HttpConnectionFactory(http)};

    ConnectionFactory[] of(Server server, HttpConfiguration configuration);
  }

  /**
   * @param name of the threads
   * @param proxies whose word is taken for who is behind them
   * @param urgent paths that are answered whatever else is asked
   */
  public Door(String name, Limits limits, Proxies proxies, Set<String> urgent) {
    reading.setName(name);
    answering = Threads.pool(name + "-answering", ANSWERING);
    urgently = Threads.pool(name + "-urgent", URGENT);
    turns = new FairTurns(answering);
    connections = new Connections(limits, proxies);
    bodies = new Bodies(limits);
    answers = new Answers(limits);
    workers = new Workers(turns, urgent, urgently);
    checking = Threads.every(CHECKS, name + "-checking", this::check);
  }

  private void check() {
    connections.check();
    answers.check();
  }

  /**
   * Has a server use it.
   *
   * @param host to listen on
   */
  public void on(JavalinConfig config, String host, int port, Protocol protocol) {
    config.jetty.threadPool = reading;
    config.jetty.modifyServer(this::lead);
    config.jetty.modifyHttpConfiguration(http -> http.addCustomizer(Door::withoutUpgrade));
    config.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(Limits.HEADER_BYTES));
    config.jetty.addConnector(
        (server, http) -> {
          Listener listener = new Listener(server, connections, protocol.of(server, http));
          listener.setHost(host);
          listener.setPort(port);
          return listener;
        });
  }

  /** Another protocol, which nobody here speaks, would come in past all that looks at requests. */
  private static Request withoutUpgrade(Request request, HttpFields.Mutable answer) {
    if (!request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)) {
      return request;
    }
    HttpFields headers =
        HttpFields.build(request.getHeaders()).remove(HttpHeader.SEC_WEBSOCKET_VERSION);
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return headers;
      }
    };
  }

  private void lead(Server server) {
    // It would cut off streams, which are quiet now and then, once others keep the threads busy.
    server.removeBean(server.getBean(LowResourceMonitor.class));
    connections.setHandler(bodies);
    bodies.setHandler(answers);
    answers.setHandler(workers);
    server.setHandler(connections);
  }

  /** Whose a request is: what is counted together of what comes from a machine or network. */
  public static String caller(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(Connections.CALLER));
  }

  /** Does tasks on the threads that answer, taking turns with the requests of the same caller. */
  public Executor answering(String caller) {
    return task -> turns.execute(caller, task);
  }

  /** How many connections are open. */
  public int connections() {
    return connections.count();
  }

  /** How many bytes of answers wait for their clients. */
  public long unsent() {
    return answers.unsent();
  }

  @Override
  public void close() {
    checking.shutdownNow();
    answering.shutdownNow();
    urgently.shutdownNow();
  }
}
