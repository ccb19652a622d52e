package io.tokenmarket.bench.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** All runs of a row, and their medians. */
final class Runs {
  private final List<Run> runs = new ArrayList<>();

  void add(Run run) {
    runs.add(run);
  }

  double commandsPerSecond() {
    return median(Run::commandsPerSecond);
  }

  private double cpuMicros() {
    return median(Run::cpuMicros);
  }

  private double median(ToDoubleFunction<Run> value) {
    return Delays.quantile(runs.stream().mapToDouble(value).boxed().toList(), 0.5);
  }

  void describe(ObjectNode json, String other, Runs others) {
    json.put("commandsPerSecond", Math.round(commandsPerSecond()))
        .put("cpuMicrosPerCommand", Delays.rounded(cpuMicros()));
    if (!others.runs.isEmpty()) {
      json.putObject(other)
          .put(
              "commandsPerSecond", Delays.rounded(commandsPerSecond() / others.commandsPerSecond()))
          .put("cpu", Delays.rounded(cpuMicros() / others.cpuMicros()));
    }
    if (runs.stream().anyMatch(run -> !run.sizes().isEmpty())) {
      describeExchange(json);
    }
  }

  private void describeExchange(ObjectNode json) {
    json.putObject("gates")
        .put("due", runs.stream().mapToLong(Run::due).sum())
        .put("held", runs.stream().mapToLong(Run::held).sum());
    Delays orders = new Delays();
    Delays gates = new Delays();
    runs.stream()
        .filter(run -> run.paced() != null)
        .forEach(
            run -> {
              orders.addAll(run.paced().orders());
              gates.addAll(run.paced().gates());
            });
    json.set("orderToAnswerMillis", orders.json());
    json.set("gateToLastEventMillis", gates.json());
    sizes(json);
  }

  private void sizes(ObjectNode json) {
    json.put(
            "recordsPerOrder", Delays.rounded(median(run -> perOrder(run, Segments.Size::records))))
        .put(
            "markersPerOrder", Delays.rounded(median(run -> perOrder(run, Segments.Size::markers))))
        .put("bytesPerOrder", Math.round(median(run -> perOrder(run, Segments.Size::bytes))));
    ObjectNode topics = json.putObject("topics");
    Run last = runs.get(runs.size() - 1);
    new TreeMap<>(last.sizes())
        .forEach(
            (topic, size) ->
                topics
                    .putObject(topic)
                    .put("records", Delays.rounded((double) size.records() / last.orders()))
                    .put("bytes", Delays.rounded((double) size.bytes() / last.orders())));
  }

  private static double perOrder(Run run, ToDoubleFunction<Segments.Size> what) {
    return run.sizes().values().stream().mapToDouble(what).sum() / run.orders();
  }
}
