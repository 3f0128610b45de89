package io.throughline.gate.init;

import io.throughline.gate.init.Answers.Ci;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Kits to look at. */
final class Kits {
  /** Both ids are such that YAML would take them for a number, were they not quoted. */
  static final Answers SERVICE =
      new Answers("4.2", Answers.SERVICE, "7", Set.of(Ci.GITLAB, Ci.JENKINS));

  static final Answers LIBRARY =
      new Answers("money-format", Answers.LIBRARY, "payments", Set.of(Ci.GITLAB, Ci.JENKINS));

  private Kits() {}

  static Map<String, KitFile> of(Answers answers) {
    return Kit.files(answers).stream().collect(Collectors.toMap(KitFile::path, file -> file));
  }

  static String text(Answers answers, String path) {
    KitFile file = of(answers).get(path);
    if (file == null) {
      throw new AssertionError("the kit has no " + path);
    }
    return file.text();
  }
}
