package io.tokenmarket.schemas;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file has more than is read of its kind. */
public final class FileTooLargeException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  FileTooLargeException(Path file, int most) {
    super(file.toString(), null, "it has more than " + most + " bytes");
  }
}
