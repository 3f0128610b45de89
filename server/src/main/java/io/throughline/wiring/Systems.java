package io.throughline.wiring;

import io.throughline.source.SourceSystem;
import io.throughline.source.gitlab.GitLabSystem;
import java.util.Map;

/** The source systems that this program speaks, by the {@code system:} of the configuration. */
public final class Systems {
  private Systems() {}

  /** All of them. */
  public static Map<String, SourceSystem> all() {
    return Map.of("gitlab", GitLabSystem.create());
  }
}
