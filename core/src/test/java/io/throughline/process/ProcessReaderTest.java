package io.throughline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.process.DeliveryProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProcessReaderTest {
  @Test
  void theShippedProcessHasTheSixTechnicalPhasesAndTheTwoBefore() {
    DeliveryProcess process = ProcessReader.shipped();

    assertThat(process.phases())
        .extracting(DeliveryProcess.Phase::id)
        .containsExactly(
            "product-discovery",
            "product-design",
            "deep-dive",
            "sprint-planning",
            "coding",
            "build",
            "deployment",
            "monitoring");
    assertThat(process.aspects()).hasSize(4).allSatisfy(a -> assertThat(a.modes()).isNotEmpty());
    assertThat(process.phases())
        .allSatisfy(
            phase -> {
              assertThat(phase.inputs()).isNotEmpty();
              assertThat(phase.objective()).isNotBlank();
              assertThat(phase.outputs()).isNotEmpty();
              assertThat(phase.responsible()).isNotBlank();
              assertThat(phase.participants()).isNotEmpty();
              assertThat(phase.metrics()).allSatisfy(m -> assertThat(m.why()).isNotBlank());
            });
  }

  @Test
  void theBuildPhaseHasSixGates() {
    DeliveryProcess.Phase build =
        ProcessReader.shipped().phases().stream()
            .filter(p -> p.id().equals("build"))
            .findFirst()
            .orElseThrow();

    assertThat(build.gates())
        .extracting(DeliveryProcess.Gate::id)
        .containsExactly(
            "unit-test",
            "static-analysis",
            "container-analysis",
            "functional-test",
            "load-test",
            "security-test");
    assertThat(build.gates().get(2).appliesTo()).containsExactly("service");
    assertThat(build.expectedDays()).isEqualTo(3);
  }

  @Test
  void aRuleThatDoesNotExistIsNamed() {
    String shipped = shippedText();

    assertThatThrownBy(() -> read(shipped.replace("leaves: [merged, done]", "leaves: [mergd]")))
        .hasMessageContaining("coding")
        .hasMessageContaining("mergd");
    assertThatThrownBy(() -> read(shipped.replace("rule: estimated", "rule: guessed")))
        .hasMessageContaining("Story points on each ticket")
        .hasMessageContaining("guessed");
    assertThatThrownBy(() -> read(shipped.replace("kind:bug", "colour:red")))
        .hasMessageContaining("colour:red");
    assertThatThrownBy(() -> read(shipped.replace("skips: [sprint-planning]", "skips: [holidays]")))
        .hasMessageContaining("holidays");
  }

  private static String shippedText() {
    try (InputStream stream = ProcessReader.class.getResourceAsStream("process.yaml")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DeliveryProcess read(String text) throws IOException {
    return ProcessReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aMistakeIsNamed() {
    String text =
        "name: P\nversion: 1\neffective: x\nphases: []\naspects:\n  - { id: a, title: A, phases: [nowhere], sources: [], modes: [] }\n";

    assertThatThrownBy(
            () ->
                ProcessReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("nowhere");
    assertThatThrownBy(
            () ->
                ProcessReader.read(
                    new ByteArrayInputStream(
                        "nmae: P\nversion: 1".getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("nmae");
  }
}
