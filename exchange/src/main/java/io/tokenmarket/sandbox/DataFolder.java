package io.tokenmarket.sandbox;

import io.tokenmarket.node.UsageException;
import io.tokenmarket.schemas.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that holds a market, in use by one process at a time. */
public final class DataFolder implements AutoCloseable {
  /** What a broker keeps here, everybody could read there; and a {@link ConnectFile} is here. */
  private static final FileAttribute<?>[] OWNERS_ALONE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private final Path dir;
  private final FileChannel lock;

  private DataFolder(Path dir, FileChannel lock) {
    this.dir = dir;
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing, for its owner alone, and takes it into use.
   *
   * @throws UsageException where it cannot be written or another process uses it
   */
  public static DataFolder open(Path dir) {
    try {
      Files.createDirectories(dir, OWNERS_ALONE);
      FileChannel file =
          FileChannel.open(
              dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(file)) {
        file.close();
        throw new UsageException(
            "The data folder %s is in use by another run; stop that one or name another folder with --data."
                .formatted(dir));
      }
      return new DataFolder(dir, file);
    } catch (IOException e) {
      throw new UsageException(
          "The data folder %s cannot be written (%s); name another with --data."
              .formatted(dir, FileTrouble.words(e)),
          e);
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException usedByThisProcess) {
      return false;
    }
  }

  /** A place of this name inside the folder. */
  public Path resolve(String name) {
    return dir.resolve(name);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the data folder " + dir, e);
    }
  }
}
