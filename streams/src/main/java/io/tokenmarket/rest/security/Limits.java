package io.tokenmarket.rest.security;

import java.time.Duration;

/**
 * How much of a server its clients can have, and for how long; docs/security.md has them as a
 * table.
 *
 * @param connections open at once
 * @param connectionsOfAddress of them one address has
 * @param request within which a request must have come: from its first byte to the end of its
 *     header, and again to the end of its body. The first request of a connection counts from when
 *     it is opened, so TLS is in it
 * @param idle after which a connection that waits for its next request is closed
 * @param bodyBytes a body up to this size is read before anything waits for it
 * @param answer within which an answer must be taken, besides its bytes at {@code answerRate}
 * @param answerRate bytes a second at which an answer must be taken
 * @param unsent bytes of one answer that are kept for a client that does not take them
 * @param unsentOfAll bytes of all answers
 * @param streams of events open at once
 * @param streamsWithoutKey of them those without a key have, where there are keys
 * @param streamsOfCaller of them one key has, or one address
 */
public record Limits(
    int connections,
    int connectionsOfAddress,
    Duration request,
    Duration idle,
    int bodyBytes,
    Duration answer,
    long answerRate,
    long unsent,
    long unsentOfAll,
    int streams,
    int streamsWithoutKey,
    int streamsOfCaller) {

  /** Bytes of a request's first line and all its headers together. */
  public static final int HEADER_BYTES = 8 << 10;

  /** What every server has that was told nothing else. */
  public static Limits standard() {
    return new Limits(
        2_000,
        100,
        Duration.ofSeconds(20),
        Duration.ofSeconds(75),
        64 << 10,
        Duration.ofSeconds(10),
        16 << 10,
        16 << 20,
        64 << 20,
        1_000,
        800,
        200);
  }

  /** The same for larger bodies, or smaller ones. */
  public Limits withBodyBytes(int others) {
    return new Limits(
        connections,
        connectionsOfAddress,
        request,
        idle,
        others,
        answer,
        answerRate,
        unsent,
        unsentOfAll,
        streams,
        streamsWithoutKey,
        streamsOfCaller);
  }
}
