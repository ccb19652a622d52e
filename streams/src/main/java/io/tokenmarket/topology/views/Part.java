package io.tokenmarket.topology.views;

import io.tokenmarket.schemas.AvroTrust;
import io.tokenmarket.schemas.Clearing;
import io.tokenmarket.schemas.DeliveryPerformance;
import io.tokenmarket.schemas.Performance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * What one node tells another of a market, for an answer that spans several.
 *
 * @param latest the last clearing, without its offers
 * @param performed whether the subject that was asked for was part of an auction
 * @param performances what it did in the range that was asked for, up to the last clearing
 */
public record Part(
    String market, Optional<Clearing> latest, boolean performed, List<Performed> performances) {
  private static final String MARKETS = "markets";
  private static final Schema SCHEMA =
      Schema.createUnion(
          Clearing.getClassSchema(),
          Performance.getClassSchema(),
          DeliveryPerformance.getClassSchema());

  static {
    AvroTrust.grant();
  }

  /** All of them as an Avro container; the markets' names are in its header. */
  public static byte[] bytes(Collection<Part> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<Object> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(SCHEMA, data()))) {
      StringBuilder names = new StringBuilder();
      for (Part part : parts) {
        names.append(part.performed ? '+' : '-').append(ViewKeys.escaped(part.market)).append('/');
      }
      writer.setMeta(MARKETS, names.toString());
      writer.create(SCHEMA, bytes);
      for (Part part : parts) {
        part.write(writer);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void write(DataFileWriter<Object> writer) throws IOException {
    if (latest.isPresent()) {
      writer.append(Clearing.newBuilder(latest.get()).setOffers(List.of()).build());
    }
    for (Performed done : performances) {
      writer.append(done.sold());
      if (done.delivered() != null) {
        writer.append(done.delivered());
      }
    }
  }

  /**
   * Those whose {@link #bytes} these are.
   *
   * @throws IOException where they are something else
   */
  public static List<Part> read(byte[] bytes) throws IOException {
    try (DataFileStream<Object> reader =
        new DataFileStream<>(
            new ByteArrayInputStream(bytes), new SpecificDatumReader<>(null, SCHEMA, data()))) {
      Map<String, Part> parts = new LinkedHashMap<>();
      for (String name : reader.getMetaString(MARKETS).split("/")) {
        if (!name.isEmpty()) {
          String market = ViewKeys.unescaped(name.substring(1));
          boolean performed = name.charAt(0) == '+';
          parts.put(market, new Part(market, Optional.empty(), performed, new ArrayList<>()));
        }
      }
      for (Object record : reader) {
        add(record, parts);
      }
      return List.copyOf(parts.values());
    } catch (RuntimeException strange) {
      throw new IOException("it is no part of an answer", strange);
    }
  }

  /** What was delivered is behind what was sold. */
  private static void add(Object record, Map<String, Part> parts) {
    if (record instanceof Clearing latest) {
      parts.computeIfPresent(
          latest.getMarket(),
          (market, part) ->
              new Part(market, Optional.of(latest), part.performed, part.performances));
    } else if (record instanceof Performance sold) {
      parts.get(sold.getMarket()).performances.add(new Performed(sold, null));
    } else {
      DeliveryPerformance delivered = (DeliveryPerformance) record;
      List<Performed> done = parts.get(delivered.getMarket()).performances;
      Performed last = done.remove(done.size() - 1);
      done.add(new Performed(last.sold(), delivered));
    }
  }

  private static SpecificData data() {
    return SpecificData.getForClass(Clearing.class);
  }
}
