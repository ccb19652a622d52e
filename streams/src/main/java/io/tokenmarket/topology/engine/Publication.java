package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.market.Reason;
import io.tokenmarket.schemas.Batches;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.MarketChanged;
import io.tokenmarket.schemas.OrderRejected;
import io.tokenmarket.schemas.RecordKind;
import io.tokenmarket.schemas.RecordKind.Key;
import io.tokenmarket.schemas.registry.ClearingParts;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the records that come of an entry of the log, each on its topic. Those of a large
 * auction are published in pages, a transaction each, so that no time-out of a cluster bounds an
 * auction.
 */
final class Publication {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private final ProcessorContext<byte[], Object> context;
  private final int page;
  private final long recordBytes;
  private List<SpecificRecord> records = List.of();
  private long time;
  private int published;

  /**
   * @param page so many events are in a transaction at most, of one entry
   * @param recordBytes so many a record may have; a clearing that has more is cut into parts
   */
  Publication(ProcessorContext<byte[], Object> context, int page, long recordBytes) {
    this.recordBytes = recordBytes;
    this.context = context;
    this.page = page;
  }

  /**
   * Begins with the records of an entry; those of the one before must be published.
   *
   * @param time of the entry
   * @param done so many of them are published
   */
  void begin(List<SpecificRecord> all, long time, int done) {
    this.records = all;
    this.time = time;
    this.published = done;
  }

  /** Whether all records of the entry are published. */
  boolean isWhole() {
    return published >= records.size();
  }

  /** How many are. */
  int published() {
    return published;
  }

  /** Publishes a page more. */
  void publishPage() {
    for (int room = page; room > 0 && !isWhole(); published++) {
      SpecificRecord next = records.get(published);
      publish(next);
      room -= Batches.size(next);
    }
    if (isWhole()) {
      begin(List.of(), time, 0);
    }
  }

  /** All parts of a clearing are one event of a page, so they are in one transaction. */
  private void publish(SpecificRecord event) {
    RecordKind kind = RecordKind.of(event);
    byte[] key = kind.keyOf(event).getBytes(UTF_8);
    String sink = TopologyNames.sink(kind.topic());
    if (event instanceof Clearing clearing) {
      for (SpecificRecord record : ClearingParts.of(clearing, recordBytes)) {
        context.forward(new Record<>(key, record, time), sink);
      }
    } else {
      if (kind.key() == Key.PARTICIPANT) {
        Batches.events(event).forEach(Publication::warnOfFault);
      }
      context.forward(new Record<>(key, event, time), sink);
    }
  }

  /** What the auction threw comes again whenever the log is replayed up to this position. */
  private static void warnOfFault(SpecificRecord event) {
    if (event instanceof OrderRejected rejected
        && rejected.getReason().equals(Reason.POISON.name())) {
      LOG.error(
          "{}: {}; log position {}",
          rejected.getMarket(),
          rejected.getDetail(),
          rejected.getLogPosition());
    } else if (event instanceof MarketChanged changed && !changed.getReason().isEmpty()) {
      LOG.error(
          "{}: {}; log position {}",
          changed.getMarket(),
          changed.getDetail(),
          changed.getLogPosition());
    }
  }
}
