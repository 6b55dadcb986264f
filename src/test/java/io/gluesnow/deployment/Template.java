package io.gluesnow.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The CloudFormation template as maps, lists and texts. A short function such as {@code !Ref X} is
 * a map of one entry, {@code {"!Ref": "X"}}.
 */
final class Template {
  static final Path FILE = Paths.get("deployment", "gluesnow.yaml");

  private final Object root;

  private Template(Object root) {
    this.root = root;
  }

  static Template read() {
    try {
      String text = Files.readString(FILE);
      return new Template(
          plain(new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object plain(Node node) {
    Object value;
    if (node instanceof ScalarNode) {
      value = ((ScalarNode) node).getValue();
    } else if (node instanceof SequenceNode) {
      List<Object> list = new ArrayList<>();
      ((SequenceNode) node).getValue().forEach(child -> list.add(plain(child)));
      value = list;
    } else {
      Map<String, Object> map = new LinkedHashMap<>();
      for (NodeTuple entry : ((MappingNode) node).getValue()) {
        map.put(((ScalarNode) entry.getKeyNode()).getValue(), plain(entry.getValueNode()));
      }
      value = map;
    }
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? Map.of(tag, value) : value;
  }

  /** What stands at a path of keys, or null. */
  Object at(String... path) {
    Object value = root;
    for (String key : path) {
      if (value instanceof List) {
        value = ((List<?>) value).get(Integer.parseInt(key));
      } else {
        value = value == null ? null : ((Map<?, ?>) value).get(key);
      }
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> map(String... path) {
    return (Map<String, Object>) at(path);
  }

  List<?> list(String... path) {
    return (List<?>) at(path);
  }
}
