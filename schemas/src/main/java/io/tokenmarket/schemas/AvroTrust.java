package io.tokenmarket.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro read our generated records in this JVM: from 1.12.2 on it makes no object of a class
 * that it was not told to trust. And how much memory it may take for what a file or a record says
 * of its own size.
 */
public final class AvroTrust {
  /** Bytes of a text or of a value of bytes: no record of a cluster is larger. */
  static final int LONGEST_VALUE = 16 << 20;

  /** Entries of a list or map: each but nothing at all takes a byte. */
  static final int MOST_ENTRIES = 16 << 20;

  /** Bytes of a container's block when it is unpacked. */
  static final int LARGEST_UNPACKED = 64 << 20;

  private static final String PACKAGE = SupplyOffer.class.getPackageName();

  static {
    limit("bytes", LONGEST_VALUE);
    limit("string", LONGEST_VALUE);
    limit("collectionItems", MOST_ENTRIES);
    limit("decompress", LARGEST_UNPACKED);
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(PACKAGE)));
  }

  private AvroTrust() {}

  /** Avro asks for it when it reads the first time. */
  private static void limit(String what, int most) {
    String property = "org.apache.avro.limits." + what + ".maxLength";
    System.setProperty(property, System.getProperty(property, String.valueOf(most)));
  }

  /** Grants the trust, once. */
  public static void grant() {
    // The work is done when this class is initialised, which calling the method makes sure of.
  }
}
