package io.tokenmarket.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/**
 * A signature of a command, as it is in the header: {@code EXPIRES.BASE64}.
 *
 * @param expires milliseconds since 1970, by the gates of the market
 * @param base64 the 64 bytes of an Ed25519 signature
 */
public record CommandSignature(long expires, String base64) {
  /** Of a record on a topic, and of a request over REST. */
  public static final String HEADER = "signature-ed25519";

  private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,17})\\.([A-Za-z0-9+/]{86}==)");

  /** The signature in a header, empty where the header has another form. */
  public static Optional<CommandSignature> parse(String header) {
    Matcher form = FORM.matcher(header);
    return form.matches()
        ? Optional.of(new CommandSignature(Long.parseLong(form.group(1)), form.group(2)))
        : Optional.empty();
  }

  /**
   * Signs a command.
   *
   * @param expires milliseconds since 1970: the command is refused behind a gate of this time
   */
  public static CommandSignature of(SpecificRecord command, long expires, PrivateKey key) {
    byte[] signed = Ed25519.sign(message(command, expires), key);
    return new CommandSignature(expires, Base64.getEncoder().encodeToString(signed));
  }

  /** Whether the owner of this key signed this command. */
  public boolean isOf(SpecificRecord command, PublicKey key) {
    return Ed25519.verify(message(command, expires), Base64.getDecoder().decode(base64), key);
  }

  private static byte[] message(SpecificRecord command, long expires) {
    return CommandText.of(command, expires).getBytes(UTF_8);
  }

  /** What is in the header. */
  @Override
  public String toString() {
    return expires + "." + base64;
  }
}
