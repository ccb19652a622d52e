package io.tokenmarket.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are read whole into memory, each up to a size that is stated; of a larger one no more
 * than that is read, whatever it says of its size.
 */
public final class SmallFile {
  private SmallFile() {}

  /**
   * All of it.
   *
   * @param most bytes
   * @throws FileTooLargeException where it has more
   */
  public static byte[] bytes(Path file, int most) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new FileTooLargeException(file, most);
      }
      return bytes;
    }
  }

  /**
   * The same as text.
   *
   * @throws java.nio.charset.CharacterCodingException where it is not UTF-8
   */
  public static String text(Path file, int most) throws IOException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(bytes(file, most)))
        .toString();
  }
}
