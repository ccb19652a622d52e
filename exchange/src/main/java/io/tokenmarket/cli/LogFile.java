package io.tokenmarket.cli;

import java.nio.file.Path;

/** Where messages go that are not the command's answer. */
public final class LogFile {
  private static final String CONFIGURATION = "logback.configurationFile";

  private LogFile() {}

  /**
   * Sends them to {@code tokenmarket.log} in this folder instead of standard error, unless the user
   * configured logging himself. To be called before anything logs; the file is made by the first
   * message.
   */
  public static void in(Path dir) {
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty("tokenmarket.log", dir.toString());
      System.setProperty(CONFIGURATION, "logback-file.xml");
    }
  }
}
