package io.tokenmarket.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A client that sends just the bytes it is told to, such as no library would send. */
final class Wire {
  /** What came back. */
  record Answer(int status, List<String> head, String body) {
    Optional<String> header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return head.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .findFirst();
    }

    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }
  }

  private final int port;

  Wire(RestServer server) {
    this.port = server.port();
  }

  /** A request with these lines, Host and the end of the connection besides. */
  Answer ask(String requestLine, String... headers) throws IOException {
    List<String> lines = new ArrayList<>(List.of(requestLine, "Host: localhost"));
    lines.addAll(List.of(headers));
    lines.add("Connection: close");
    return send(String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** These characters, each one byte. */
  Answer send(String bytes) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return read(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    }
  }

  private static Answer read(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, List.of(), answer);
    }
    List<String> head = List.of(answer.substring(0, end).split("\r\n"));
    return new Answer(Integer.parseInt(head.get(0).split(" ")[1]), head, answer.substring(end + 4));
  }
}
