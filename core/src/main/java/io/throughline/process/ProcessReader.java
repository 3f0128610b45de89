package io.throughline.process;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.ProcessWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

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
    for (DeliveryProcess.Phase phase : process.phases()) {
      rules(phase);
    }
    for (DeliveryProcess.Variant variant : process.variants()) {
      variant(variant, phases);
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

  private static void rules(DeliveryProcess.Phase phase) throws JsonMappingException {
    for (String mark : Stream.of(phase.enters(), phase.leaves()).flatMap(List::stream).toList()) {
      if (!ProcessWords.isMark(mark)) {
        throw new JsonMappingException(
            null,
            "the phase "
                + phase.id()
                + " names a mark that does not exist: "
                + mark
                + "; there are status:NAME and "
                + new TreeSet<>(ProcessWords.MARKS));
      }
    }
    Set<String> rules = new HashSet<>();
    for (DeliveryProcess.Output output : phase.outputs()) {
      String rule = output.rule();
      if (rule != null && !ProcessWords.RULES.contains(rule)) {
        throw new JsonMappingException(
            null,
            "the output "
                + output.title()
                + " has a rule that does not exist: "
                + rule
                + "; there are "
                + new TreeSet<>(ProcessWords.RULES));
      }
      if (rule != null && !rules.add(rule)) {
        throw new JsonMappingException(
            null, "the phase " + phase.id() + " has two outputs with the rule " + rule);
      }
    }
  }

  private static void variant(DeliveryProcess.Variant variant, Set<String> phases)
      throws JsonMappingException {
    if (!phases.containsAll(variant.skips())) {
      throw new JsonMappingException(
          null,
          "the variant " + variant.id() + " skips a phase that does not exist: " + variant.skips());
    }
    for (String condition : variant.when()) {
      if (!ProcessWords.isCondition(condition)) {
        throw new JsonMappingException(
            null,
            "the variant "
                + variant.id()
                + " has a condition that does not exist: "
                + condition
                + "; there are label:, kind:, priority:, board:kanban and merge-request:hotfix");
      }
    }
  }
}
