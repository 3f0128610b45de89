package io.throughline.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration with mistakes; all of them at once. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  public ConfigException(List<ConfigProblem> problems) {
    super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** The mistakes in the order of their lines. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
