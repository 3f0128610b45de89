package io.throughline.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real reports that lie beside the project on some machines. */
public final class Fixtures {
  private Fixtures() {}

  /** All files of a kind, in order; the test is skipped where there are none. */
  public static List<Path> of(String kind) throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path candidate = folder.resolveSibling("shared").resolve("fixtures").resolve(kind);
      if (Files.isDirectory(candidate)) {
        try (Stream<Path> files = Files.walk(candidate)) {
          return files.filter(Files::isRegularFile).sorted().toList();
        }
      }
      folder = folder.getParent();
    }
    Assumptions.abort("no fixtures beside the project");
    return List.of();
  }
}
