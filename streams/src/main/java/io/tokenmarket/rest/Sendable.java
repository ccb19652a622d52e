package io.tokenmarket.rest;

import io.tokenmarket.market.Identity;
import io.tokenmarket.market.Reason;
import io.tokenmarket.topology.engine.CommandReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** What intake could not answer, or not read at all, is refused before it is sent. */
final class Sendable {
  /** The first byte and the schema's id. */
  private static final int FRAME_BYTES = 5;

  private Sendable() {}

  /**
   * @throws RefusedException where the command names nobody, or is longer than any may be
   */
  static void require(SpecificRecord command) {
    GenericRecord fields = (GenericRecord) command;
    requireName((String) fields.get("market"), Reason.MARKET_INVALID);
    requireName((String) fields.get("participant"), Reason.PARTICIPANT_INVALID);
    int bytes = FRAME_BYTES + bytes(command);
    if (bytes > CommandReader.LONGEST) {
      throw ProblemType.BODY_TOO_LARGE.because(
          "The command takes %s bytes in the log but may take %s; give fewer steps or shorter names."
              .formatted(bytes, CommandReader.LONGEST));
    }
  }

  private static void requireName(String name, Reason reason) {
    if (!Identity.isName(name)) {
      throw new RefusedException(
          ProblemType.ORDER_REJECTED,
          reason.httpStatus(),
          ReasonSentence.of(reason.name(), List.of(), reason.detail(name)),
          reason.name(),
          null);
    }
  }

  private static int bytes(SpecificRecord command) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new SpecificDatumWriter<SpecificRecord>(command.getSchema()).write(command, encoder);
      encoder.flush();
      return out.size();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
