package io.tokenmarket.sandbox;

import io.tokenmarket.node.UsageException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/**
 * How other commands reach the broker and the registry of a run: a file for {@code --kafka-config},
 * which its owner alone can read.
 */
final class ConnectFile {
  static final String NAME = "connect.properties";

  private ConnectFile() {}

  /** Replaces it in one step. A temporary file is its owner's alone wherever files have one. */
  static void write(Path file, Map<String, ?> settings) {
    Properties properties = new Properties();
    settings.forEach((name, value) -> properties.setProperty(name, value.toString()));
    try {
      Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "connect", ".new");
      try (Writer writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
        properties.store(writer, "To reach this run: --kafka-config with this file");
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be written (%s); name another folder with --data.".formatted(file, e), e);
    }
  }
}
