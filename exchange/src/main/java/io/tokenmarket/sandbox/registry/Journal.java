package io.tokenmarket.sandbox.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenmarket.schemas.SmallFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The registry's file: one JSON object a line, appended before the change is answered. */
final class Journal {
  /** Bytes; all of it is read at the start, and kept. */
  static final int LARGEST = 64 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final int most;

  Journal(Path file) {
    this(file, LARGEST);
  }

  /**
   * @param most bytes it may have
   */
  Journal(Path file, int most) {
    this.file = file;
    this.most = most;
  }

  /**
   * One change: a schema registered under a subject, or a compatibility level set.
   *
   * @param subject null where the level is the global one
   * @param schema null where a level was set, and so are version and id
   * @param compatibility null where a schema was registered
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Change(String subject, Integer version, Integer id, String schema, String compatibility) {
    static Change registered(String subject, int version, int id, String schema) {
      return new Change(subject, version, id, schema, null);
    }

    static Change level(String subject, String compatibility) {
      return new Change(subject, null, null, null, compatibility);
    }
  }

  /**
   * The changes made so far.
   *
   * @throws UncheckedIOException where the file cannot be read; the message names file and line
   */
  List<Change> read() {
    List<Change> changes = new ArrayList<>();
    for (String line : wholeLines()) {
      changes.add(parse(line, changes.size() + 1));
    }
    return changes;
  }

  /**
   * @throws RegistryException where there is no room left
   */
  void append(Change change) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      byte[] line = (JSON.writeValueAsString(change) + "\n").getBytes(StandardCharsets.UTF_8);
      if (Files.exists(file) && Files.size(file) + line.length > most) {
        throw RegistryException.full(most);
      }
      Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the registry's file " + file, e);
    }
  }

  /** A line that was cut short by a crash was never answered, so it is taken off. */
  private List<String> wholeLines() {
    try {
      if (Files.notExists(file)) {
        return List.of();
      }
      String text = SmallFile.text(file, most);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      if (whole.length() < text.length()) {
        Files.write(file, whole.getBytes(StandardCharsets.UTF_8));
      }
      return whole.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the registry's file " + file, e);
    }
  }

  private Change parse(String line, int number) {
    try {
      return JSON.readValue(line, Change.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "line %s of the registry's file %s is damaged: restore the file, or start on an empty folder"
              .formatted(number, file),
          e);
    }
  }
}
