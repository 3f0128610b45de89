package io.throughline.model.org;

import java.util.List;
import java.util.Map;

/**
 * Something that is built and run, or built and published.
 *
 * @param names what it is called in each source: project paths by id of the source's system
 */
public record Service(String id, String name, Kind kind, Map<String, List<String>> names) {
  /** What happens with what is built. */
  public enum Kind {
    /** It is deployed and runs. */
    SERVICE,
    /** It is published for others to use. */
    LIBRARY
  }

  public Service {
    names = Map.copyOf(names);
  }
}
