package io.tokenmarket.simulation;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** On which line of a YAML text a field is. */
final class ScenarioLines {
  private final Node root;

  /**
   * @throws org.yaml.snakeyaml.error.MarkedYAMLException where the text is not YAML
   */
  ScenarioLines(String yaml) {
    root = new Yaml().compose(new StringReader(yaml));
  }

  /** Whether nothing is written but comments. */
  boolean isEmpty() {
    return root == null;
  }

  /**
   * The line, counted from 1, of the field at the path, or of the nearest one around it.
   *
   * @param path field names (String) and indexes (Integer) from the root
   */
  int line(List<?> path) {
    return isEmpty() ? 1 : find(path).start().getStartMark().getLine() + 1;
  }

  /** What is written at the path, empty where that is no single value. */
  Optional<String> value(List<?> path) {
    return find(path).value() instanceof ScalarNode scalar
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** Where a field starts, which is at its name, and its value. */
  private record Found(Node start, Node value) {}

  private Found find(List<?> path) {
    Found found = new Found(root, root);
    for (Object step : path) {
      Optional<Found> next = child(found.value(), step);
      if (next.isEmpty()) {
        return found;
      }
      found = next.get();
    }
    return found;
  }

  private static Optional<Found> child(Node node, Object step) {
    if (node instanceof MappingNode mapping) {
      return field(mapping, step.toString());
    }
    return node instanceof SequenceNode list
            && step instanceof Integer index
            && index < list.getValue().size()
        ? Optional.of(new Found(list.getValue().get(index), list.getValue().get(index)))
        : Optional.empty();
  }

  private static Optional<Found> field(MappingNode mapping, String name) {
    return mapping.getValue().stream()
        .filter(
            field -> field.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name))
        .findFirst()
        .map(field -> new Found(field.getKeyNode(), field.getValueNode()));
  }
}
