package io.tokenmarket.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A client of a stream of events. */
final class Subscriber implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Message(long id, String event, JsonNode data) {}

  private final BufferedReader lines;

  Subscriber(int port, String path) throws Exception {
    this(port, path, "Accept: text/event-stream");
  }

  Subscriber(int port, String path, String header) throws Exception {
    String[] parts = header.split(": ");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header(parts[0], parts[1])
            .build();
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new AssertionError("status " + response.statusCode());
    }
    lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  Message next() throws IOException {
    long id = -1;
    String event = null;
    JsonNode data = null;
    String line = lines.readLine();
    while (line != null) {
      if (line.isEmpty() && data != null) {
        return new Message(id, event, data);
      }
      if (line.startsWith("id: ")) {
        id = Long.parseLong(line.substring(4));
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = JSON.readTree(line.substring(6));
      }
      line = lines.readLine();
    }
    throw new AssertionError("the stream has ended");
  }

  boolean isAtEnd() {
    try {
      return lines.readLine() == null;
    } catch (IOException aborted) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
