package io.throughline.process;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.throughline.model.process.DeliveryProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Reads a {@link DeliveryProcess}; the one that ships with the product unless told otherwise. */
public final class ProcessReader {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ProcessReader() {}

  /** The process that ships with the product. */
  public static DeliveryProcess shipped() {
    try (InputStream stream =
        Objects.requireNonNull(ProcessReader.class.getResourceAsStream("process.yaml"))) {
      return read(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped process is damaged", e);
    }
  }

  /**
   * Reads a process.
   *
   * @throws IOException naming line and field when the text is not one
   */
  public static DeliveryProcess read(InputStream stream) throws IOException {
    DeliveryProcess process = YAML.readValue(stream, DeliveryProcess.class);
    Set<String> phases = new HashSet<>();
    for (DeliveryProcess.Phase phase : process.phases()) {
      if (!phases.add(phase.id())) {
        throw new JsonMappingException(null, "two phases are called " + phase.id());
      }
    }
    for (DeliveryProcess.Aspect aspect : process.aspects()) {
      if (!phases.containsAll(aspect.phases())) {
        throw new JsonMappingException(
            null,
            "the aspect " + aspect.id() + " names a phase that does not exist: " + aspect.phases());
      }
    }
    return process;
  }
}
