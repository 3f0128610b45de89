package io.throughline.source.gitops;

import io.throughline.model.PathGlob;
import java.util.Arrays;
import java.util.List;

/** Which files of a GitOps repository are read. */
public final class GitopsPaths {
  /** All that YAML is written into; which of their lines name a version is told by the lines. */
  private static final List<String> USUAL = List.of("*.yaml", "*.yml", "Kustomization");

  private final List<PathGlob> globs;

  private GitopsPaths(List<PathGlob> globs) {
    this.globs = globs;
  }

  /**
   * From a setting.
   *
   * @param setting globs, comma-joined; empty text for the usual files
   */
  public static GitopsPaths of(String setting) {
    List<String> own =
        Arrays.stream(setting.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    return new GitopsPaths((own.isEmpty() ? USUAL : own).stream().map(PathGlob::new).toList());
  }

  /** Whether a file is read. */
  public boolean take(String path) {
    return globs.stream().anyMatch(glob -> glob.matches(path));
  }
}
