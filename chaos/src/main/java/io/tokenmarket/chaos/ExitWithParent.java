package io.tokenmarket.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Runs another program in this JVM for as long as its parent process lives: standard input ends
 * with the parent, whatever ended that.
 */
public final class ExitWithParent {
  private ExitWithParent() {}

  /**
   * @param args the program's main class, then its arguments
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread leash = new Thread(ExitWithParent::awaitEnd, "leash");
    leash.setDaemon(true);
    leash.start();
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  private static void awaitEnd() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
