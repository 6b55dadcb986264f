package io.gluesnow.config;

import java.util.List;

/** The configuration cannot be used; the message is for people and names every fault found. */
public final class ConfigurationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String sentence) {
    super(sentence);
  }

  ConfigurationException(List<String> sentences) {
    super(
        sentences.size() == 1
            ? sentences.get(0)
            : "the configuration has " + sentences.size() + " faults:\n- " + joined(sentences));
  }

  private static String joined(List<String> sentences) {
    return String.join("\n- ", sentences);
  }
}
