package io.throughline.source.jenkins;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;

/** What an entry in the list of jobs is. */
enum JobKind {
  /** It holds others. */
  FOLDER,
  /** A project with a job for each of its branches and changes. */
  BRANCHES,
  /** It is built itself. */
  JOB,
  /** Something that a plugin keeps among the jobs and that is not built. */
  OTHER;

  /** Tells it by its class, or by what it has where Jenkins is too old to name classes. */
  static JobKind of(JsonValue entry) throws UnmappableException {
    String type = entry.text("_class");
    String name = type == null ? "" : type;
    if (name.contains("MultiBranchProject")) {
      return BRANCHES;
    }
    if (name.endsWith("Folder") || entry.at("jobs").isArray()) {
      return FOLDER;
    }
    boolean job =
        name.isEmpty()
            || entry.has("buildable")
            || name.endsWith("Project")
            || name.endsWith("Job")
            || name.endsWith("ModuleSet");
    return job ? JOB : OTHER;
  }
}
