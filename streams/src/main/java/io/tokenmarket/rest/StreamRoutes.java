package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.tokenmarket.rest.EventStream.Frame;
import io.tokenmarket.rest.EventStream.Source;
import io.tokenmarket.rest.resource.ClearingDetail;
import io.tokenmarket.rest.resource.Event;
import io.tokenmarket.rest.resource.Prices;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.topology.views.MarketViews;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Server-sent events: prices and clearings of a market, events of a participant. The id of an event
 * is the same on every node, so a client may go on at another.
 */
final class StreamRoutes implements AutoCloseable {
  private static final int MOST = 1_000;

  private final MarketViews views;
  private final Guard guard;
  private final Lookup lookup;
  private final ObjectMapper mapper = Json.mapper();
  private final Rendered rendered = new Rendered();
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService checks =
      Executors.newSingleThreadScheduledExecutor(StreamRoutes::thread);
  private final Runnable sending = () -> streams.forEach(EventStream::send);

  /**
   * @param slowest after so long without taking anything, a client is cut off
   */
  StreamRoutes(MarketViews views, Guard guard, Duration slowest) {
    this.views = views;
    this.guard = guard;
    this.lookup = new Lookup(views);
    views.watch().listen(sending);
    long period = slowest.toMillis() / 10 + 1;
    checks.scheduleAtFixedRate(
        () -> streams.forEach(stream -> stream.check(slowest)),
        period,
        period,
        TimeUnit.MILLISECONDS);
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
                "/v1/markets/{market}/prices/stream",
                "streamPrices",
                "The prices of each auction from the last one on; the id is the interval",
                Prices.class,
                context -> market(context, "prices", Resources::prices))
            .streamed(),
        Operation.get(
                "/v1/markets/{market}/clearings/stream",
                "streamClearings",
                "Each auction from the last one on; the id is the interval",
                ClearingDetail.class,
                context -> market(context, "clearing", Resources::clearing))
            .streamed(),
        Operation.get(
                "/v1/participants/{participant}/events/stream",
                "streamEvents",
                "What the exchange tells a participant from now on; the id is the sequence",
                Event.class,
                this::events)
            .streamed());
  }

  private void market(Context context, String name, Function<Clearing, ?> resource) {
    String market = lookup.market(context.pathParam("market")).getMarket();
    long latest = views.latestClearing(market).map(Clearing::getInterval).orElse(0L);
    Source source =
        (interval, limit) ->
            views.clearings(market, interval + 1, Long.MAX_VALUE, limit).stream()
                .map(clearing -> frame(name, clearing, resource))
                .toList();
    open(context, source, new Parameters(context).lastEventId().orElse(latest - 1));
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
                .map(Told::event)
                .map(event -> frame(event.sequence(), event.type(), event))
                .toList();
    long now = views.lastEvents(participant, 1).stream().mapToLong(e -> e.sequence()).sum();
    open(context, source, new Parameters(context).lastEventId().orElse(now));
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
    if (streams.size() >= MOST) {
      throw Refusal.NOT_READY.because("This node has " + MOST + " streams open and takes no more.");
    }
    HttpServletResponse response = context.res();
    response.setContentType("text/event-stream");
    response.setCharacterEncoding(UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    context.req().startAsync().setTimeout(0);
    BooleanSupplier permitted = guard.permission(context);
    context.future(
        () -> {
          EventStream stream = stream(context, source, last, permitted);
          streams.add(stream);
          return stream.closed().thenRun(() -> streams.remove(stream));
        });
  }

  private static EventStream stream(
      Context context, Source source, long last, BooleanSupplier permitted) {
    try {
      var output = context.res().getOutputStream();
      EventStream stream = new EventStream(context.req(), output, source, last, permitted);
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

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "streams-check");
    thread.setDaemon(true);
    return thread;
  }
}
