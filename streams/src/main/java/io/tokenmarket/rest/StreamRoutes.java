package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tokenmarket.rest.EventStream.Frame;
import io.tokenmarket.rest.EventStream.Source;
import io.tokenmarket.rest.door.Door;
import io.tokenmarket.rest.resource.ClearingDetail;
import io.tokenmarket.rest.resource.Event;
import io.tokenmarket.rest.resource.Prices;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.threads.OwnThreads;
import io.tokenmarket.topology.views.MarketViews;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: prices and clearings of a market, events of a participant. The id of an event
 * is the same on every node, so a client may go on at another.
 */
final class StreamRoutes implements AutoCloseable {
  static final String EVENTS = "text/event-stream";
  private static final Logger LOG = LoggerFactory.getLogger(StreamRoutes.class);

  private final MarketViews views;
  private final Guard guard;
  private final Door door;
  private final StreamPlaces places;
  private final Lookup lookup;
  private final Patience patience;
  private final ObjectMapper mapper = Json.mapper();
  private final Rendered rendered = new Rendered();
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService checks = OwnThreads.scheduler("streams-check");
  private final Runnable sending = () -> streams.forEach(EventStream::wake);

  /**
   * @param slowest after so long without taking anything, a client is cut off
   */
  StreamRoutes(MarketViews views, Guard guard, Door door, StreamPlaces places, Duration slowest) {
    this.views = views;
    this.guard = guard;
    this.door = door;
    this.places = places;
    this.lookup = new Lookup(views);
    this.patience = new Patience(views.watch());
    views.watch().listen(sending);
    long period = slowest.toMillis() / 10 + 1;
    checks.scheduleAtFixedRate(
        () -> streams.forEach(stream -> check(stream, slowest)),
        period,
        period,
        TimeUnit.MILLISECONDS);
  }

  /** What one stream throws ends that stream; the others are looked after as before. */
  static void check(EventStream stream, Duration slowest) {
    try {
      stream.check(slowest);
    } catch (RuntimeException broken) {
      LOG.error("A stream ends: it could not be looked after", broken);
      stream.close();
    }
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
                "/v1/markets/{market}/prices/stream",
                "streamPrices",
                "The prices of each auction from the last one on; the id is the interval",
                Prices.class,
                patience.with(context -> market(context, "prices", Resources::prices)))
            .streamed(),
        Operation.get(
                "/v1/markets/{market}/clearings/stream",
                "streamClearings",
                "Each auction from the last one on; the id is the interval",
                ClearingDetail.class,
                patience.with(context -> market(context, "clearing", Resources::clearing)))
            .streamed(),
        Operation.get(
                "/v1/participants/{participant}/events/stream",
                "streamEvents",
                "What the exchange tells a participant from now on; the id is the sequence",
                Event.class,
                patience.with(this::events))
            .streamed());
  }

  private void market(Context context, String name, Function<Clearing, ?> resource) {
    String market = lookup.market(context.pathParam("market")).getMarket();
    long latest = views.latestClearing(market).map(Clearing::getInterval).orElse(-1L);
    Source source =
        (interval, limit) ->
            views.clearings(market, interval + 1, Long.MAX_VALUE, limit).stream()
                .map(clearing -> frame(name, clearing, resource))
                .toList();
    open(context, source, behind(context, latest, latest - 1));
  }

  /**
   * The event that the stream goes on behind. One that is not here yet may have come from a node
   * that has read more, or from another exchange: then it would be waited for in vain.
   *
   * @param latest of the stream, -1 where it has none
   * @param otherwise where the client has seen none
   */
  private static long behind(Context context, long latest, long otherwise) {
    long last = new Parameters(context).lastEventId().orElse(otherwise);
    if (last > latest) {
      context.attribute(ProblemEvent.GO_ON_BEHIND, otherwise < 0 ? "" : Long.toString(otherwise));
      String end = latest < 0 ? "which has none yet" : "whose last is " + latest;
      throw ProblemType.UNKNOWN_EVENT.because(
          "Event %s is not in this stream, %s: this node has read less than the one that sent it, or it was of another exchange. Without Last-Event-ID the stream begins anew."
              .formatted(last, end));
    }
    return last;
  }

  private Frame frame(String name, Clearing clearing, Function<Clearing, ?> resource) {
    return rendered.get(
        name + '/' + clearing.getMarket() + '/' + clearing.getInterval(),
        () -> frame(clearing.getInterval(), name, resource.apply(clearing)));
  }

  private void events(Context context) {
    String participant = context.pathParam("participant");
    Source source =
        (sequence, limit) ->
            views.events(participant, sequence + 1, limit).stream()
                .map(ToldEvents::event)
                .map(event -> frame(event.sequence(), event.type(), event))
                .toList();
    long latest = views.lastEvents(participant, 1).stream().mapToLong(e -> e.sequence()).sum();
    open(context, source, behind(context, latest, latest));
  }

  private Frame frame(long id, String name, Object data) {
    try {
      String json = mapper.writeValueAsString(data);
      String text = "id: " + id + "\nevent: " + name + "\ndata: " + json + "\n\n";
      return new Frame(id, text.getBytes(UTF_8));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void open(Context context, Source source, long last) {
    if (context.method().equals(HandlerType.HEAD)) {
      head(context.res());
      return;
    }
    Caller caller = guard.caller(context);
    places.take(caller);
    head(context.res());
    async(context.req()).setTimeout(0);
    context.future(() -> begin(context, caller, source, last));
  }

  private static void head(HttpServletResponse response) {
    response.setContentType(EVENTS);
    response.setCharacterEncoding(UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
  }

  /** Done once the stream ends. */
  private CompletableFuture<Void> begin(Context context, Caller caller, Source source, long last) {
    EventStream stream;
    try {
      stream = stream(context, caller, source, last);
    } catch (RuntimeException failed) {
      places.giveBack(caller);
      throw failed;
    }
    streams.add(stream);
    return stream.closed().thenRun(() -> end(stream, caller));
  }

  private void end(EventStream stream, Caller caller) {
    streams.remove(stream);
    places.giveBack(caller);
  }

  /** Begun already where the question had to wait. */
  static AsyncContext async(HttpServletRequest request) {
    return request.isAsyncStarted() ? request.getAsyncContext() : request.startAsync();
  }

  private EventStream stream(Context context, Caller caller, Source source, long last) {
    BooleanSupplier permitted = guard.permission(context);
    try {
      var output = context.res().getOutputStream();
      EventStream stream =
          new EventStream(
              context.req(), output, source, last, permitted, door.answering(caller.address()));
      output.setWriteListener(stream);
      return stream;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  int open() {
    return streams.size();
  }

  /** Ends all streams; their clients come again. */
  @Override
  public void close() {
    views.watch().forget(sending);
    checks.shutdownNow();
    streams.forEach(EventStream::close);
  }
}
