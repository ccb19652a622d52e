package io.tokenmarket.bench.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How long things took, milliseconds. */
public final class Delays {
  private final List<Double> millis = new ArrayList<>();

  public void add(double each) {
    millis.add(each);
  }

  void addAll(Delays others) {
    millis.addAll(others.millis);
  }

  int count() {
    return millis.size();
  }

  double median() {
    return quantile(millis, 0.5);
  }

  double longest() {
    return quantile(millis, 1);
  }

  public ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("p50", rounded(quantile(millis, 0.5)))
        .put("p99", rounded(quantile(millis, 0.99)))
        .put("max", rounded(quantile(millis, 1)))
        .put("count", millis.size());
  }

  /** NaN of nothing. */
  static double quantile(Collection<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int last = sorted.size() - 1;
    return last < 0 ? Double.NaN : sorted.get((int) Math.round(last * share));
  }

  /** To three significant digits, which is more than a machine repeats. */
  public static double rounded(double value) {
    return Double.isFinite(value)
        ? Double.parseDouble(String.format(Locale.ROOT, "%.3g", value))
        : -1;
  }
}
