package io.tokenmarket.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client of a stream that notes when each event came. */
final class Listener {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<Long, Long> arrivals = new TreeMap<>();
  private final Socket socket;
  private final CompletableFuture<Void> complete = new CompletableFuture<>();

  /**
   * @param last id of the last event to come
   */
  Listener(int port, String path, long last) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String status = lines.readLine();
    if (!status.contains(" 200 ")) {
      throw new IOException(status);
    }
    Thread thread = new Thread(() -> listen(lines, last));
    thread.setDaemon(true);
    thread.start();
  }

  private void listen(BufferedReader lines, long last) {
    try {
      long id = -1;
      while (id < last) {
        String line = lines.readLine();
        if (line.startsWith("id: ")) {
          id = Long.parseLong(line.substring(4));
          arrivals.put(id, System.nanoTime());
        }
      }
      complete.complete(null);
    } catch (IOException | RuntimeException failed) {
      complete.completeExceptionally(failed);
    }
  }

  /** By id, System.nanoTime of each event, once the last has come. */
  Map<Long, Long> arrivals() throws Exception {
    complete.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    socket.close();
    return arrivals;
  }
}
