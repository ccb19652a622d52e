package io.tokenmarket.schemas.registry;

import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Which schema an id meant when records were written with it. A registry that was set up anew gives
 * the same ids to others, and says so to nobody.
 */
public final class SchemaIds {
  private static final String ALGORITHM = "SHA-256";

  private SchemaIds() {}

  /** A schema's name, and a hash of all of it that decides how its records are read. */
  static String print(Schema schema) {
    try {
      byte[] hash = SchemaNormalization.parsingFingerprint(ALGORITHM, schema);
      return schema.getFullName() + " " + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  /**
   * Refuses a registry in which an id is another schema's.
   *
   * @param written what each id meant, as {@link RecordReader#schema} had it
   * @throws SetupException that names the first id that differs
   * @throws RegistryUnavailableException where the registry does not answer
   */
  public static void require(Map<Integer, String> written, Map<String, ?> registryConfig) {
    WriterSchemas registry = new WriterSchemas(RegistryConfig.client(registryConfig));
    new TreeMap<>(written).forEach((id, print) -> require(id, print, found(registry, id)));
  }

  private static Optional<String> found(WriterSchemas registry, int id) {
    try {
      return Optional.of(print(registry.get(id)));
    } catch (UndecodableException unknown) {
      return Optional.empty();
    }
  }

  private static void require(int id, String written, Optional<String> found) {
    if (found.filter(written::equals).isEmpty()) {
      throw new SetupException(
          "the schema registry is not the one that the log was written with: schema %s was %s, and is %s here; bring that registry back, or what it had"
              .formatted(id, name(written), found.map(now -> here(written, now)).orElse("unknown")),
          null);
    }
  }

  private static String here(String written, String now) {
    return name(now).equals(name(written)) ? "another version of it" : name(now);
  }

  private static String name(String print) {
    return print.substring(0, print.indexOf(' '));
  }
}
