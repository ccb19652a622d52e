package io.tokenmarket.producers.demand;

import java.nio.file.Path;
import java.util.List;

/**
 * Who asks for how many tokens, window after window.
 *
 * <p>A source is finite and the same every time it is asked; which tier an app buys, and at what
 * price, is not in it but in the {@link BuyingRule}.
 */
public interface DemandSource {

  /** Length of a window in milliseconds. */
  long windowMillis();

  /** How many windows there are. */
  int windows();

  /** Every app that may ask, in a fixed order. */
  List<String> apps();

  /**
   * What the apps ask for in a window, in the order of {@link #apps}; an app that asks for nothing
   * may be left out.
   *
   * @param window 0 to {@link #windows} - 1
   */
  List<AppDemand> window(int window);

  /** One line on what this is: how many apps and windows, and what was left out of them. */
  String describe();

  /** As {@link #open(String, TraceOptions)} with {@link TraceOptions#standard}. */
  static DemandSource open(String trace) {
    return open(trace, TraceOptions.standard());
  }

  /**
   * The trace a user names.
   *
   * @param trace {@code servegen:FILE} or {@code azure:FILE}; the file may be compressed by gzip
   * @throws DemandException where the file cannot be read or is not what it should be
   */
  static DemandSource open(String trace, TraceOptions options) {
    int colon = trace.indexOf(':');
    String kind = colon < 0 ? trace : trace.substring(0, colon);
    String file = colon < 0 ? "" : trace.substring(colon + 1);
    if (file.isEmpty()) {
      throw DemandException.unknownKind(trace);
    }
    return switch (kind) {
      case "servegen" -> ServeGenTrace.read(Path.of(file), options);
      case "azure" -> AzureTrace.read(Path.of(file), options);
      default -> throw DemandException.unknownKind(trace);
    };
  }
}
