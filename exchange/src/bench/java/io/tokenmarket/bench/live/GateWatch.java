package io.tokenmarket.bench.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.GateClosed;
import io.tokenmarket.schemas.Topics;
import io.tokenmarket.schemas.registry.RecordReader;
import io.tokenmarket.schemas.registry.UndecodableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** When the gate of one market, its clearing and its last outcome were to be read. */
final class GateWatch {
  static final List<String> TOPICS =
      List.of(Topics.ORDER_EVENTS, Topics.CLEARINGS, Topics.MARKET_LOG);

  private final String market;
  private final RecordReader reader;
  private final Tally tally;
  private final int clearing;
  private final int gate;

  /** By market and gate, when the others' clearings were to be read. */
  private final Map<String, Map<Long, Long>> others = new HashMap<>();

  private long gateAt;
  private long clearedAt;
  private long lastEndAt;

  GateWatch(Map<String, Object> settings, String market) {
    this.market = market;
    reader = new RecordReader(settings);
    Wire wire = new Wire(settings);
    tally = Tally.of(settings);
    clearing = wire.id(Clearing.getClassSchema());
    gate = wire.id(GateClosed.getClassSchema());
  }

  void note(ConsumerRecord<String, byte[]> record) {
    int id = Wire.id(record.value());
    long ends = tally.ends();
    if (id == gate && market.equals(record.key())) {
      gateAt = record.timestamp();
    } else if (id == clearing) {
      note((Clearing) decoded(record));
    }
    tally.count(record);
    if (tally.ends() > ends) {
      lastEndAt = System.currentTimeMillis();
    }
  }

  private void note(Clearing held) {
    if (held.getMarket().equals(market)) {
      clearedAt = System.currentTimeMillis();
    } else {
      others
          .computeIfAbsent(held.getMarket(), name -> new HashMap<>())
          .put(held.getAt().toEpochMilli(), System.currentTimeMillis());
    }
  }

  private SpecificRecord decoded(ConsumerRecord<String, byte[]> record) {
    try {
      return reader.read(record.topic(), record.value());
    } catch (UndecodableException e) {
      throw new IllegalStateException(e);
    }
  }

  long answers() {
    return tally.answers();
  }

  long ends() {
    return tally.ends();
  }

  /** Only where nothing is read any more. */
  void describe(ObjectNode json, long from, long until) {
    json.put("gateToClearingMillis", clearedAt < from ? -1 : clearedAt - gateAt)
        .put("gateToLastOutcomeMillis", lastEndAt < from ? -1 : lastEndAt - gateAt)
        .put("outcomes", tally.ends());
    Delays late = new Delays();
    long missed = 0;
    for (Map<Long, Long> market : others.values()) {
      for (long at = from / 1_000 * 1_000 + 1_000; at < until - 1_000; at += 1_000) {
        Long seen = market.get(at);
        if (seen == null) {
          missed++;
        } else {
          late.add(seen - at);
        }
      }
    }
    ObjectNode each = json.putObject("otherMarkets");
    each.set("gateToClearingMillis", late.json());
    each.put("gatesMissed", missed);
  }
}
