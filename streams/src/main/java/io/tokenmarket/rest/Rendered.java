package io.tokenmarket.rest;

import io.tokenmarket.rest.EventStream.Frame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The last frames that were rendered: many clients of one stream are sent the same. */
final class Rendered {
  private static final int KEPT = 64;

  private final Map<String, Frame> frames =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Frame> eldest) {
          return size() > KEPT;
        }
      };

  synchronized Frame get(String name, Supplier<Frame> rendering) {
    Frame known = frames.get(name);
    if (known == null) {
      known = rendering.get();
      frames.put(name, known);
    }
    return known;
  }
}
