package io.gluesnow.config;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings as Managed Flink holds them: groups of properties. A property {@code settle} of the
 * group {@code sequence} is the option {@code sequence.settle}.
 *
 * <p>The file format is that of Managed Flink's runtime: {@code [{"PropertyGroupId": "sequence",
 * "PropertyMap": {"settle": "1 s"}}]}. Managed Flink takes at most 2048 characters a value and 50
 * groups, so a file with more is refused here too, before it is refused there.
 */
public final class PropertyGroups {
  private static final int LONGEST = 2048;
  private static final int MOST_GROUPS = 50;

  private PropertyGroups() {}

  /** The options by full key that a file sets. */
  public static Map<String, String> ofFile(Path file) {
    try {
      return ofText(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("there is no configuration file " + file);
    } catch (IOException e) {
      throw new ConfigurationException("the configuration file " + file + " cannot be read: " + e);
    }
  }

  /** The options by full key that a JSON text sets; {@code from} names it in messages. */
  public static Map<String, String> ofText(String json, String from) {
    JsonNode groups;
    try {
      groups = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          from
              + " is no JSON (line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + "): write a list of objects with PropertyGroupId and PropertyMap");
    }
    if (groups == null || !groups.isArray()) {
      throw new ConfigurationException(
          from + " must be a list of objects with PropertyGroupId and PropertyMap");
    }
    List<String> faults = new ArrayList<>();
    Map<String, String> options = new TreeMap<>();
    if (groups.size() > MOST_GROUPS) {
      faults.add(from + " has more than " + MOST_GROUPS + " groups, which Managed Flink refuses");
    }
    for (JsonNode group : groups) {
      JsonNode id = group.path("PropertyGroupId");
      JsonNode map = group.path("PropertyMap");
      if (!id.isTextual() || !map.isObject() || group.size() != 2) {
        faults.add(from + ": each group needs a text PropertyGroupId and an object PropertyMap");
        continue;
      }
      for (Iterator<Map.Entry<String, JsonNode>> it = map.fields(); it.hasNext(); ) {
        Map.Entry<String, JsonNode> property = it.next();
        String key = id.asText() + "." + property.getKey();
        if (!property.getValue().isTextual()) {
          faults.add(
              key + ": write the value as text in quotes, since Managed Flink takes nothing else");
        } else if (options.put(key, property.getValue().asText()) != null) {
          faults.add(key + " is set twice");
        }
      }
    }
    options.forEach(
        (key, value) -> {
          if (value.length() > LONGEST) {
            faults.add(
                key + " has more than " + LONGEST + " characters, which Managed Flink refuses");
          }
        });
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
    return options;
  }

  /** The options by full key that Managed Flink hands to the job; empty anywhere else. */
  public static Map<String, String> ofManagedFlink() {
    Map<String, String> options = new TreeMap<>();
    try {
      for (Map.Entry<String, Properties> group :
          KinesisAnalyticsRuntime.getApplicationProperties().entrySet()) {
        group
            .getValue()
            .forEach((key, value) -> options.put(group.getKey() + "." + key, value.toString()));
      }
    } catch (IOException e) {
      throw new ConfigurationException("Managed Flink's application properties: " + e);
    }
    return options;
  }
}
