package io.tokenmarket.simulation;

import java.io.StringReader;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** On which line of a YAML text a field stands. */
final class ScenarioLines {
  private final Node root;

  /**
   * @throws org.yaml.snakeyaml.error.MarkedYAMLException where the text is not YAML
   */
  ScenarioLines(String yaml) {
    root = new Yaml().compose(new StringReader(yaml));
  }

  /**
   * The line, counted from 1, of the field at the path, or of the nearest one around it.
   *
   * @param path field names (String) and indexes (Integer) from the root
   */
  int line(List<?> path) {
    if (root == null) {
      return 1;
    }
    Node node = root;
    int line = line(root);
    for (Object step : path) {
      if (node instanceof MappingNode mapping) {
        NodeTuple field = field(mapping, step.toString());
        if (field == null) {
          return line;
        }
        line = line(field.getKeyNode());
        node = field.getValueNode();
      } else if (node instanceof SequenceNode list && step instanceof Integer index) {
        if (index >= list.getValue().size()) {
          return line;
        }
        node = list.getValue().get(index);
        line = line(node);
      }
    }
    return line;
  }

  private static NodeTuple field(MappingNode mapping, String name) {
    return mapping.getValue().stream()
        .filter(
            field -> field.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
