package io.tokenmarket.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of one server; each answer must be as the server's own description says. */
final class Http {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final Described described;

  Http(RestServer server) throws Exception {
    this.port = server.port();
    this.described = new Described(JSON.readTree(plain(Api.DESCRIPTION).body()));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private HttpResponse<String> plain(String path) throws Exception {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
    described.check(response);
    return response;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  /** What a 200 holds. */
  JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** What anything but a 2xx holds. */
  JsonNode problem(String path, int status, String type) throws Exception {
    return problem(get(path), status, type);
  }

  JsonNode problem(HttpResponse<String> response, int status, String type) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.get("type").textValue()).isEqualTo("urn:token-market:problem:" + type);
    assertThat(problem.get("detail").textValue()).endsWith(".");
    return problem;
  }
}
