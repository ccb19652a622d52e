package io.tokenmarket.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a node does all that it is for, part by part. It is alive until something of it is over
 * for good; it is ready while no part is kept from its work.
 */
public final class NodeHealth {
  private final Map<String, Part> parts;
  private final Part end;

  private NodeHealth(Map<String, Part> parts, Part end) {
    this.parts = parts;
    this.end = end;
  }

  /** Something a node is made of. */
  @FunctionalInterface
  public interface Part {
    /** One sentence about what keeps it from its work, empty while nothing does. */
    Optional<String> trouble();
  }

  /** A node without parts: alive and ready. */
  public static NodeHealth empty() {
    return new NodeHealth(Map.of(), Optional::empty);
  }

  /** The same with this part besides, last. */
  public NodeHealth with(String name, Part part) {
    Map<String, Part> more = new LinkedHashMap<>(parts);
    more.put(name, part);
    return new NodeHealth(more, end);
  }

  /**
   * The same, which ends.
   *
   * @param over what is over for good, as of a thread that died
   */
  public NodeHealth until(Part over) {
    return new NodeHealth(parts, over);
  }

  /** What keeps each part from its work, in their order. */
  Map<String, Optional<String>> look() {
    Map<String, Optional<String>> found = new LinkedHashMap<>();
    parts.forEach((name, part) -> found.put(name, part.trouble()));
    return found;
  }

  /** Why the node can never be ready again, empty while it is alive. */
  public Optional<String> end() {
    return end.trouble();
  }

  /** Why the node is not ready: the first trouble there is. */
  public Optional<String> trouble() {
    Optional<String> over = end();
    return over.isPresent() ? over : look().values().stream().flatMap(Optional::stream).findFirst();
  }
}
