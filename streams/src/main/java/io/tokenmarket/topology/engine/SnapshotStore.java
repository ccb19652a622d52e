package io.tokenmarket.topology.engine;

import io.tokenmarket.market.MarketState;
import io.tokenmarket.market.StateRecords;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The markets of a partition as of a position of the log. The log gives what came behind it, so a
 * snapshot is taken only once that has become long; what costs an order nothing else.
 *
 * <p>A snapshot is written in pieces, over many turns of the processor and many transactions. Its
 * records never change, so it stays that of its position while the markets go on. The last piece
 * makes it the valid one in the place of the one before. Pieces alternate between two slots.
 */
final class SnapshotStore {
  private static final String LAST = "last";
  private static final String ASIDE = "aside/";
  private static final int PIECE_BYTES = 65_536;
  private static final int PIECES_A_TURN = 4;
  private static final byte[] NOTHING = {};

  private final KeyValueStore<String, byte[]> store;
  private final Serde<SpecificRecord> serde;
  private final long least;
  private Valid valid;
  private Iterator<SpecificRecord> rest = Collections.emptyIterator();
  private Valid written;

  /** What handling the log again from the valid snapshot on would cost, in events. */
  private long weight;

  /**
   * A snapshot in the store.
   *
   * @param slot where it is
   * @param pieces how many it has
   * @param position of the last entry that has had its effect
   */
  private record Valid(long slot, long pieces, long position) {
    static Valid of(byte[] bytes) {
      ByteBuffer read = ByteBuffer.wrap(bytes);
      return new Valid(read.getLong(), read.getLong(), read.getLong());
    }

    byte[] bytes() {
      ByteBuffer written = ByteBuffer.allocate(3 * Long.BYTES);
      return written.putLong(slot).putLong(pieces).putLong(position).array();
    }

    Valid withPiece() {
      return new Valid(slot, pieces + 1, position);
    }

    String piece(long number) {
      return prefix() + number;
    }

    String prefix() {
      return "slot-" + slot + "/";
    }
  }

  /**
   * @param serde of the records of state
   * @param least so many events are worth a snapshot
   */
  SnapshotStore(ProcessorContext<?, ?> context, Serde<SpecificRecord> serde, long least) {
    this.least = least;
    this.store = context.getStateStore(TopologyNames.SNAPSHOT);
    this.serde = serde;
    byte[] last = store.get(LAST);
    this.valid = last == null ? new Valid(1, 0, -1) : Valid.of(last);
  }

  /** Up to which position of the log the snapshot has the markets, -1 for none. */
  long position() {
    return valid.position();
  }

  /** Every market in the snapshot. */
  void restore(Consumer<MarketState> markets) {
    List<SpecificRecord> records = new ArrayList<>();
    for (long piece = 0; piece < valid.pieces(); piece++) {
      read(ByteBuffer.wrap(store.get(valid.piece(piece))), records);
    }
    records.stream()
        .collect(Collectors.groupingBy(StateRecords::market))
        .values()
        .forEach(market -> markets.accept(StateRecords.restored(market)));
  }

  private void read(ByteBuffer piece, List<SpecificRecord> records) {
    while (piece.hasRemaining()) {
      byte[] record = new byte[piece.getInt()];
      piece.get(record);
      records.add(serde.deserializer().deserialize(TopologyNames.SNAPSHOT, record));
    }
  }

  /** The entry was set aside: whoever handles the log again passes over it, readable or not. */
  void setAside(long position) {
    store.put(ASIDE + position, NOTHING);
  }

  boolean isAside(long position) {
    return store.get(ASIDE + position) != null;
  }

  /** An entry was handled; doing so again would cost as much as so many events. */
  void handled(long events) {
    weight += events;
  }

  /** Goes on with the snapshot that is being written, or begins one where it pays. */
  void turn(long position, Iterable<MarketState> markets) {
    if (written == null && weight >= least) {
      beginIfDue(position, markets);
    }
    for (int piece = 0; written != null && piece < PIECES_A_TURN; piece++) {
      writePiece();
    }
  }

  private void beginIfDue(long position, Iterable<MarketState> markets) {
    long size = 0;
    for (MarketState market : markets) {
      size += StateRecords.count(market);
    }
    if (weight >= size) {
      begin(position, markets);
    }
  }

  private void begin(long position, Iterable<MarketState> markets) {
    List<SpecificRecord> records = new ArrayList<>();
    markets.forEach(market -> records.addAll(StateRecords.of(market)));
    rest = records.iterator();
    written = new Valid(1 - valid.slot(), 0, position);
    weight = 0;
  }

  private void writePiece() {
    if (!rest.hasNext()) {
      end();
      return;
    }
    ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE_BYTES);
    while (rest.hasNext() && piece.size() < PIECE_BYTES) {
      byte[] record = serde.serializer().serialize(TopologyNames.SNAPSHOT, rest.next());
      piece.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(record.length).array());
      piece.writeBytes(record);
    }
    store.put(written.piece(written.pieces()), piece.toByteArray());
    written = written.withPiece();
  }

  /** Whatever is left in the other slot is of no use any more. */
  private void end() {
    store.put(LAST, written.bytes());
    keys(valid.prefix()).forEach(store::delete);
    deleteAsideUpTo(written.position());
    valid = written;
    written = null;
  }

  private void deleteAsideUpTo(long position) {
    keys(ASIDE).stream()
        .filter(key -> Long.parseLong(key.substring(ASIDE.length())) <= position)
        .forEach(store::delete);
  }

  private List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> found =
        store.prefixScan(prefix, new StringSerializer())) {
      found.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }
}
