package io.tokenmarket.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** SHA-256 over the Avro bytes of records, in order: the same run gives the same hash. */
public final class ResultHash {
  private final MessageDigest sha256 = sha256();
  private final BinaryEncoder encoder =
      EncoderFactory.get()
          .binaryEncoder(new DigestOutputStream(OutputStream.nullOutputStream(), sha256), null);
  private final SpecificData model = new SpecificData();
  private final Map<Class<?>, SpecificDatumWriter<SpecificRecord>> writers = new HashMap<>();

  public ResultHash() {
    model.setCustomCoders(true);
  }

  /** Takes in one more record. */
  public void add(SpecificRecord event) {
    try {
      writer(event).write(event, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SpecificDatumWriter<SpecificRecord> writer(SpecificRecord event) {
    return writers.computeIfAbsent(
        event.getClass(), type -> new SpecificDatumWriter<>(event.getSchema(), model));
  }

  /** The hash in hexadecimal; the object is of no use after it. */
  public String hex() {
    try {
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
