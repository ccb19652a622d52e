package io.tokenmarket.node;

import io.tokenmarket.schemas.SmallFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * A node's name, kept in its folder and made by its first start. A folder that was copied has the
 * name of another node; it is known by this, that it does not lie where the name was used last.
 */
final class NodeName {
  private static final int LONGEST = 1_000;
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path dir;
  private final Path file;
  private final String text;
  private final boolean isNew;

  private NodeName(Path dir, Path file) throws IOException {
    this.dir = dir;
    this.file = file;
    this.isNew = Files.notExists(file);
    if (isNew) {
      Files.createDirectories(dir);
      write(file, "" + UUID.randomUUID());
    }
    this.text = SmallFile.text(file, LONGEST).strip();
  }

  static NodeName in(Path dir) {
    try {
      return new NodeName(dir, dir.resolve("node-name"));
    } catch (IOException e) {
      throw new UncheckedIOException("the node's name cannot be kept in " + dir, e);
    }
  }

  String text() {
    return text;
  }

  /**
   * Asks, unless the folder is the one that the name was used in last: of that, no other process
   * can be in possession.
   *
   * @param hasTwin whether another process uses this name; may take some seconds
   * @throws UsageException where it does
   */
  void requireAlone(BooleanSupplier hasTwin) {
    try {
      Path place = dir.resolve("node-place");
      String here = place();
      boolean isHome = Files.exists(place) && SmallFile.text(place, LONGEST).strip().equals(here);
      if (!isNew && !isHome && hasTwin.getAsBoolean()) {
        throw new UsageException(
            "This node runs already: %s is a copy of the folder of a node that runs; stop that one, or name an empty folder with --data."
                .formatted(dir));
      }
      write(place, here);
    } catch (IOException e) {
      throw new UncheckedIOException("the node's place cannot be kept in " + dir, e);
    }
  }

  /** Of a copy it is another, and after the machine started again, too. */
  private String place() throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    String boot = Files.exists(BOOT) ? Files.readString(BOOT).strip() : "";
    return key == null ? "unknown " + UUID.randomUUID() : boot + " " + key;
  }

  /** A start that is cut short leaves no half of it. */
  private static void write(Path file, String text) throws IOException {
    Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
