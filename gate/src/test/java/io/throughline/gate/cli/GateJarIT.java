package io.throughline.gate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a pipeline gets it: alone, small, with the exit codes of the verdict. */
class GateJarIT {
  private static final Path JAR = Path.of("target", "throughline-gate.jar").toAbsolutePath();

  @TempDir Path folder;

  private int run(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    JAR.toString()),
                Arrays.stream(arguments))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile());
    // As in a container that says nothing of its language.
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String printed() throws Exception {
    return Files.readString(folder.resolve("printed"), StandardCharsets.UTF_8);
  }

  @Test
  void itIsSmall() throws Exception {
    assertThat(Files.size(JAR)).isLessThan(12_000_000);
  }

  @Test
  void itRunsAlone() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(printed()).contains("Judges a build by its reports");
    assertThat(run()).isEqualTo(3);
    assertThat(printed()).contains("Unit test").contains("no data").contains("Exit code 3.");
    Files.writeString(folder.resolve("gates.yaml"), "gates: { unit-test: { requires: 1 } }\n");
    assertThat(run()).isEqualTo(2);
    assertThat(printed()).startsWith("throughline-gate: gates.yaml:1: gates.unit-test");
    Files.writeString(
        folder.resolve("gates.yaml"), "gates: { unit-test: { require: { failed_tests: 0 } } }\n");
    Files.writeString(
        folder.resolve("a.xml"),
        "<testsuite><testcase name='x'><failure message='because'/></testcase></testsuite>");
    assertThat(run()).isEqualTo(1);
    assertThat(printed()).contains("✗ Unit test").contains("x: because");
  }
}
