package io.throughline.gate.init;

import io.throughline.config.ConfigException;
import io.throughline.config.GatesReader;
import io.throughline.gate.Build;
import io.throughline.gate.init.Answers.Ci;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a folder tells of itself.
 *
 * @param said what its {@code gates.yaml} says; null when it has none that can be read
 * @param service what it is called; null when that is no id
 * @param kind by what it builds; null when nothing tells
 * @param ci the systems whose files are there
 */
record Guess(@Nullable Build said, @Nullable String service, @Nullable String kind, Set<Ci> ci) {
  private static final String GATES = "gates.yaml";
  private static final long MOST_BYTES = 1 << 20;

  Guess {
    ci = Set.copyOf(ci);
  }

  static Guess of(Path root) {
    Path name = root.getFileName();
    String called = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    return new Guess(said(root), Ids.isId(called) ? called : null, kind(root), ci(root));
  }

  /** What is built into an image is run; what is only packaged is used by others. */
  private static @Nullable String kind(Path root) {
    if (has(root, "Dockerfile")) {
      return Answers.SERVICE;
    }
    return Stream.of("pom.xml", "package.json").anyMatch(file -> has(root, file))
        ? Answers.LIBRARY
        : null;
  }

  private static Set<Ci> ci(Path root) {
    Set<Ci> found = EnumSet.noneOf(Ci.class);
    if (has(root, ".gitlab-ci.yml")) {
      found.add(Ci.GITLAB);
    }
    if (has(root, "Jenkinsfile")) {
      found.add(Ci.JENKINS);
    }
    return found;
  }

  private static boolean has(Path root, String file) {
    return Files.isRegularFile(root.resolve(file));
  }

  private static @Nullable Build said(Path root) {
    Path file = root.resolve(GATES);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return null;
      }
      Build nothing = new Build(null, "", null, null, null);
      return GatesReader.read(GATES, Files.readAllBytes(file), nothing).build();
    } catch (IOException | ConfigException e) {
      // It is kept as it is; what it says is for whoever judges by it to refuse.
      return null;
    }
  }
}
