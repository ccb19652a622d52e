package io.tokenmarket.topology.views;

import io.tokenmarket.market.Calendar;
import io.tokenmarket.market.LogEntry;
import io.tokenmarket.market.Market;
import io.tokenmarket.market.MarketState;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.MarketDefinition;
import io.tokenmarket.schemas.Posting;
import io.tokenmarket.schemas.SupplyOffer;
import io.tokenmarket.schemas.TierRate;
import io.tokenmarket.schemas.TokenDemand;
import io.tokenmarket.schemas.Trade;
import io.tokenmarket.schemas.TradeSettled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * A market with its exchange, all that it publishes given to the views: at once, or where it is
 * held back when it is released.
 */
public final class LiveMarket {
  public static final long DOLLAR = 1_000_000;

  private final ViewsDriver views;
  private final MarketDefinition definition;
  private final MarketState state;
  private final List<SpecificRecord> heldBack = new ArrayList<>();
  private boolean holding;
  private long position = -1;

  /** A market of the sample's rules that nothing has happened to yet. */
  public LiveMarket(ViewsDriver views, String market) {
    this(views, SampleMarket.definition(market));
  }

  /** The same of these rules. */
  public LiveMarket(ViewsDriver views, MarketDefinition definition) {
    this.views = views;
    this.definition = definition;
    this.state = MarketState.undefined(definition.getMarket());
    send(definition);
  }

  public String name() {
    return definition.getMarket();
  }

  /** Position of the last entry. */
  public long position() {
    return position;
  }

  /** The state of the exchange. */
  public MarketState state() {
    return state;
  }

  /** Puts a command into the log; returns its position. */
  public long send(SpecificRecord command) {
    position = views.log(command);
    List<SpecificRecord> events = Market.handle(state, new LogEntry(position, command));
    if (holding) {
      heldBack.addAll(events);
    } else {
      events.forEach(this::publish);
    }
    return position;
  }

  public long close(long interval) {
    Instant at = Instant.ofEpochMilli(Calendar.gate(definition, interval));
    return send(new GateClosed(name(), interval, at));
  }

  /** From now on the views see the log, and not what follows from it. */
  public void hold() {
    holding = true;
  }

  public void release() {
    holding = false;
    heldBack.forEach(this::publish);
    heldBack.clear();
  }

  /** Lets the views see the first event that is held back; false where there is none. */
  public boolean releaseNext() {
    if (!heldBack.isEmpty()) {
      publish(heldBack.remove(0));
      return true;
    }
    return false;
  }

  private void publish(SpecificRecord event) {
    if (event instanceof Clearing clearing) {
      views.clear(clearing);
    } else if (event instanceof Trade trade) {
      views.trade(trade);
    } else if (event instanceof TradeSettled settled) {
      views.settle(settled);
    } else if (event instanceof Posting posting) {
      views.settle(posting);
    } else {
      views.tell((String) ((GenericRecord) event).get("participant"), event);
    }
  }

  /** 20 MW that make up to 120,000 lots of MEDIUM an interval. */
  public SupplyOffer offer(String id, String factory, long ask, long intervals) {
    return SupplyOffer.newBuilder()
        .setCommandId(id)
        .setMarket(name())
        .setParticipant(factory)
        .setSite("fjord")
        .setHardware("blackwell")
        .setKilowatts(20_000)
        .setRates(List.of(new TierRate("MEDIUM", 100_000L, ask)))
        .setIntervals(intervals)
        .build();
  }

  public TokenDemand demand(String id, String app, long lots, long limit, long intervals) {
    return TokenDemand.newBuilder()
        .setCommandId(id)
        .setMarket(name())
        .setParticipant(app)
        .setTier("MEDIUM")
        .setLots(lots)
        .setLimitPrice(limit)
        .setIntervals(intervals)
        .build();
  }
}
