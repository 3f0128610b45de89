package io.throughline.source.gitlab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real payloads that lie beside the project on some machines; tests skip where they do not. */
final class Fixtures {
  private Fixtures() {}

  /** The folder; skips the test when there is none. */
  static Path folder() {
    Optional<Path> found = find();
    Assumptions.assumeTrue(found.isPresent(), "no fixtures beside the project");
    return found.orElseThrow();
  }

  /** The paths of GitLab's payloads that the index lists. */
  static List<String> listed() {
    try (var lines = Files.lines(folder().resolve("INDEX.tsv"))) {
      return lines
          .map(line -> line.split("\t")[0])
          .filter(path -> path.startsWith("gitlab/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String path) {
    try {
      return Files.readAllBytes(folder().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> find() {
    String named =
        System.getProperty("THROUGHLINE_FIXTURES", System.getenv("THROUGHLINE_FIXTURES"));
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isDirectory);
    }
    Path folder = Path.of("").toAbsolutePath();
    for (int up = 0; up < 4 && folder != null; up++, folder = folder.getParent()) {
      Path candidate = folder.resolveSibling("shared").resolve("fixtures");
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
