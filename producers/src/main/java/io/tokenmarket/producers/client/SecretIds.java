package io.tokenmarket.producers.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Command ids that nobody else can foresee: behind each readable one is a code that follows from it
 * and a secret of this client's. In a market of rulebook 0, whose ids are of all together, whoever
 * knew the next one could use it first.
 */
public final class SecretIds {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int SHOWN_BYTES = 8;

  private final SecretKeySpec secret;

  /** Those of a secret made now; a client makes one and keeps it. */
  public SecretIds() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    secret = new SecretKeySpec(key, ALGORITHM);
  }

  /** The same command under its secret id; the same again for the same command. */
  public SpecificRecord hidden(SpecificRecord command) {
    SpecificRecord copy = SpecificData.get().deepCopy(command.getSchema(), command);
    Schema.Field id = command.getSchema().getField("commandId");
    copy.put(id.pos(), of((String) command.get(id.pos())));
    return copy;
  }

  String of(String id) {
    byte[] code = code(id.getBytes(StandardCharsets.UTF_8));
    return id + "-" + HexFormat.of().formatHex(Arrays.copyOf(code, SHOWN_BYTES));
  }

  private byte[] code(byte[] id) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(id);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
