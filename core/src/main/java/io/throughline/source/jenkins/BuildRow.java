package io.throughline.source.jenkins;

import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a feed must know of a build to go on.
 *
 * @param startedAt by Jenkins' clock
 * @param pipeline whether it can have stages
 * @param artifacts their paths in the build
 * @param url of its page, as Jenkins tells it
 */
record BuildRow(
    long number,
    Instant startedAt,
    long millis,
    boolean running,
    boolean pipeline,
    List<String> artifacts,
    @Nullable String url,
    Revision revision) {
  /**
   * Reads it.
   *
   * @param ref the branch whose job it is of; null where the job stands alone
   */
  static BuildRow of(JsonValue build, @Nullable String ref) throws UnmappableException {
    String type = build.text("_class");
    List<String> artifacts = new ArrayList<>();
    for (JsonValue artifact : build.objects("artifacts")) {
      String path = artifact.text("relativePath");
      if (path != null) {
        artifacts.add(path);
      }
    }
    Long millis = build.integer("duration");
    return new BuildRow(
        build.requiredInteger("number"),
        Millis.plus(build, Instant.EPOCH, build.requiredInteger("timestamp")),
        millis == null ? 0 : millis,
        BuildMapping.isRunning(build),
        type != null && type.endsWith("WorkflowRun"),
        artifacts,
        build.text("url"),
        Revision.of(build, ref));
  }

  /** The builds of a list, newest first. */
  static List<BuildRow> list(JsonValue list, @Nullable String ref) throws UnmappableException {
    List<BuildRow> rows = new ArrayList<>();
    JsonValue builds = list.at(list.has("allBuilds") ? "allBuilds" : "builds");
    if (builds.present()) {
      for (JsonValue build : builds.objects()) {
        rows.add(of(build, ref));
      }
    }
    return rows;
  }
}
