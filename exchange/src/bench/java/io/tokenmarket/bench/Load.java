package io.tokenmarket.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks one query over and over on a few connections, with as little work of its own as can be. */
final class Load {
  private static final int CONNECTIONS = 4;
  private static final long NANOS = Duration.ofSeconds(3).toNanos();

  /** What came of it. */
  record Result(double perSecond, double p99Micros) {
    static Result median(List<Result> runs) {
      return runs.stream()
          .sorted(Comparator.comparingDouble(Result::perSecond))
          .toList()
          .get(runs.size() / 2);
    }
  }

  private Load() {}

  static Result run(int port, String path) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      Callable<long[]> connection = () -> ask(port, path);
      List<Future<long[]>> asking = new ArrayList<>();
      for (int n = 0; n < CONNECTIONS; n++) {
        asking.add(threads.submit(connection));
      }
      long[] all = new long[0];
      for (Future<long[]> each : asking) {
        long[] nanos = each.get();
        int before = all.length;
        all = Arrays.copyOf(all, before + nanos.length);
        System.arraycopy(nanos, 0, all, before, nanos.length);
      }
      Arrays.sort(all);
      return new Result(all.length / (NANOS / 1e9), all[all.length * 99 / 100] / 1e3);
    } finally {
      threads.shutdown();
    }
  }

  /** The answer to one query. */
  static String body(int port, String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request(path));
      return new String(
          answer(new BufferedInputStream(socket.getInputStream())), StandardCharsets.UTF_8);
    }
  }

  private static long[] ask(int port, String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      byte[] request = request(path);
      InputStream input = new BufferedInputStream(socket.getInputStream(), 65_536);
      long[] nanos = new long[1 << 20];
      int asked = 0;
      long end = System.nanoTime() + NANOS;
      long before = System.nanoTime();
      while (before < end && asked < nanos.length) {
        socket.getOutputStream().write(request);
        answer(input);
        long after = System.nanoTime();
        nanos[asked++] = after - before;
        before = after;
      }
      return Arrays.copyOf(nanos, asked);
    }
  }

  private static byte[] request(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] answer(InputStream input) throws IOException {
    String status = line(input);
    int length = -1;
    for (String line = line(input); !line.isEmpty(); line = line(input)) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (!status.contains(" 200 ") || length < 0) {
      throw new IOException("answer of unknown length: " + status);
    }
    return input.readNBytes(length);
  }

  private static String line(InputStream input) throws IOException {
    StringBuilder line = new StringBuilder(64);
    int read = input.read();
    while (read != '\n') {
      if (read < 0) {
        throw new IOException("the connection was closed");
      }
      if (read != '\r') {
        line.append((char) read);
      }
      read = input.read();
    }
    return line.toString();
  }
}
