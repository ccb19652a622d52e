package io.tokenmarket.topology.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tokenmarket.schemas.CommandSignature;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The one header of a command that counts. */
public final class SignatureHeader {
  private SignatureHeader() {}

  /** The signature as it was sent, the last where there are several; null where there is none. */
  public static String read(Headers headers) {
    Header header = headers.lastHeader(CommandSignature.HEADER);
    if (header == null) {
      return null;
    }
    return header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  /** Headers with this signature and nothing else; none where it is null. */
  static Headers of(String signature) {
    RecordHeaders headers = new RecordHeaders();
    if (signature != null) {
      headers.add(CommandSignature.HEADER, signature.getBytes(UTF_8));
    }
    return headers;
  }
}
