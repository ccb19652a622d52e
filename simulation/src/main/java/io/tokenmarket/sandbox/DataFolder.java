package io.tokenmarket.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder that holds a market, in use by one process at a time. */
public final class DataFolder implements AutoCloseable {
  private final Path dir;
  private final FileChannel lock;

  private DataFolder(Path dir, FileChannel lock) {
    this.dir = dir;
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing and takes it into use.
   *
   * @throws UsageException where it cannot be written or another process uses it
   */
  public static DataFolder open(Path dir) {
    try {
      Files.createDirectories(dir);
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
              .formatted(dir, reason(e)),
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

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof FileAlreadyExistsException
        ? "there is a file of that name"
        : e.getMessage();
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
