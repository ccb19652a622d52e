package io.tokenmarket.rest.door;

import io.tokenmarket.rest.security.Address;
import io.tokenmarket.rest.security.Limits;
import io.tokenmarket.rest.security.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a server: how many, whose, and whether each asks for something. Where one is
 * too many, the one that has asked for nothing for longest gives way to it; where all are busy, the
 * new one is closed.
 */
final class Connections extends Handler.Wrapper {
  static final String CALLER = Connections.class.getName() + ".caller";
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final String FORWARDED = "X-Forwarded-For";

  private final Limits limits;
  private final Proxies proxies;
  private final Map<SelectableChannel, Visit> visits = new HashMap<>();
  private final OncePerMinute complaint = new OncePerMinute();

  /**
   * @param proxies who may have any number of connections
   */
  Connections(Limits limits, Proxies proxies) {
    this.limits = limits;
    this.proxies = proxies;
  }

  /** To be told by a connector of what comes and goes. */
  SelectorManager.AcceptListener asListener() {
    return new SelectorManager.AcceptListener() {
      @Override
      public void onAccepting(SelectableChannel channel) {
        accept(channel);
      }

      @Override
      public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        forget(channel);
      }

      @Override
      public void onClosed(SelectableChannel channel) {
        forget(channel);
      }
    };
  }

  private void accept(SelectableChannel channel) {
    Optional<InetAddress> from = remote(channel);
    String address = from.map(InetAddress::getHostAddress).map(Address::of).orElse("");
    if (makeRoom(address, from.filter(proxies::contains).isPresent())) {
      synchronized (visits) {
        visits.put(channel, new Visit(channel, address));
      }
    } else {
      complaint.say(() -> LOG.warn("{} and maybe others have too many connections", address));
      IO.close(channel);
    }
  }

  private boolean makeRoom(String address, boolean proxy) {
    List<Visit> all = all();
    List<Visit> own = all.stream().filter(visit -> visit.address().equals(address)).toList();
    if (!proxy && own.size() >= limits.connectionsOfAddress()) {
      return endIdlest(own);
    }
    return all.size() < limits.connections() || endIdlest(all);
  }

  /** False where each of them is busy. */
  private boolean endIdlest(List<Visit> among) {
    Optional<Visit> idlest =
        among.stream()
            .filter(visit -> !visit.isAsking())
            .min(Comparator.comparingLong(visit -> visit.since() - System.nanoTime()));
    idlest.ifPresent(this::end);
    return idlest.isPresent();
  }

  private void end(Visit visit) {
    synchronized (visits) {
      visits.values().remove(visit);
    }
    visit.end();
  }

  private List<Visit> all() {
    synchronized (visits) {
      return List.copyOf(visits.values());
    }
  }

  /** How many there are. */
  int count() {
    return all().size();
  }

  /** The other end, empty where it is gone. */
  private static Optional<InetAddress> remote(SelectableChannel channel) {
    try {
      return Optional.ofNullable((InetSocketAddress) ((SocketChannel) channel).getRemoteAddress())
          .map(InetSocketAddress::getAddress);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  void opened(SelectableChannel channel, EndPoint at) {
    visit(channel).ifPresent(visit -> visit.opened(at));
  }

  private void forget(SelectableChannel channel) {
    synchronized (visits) {
      visits.remove(channel);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    request.setAttribute(CALLER, caller(request));
    visit(channel(request))
        .ifPresent(
            visit -> {
              visit.asks();
              Request.addCompletionListener(request, failure -> visit.waits());
            });
    return super.handle(request, response, callback);
  }

  private String caller(Request request) {
    InetAddress connected =
        ((InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress()).getAddress();
    return Address.of(
        proxies.caller(connected, request.getHeaders().getValuesList(FORWARDED)).getHostAddress());
  }

  private Optional<Visit> visit(SelectableChannel channel) {
    synchronized (visits) {
      return Optional.ofNullable(visits.get(channel));
    }
  }

  private static SelectableChannel channel(Request request) {
    return (SelectableChannel) endPoint(request).getTransport();
  }

  /** The one at the network's end, below TLS: to close it waits for nobody. */
  static EndPoint endPoint(Request request) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    while (endPoint.getTransport() instanceof EndPoint below) {
      endPoint = below;
    }
    return endPoint;
  }

  /** Closes those that have waited too long; to be called now and then. */
  void check() {
    long now = System.nanoTime();
    all().stream()
        .filter(visit -> visit.isLate(now, limits.request().toNanos(), limits.idle().toNanos()))
        .forEach(Visit::end);
  }
}
