package io.tokenmarket.rest.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tokenmarket.schemas.FileTrouble;
import io.tokenmarket.schemas.JsonTrouble;
import io.tokenmarket.schemas.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keys at rest: JSON, one entry a key, with its hash and never the key itself. */
public final class KeysFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Bytes; for some 80,000 keys. */
  static final int LARGEST = 16 << 20;

  private static final byte[] NO_KEYS = new byte[0];

  private final Path file;

  /**
   * @param file need not be there: then there are no keys
   */
  public KeysFile(Path file) {
    this.file = file;
  }

  private record Content(List<Key> keys) {}

  /**
   * All keys, in the order they were added.
   *
   * @throws SecurityFileException where the file cannot be read as one of keys
   */
  public List<Key> keys() {
    return parse(bytes());
  }

  /**
   * Makes a key and keeps its hash.
   *
   * @param participant whose it is, null for an operator
   * @return the key; nobody can say it again
   * @throws SecurityFileException where the file cannot be read or replaced
   */
  public String add(Role role, String participant) {
    List<Key> keys = new ArrayList<>(keys());
    Set<String> taken = ids(keys);
    Secret secret = Secret.random();
    while (taken.contains(secret.id())) {
      secret = Secret.random();
    }
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    keys.add(new Key(secret.id(), role, participant, secret.hash(), now));
    write(keys);
    return secret.text();
  }

  /**
   * Forgets a key.
   *
   * @return false where there is none of this id
   * @throws SecurityFileException where the file cannot be read or replaced
   */
  public boolean remove(String id) {
    List<Key> keys = new ArrayList<>(keys());
    boolean there = keys.removeIf(key -> key.id().equals(id));
    if (there) {
      write(keys);
    }
    return there;
  }

  /** What is in the file, nothing where there is none. */
  byte[] bytes() {
    try {
      return SmallFile.bytes(file, LARGEST);
    } catch (NoSuchFileException none) {
      return NO_KEYS;
    } catch (IOException unreadable) {
      throw unusable("cannot be read: " + FileTrouble.words(unreadable), unreadable);
    }
  }

  List<Key> parse(byte[] bytes) {
    if (bytes.length == 0) {
      return List.of();
    }
    try {
      Content content = JSON.readValue(bytes, Content.class);
      List<Key> keys = content == null ? null : content.keys();
      if (keys == null || keys.contains(null) || ids(keys).size() < keys.size()) {
        throw unusable("needs \"keys\": a list in which each id stands once", null);
      }
      return keys;
    } catch (JsonProcessingException wrong) {
      throw unusable(JsonTrouble.words(wrong), wrong);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Set<String> ids(List<Key> keys) {
    Set<String> ids = new HashSet<>();
    keys.forEach(key -> ids.add(key.id()));
    return ids;
  }

  /** In one step, so that no reader sees half of it; for the owner's eyes where files have some. */
  private void write(List<Key> keys) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "keys", ".new");
      try {
        Files.write(draft, JSON.writeValueAsBytes(new Content(keys)));
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException failed) {
      throw unusable("cannot be written: " + FileTrouble.words(failed), failed);
    }
  }

  private SecurityFileException unusable(String why, Throwable cause) {
    return new SecurityFileException("The keys file %s %s.".formatted(file, why), cause);
  }
}
