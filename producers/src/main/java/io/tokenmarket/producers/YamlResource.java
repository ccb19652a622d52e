package io.tokenmarket.producers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Data files that travel in the jar. */
public final class YamlResource {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private YamlResource() {}

  /** The file of this name beside the class; one that is missing or malformed is a broken jar. */
  public static <T> T read(Class<?> beside, String name, TypeReference<T> type) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return YAML.readValue(in, type);
    } catch (IOException broken) {
      throw new UncheckedIOException("the data file " + name + " cannot be read", broken);
    }
  }
}
