package io.throughline.source.qmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Channel;
import io.throughline.source.UnmappableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real payloads that lie beside the project on some machines; skipped where they do not. None of
 * them is a page that we ask for, so each must be refused in words, whatever it is taken for.
 */
final class QMetryFixturesTest {
  private static final List<String> KINDS =
      List.of("test_cases", "test_case_requirements", "test_cycles", "test_runs");

  private static Path folder() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path candidate = folder.resolveSibling("shared").resolve("fixtures").resolve("qmetry");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
      folder = folder.getParent();
    }
    Assumptions.abort("no fixtures beside the project");
    return Path.of("");
  }

  @TestFactory
  Stream<DynamicTest> eachIsRefusedInWords() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder())) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    return files.stream()
        .flatMap(
            file ->
                KINDS.stream()
                    .map(
                        kind ->
                            DynamicTest.dynamicTest(
                                kind + " " + file.getFileName(), () -> refused(file, kind))));
  }

  private static void refused(Path file, String kind) throws IOException {
    String reason = "";
    try {
      QMetrySamples.map(Channel.POLL, kind, Files.readAllBytes(file));
    } catch (UnmappableException e) {
      reason = e.getMessage();
    }
    assertThat(reason).contains("array was expected");
  }
}
