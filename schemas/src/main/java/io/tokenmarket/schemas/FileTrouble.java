package io.tokenmarket.schemas;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What is wrong with a file, in words for whoever named it: exceptions say it in their names. */
public final class FileTrouble {
  private FileTrouble() {}

  /** As it is put in a sentence: "x cannot be read: permission denied". */
  public static String words(IOException trouble) {
    if (trouble instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (trouble instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (trouble instanceof FileAlreadyExistsException) {
      return "there is a file of that name";
    }
    if (trouble instanceof NotDirectoryException) {
      return "it is no folder";
    }
    if (trouble instanceof CharacterCodingException) {
      return "it is no UTF-8 text";
    }
    return said(trouble);
  }

  private static String said(IOException trouble) {
    String reason =
        trouble instanceof FileSystemException of ? of.getReason() : trouble.getMessage();
    return reason == null ? trouble.getClass().getSimpleName() : reason;
  }
}
