package io.throughline.source.jenkins;

import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Projects: what has a job for each branch, or a job that stands alone. Jenkins gives neither a
 * version nor the time of its making.
 */
final class ProjectMapping {
  /** The branches that are taken for the default one where Jenkins marks none. */
  static final List<String> USUAL = List.of("main", "master");

  private static final String PRIMARY = "PrimaryInstanceMetadataAction";

  private ProjectMapping() {}

  /** The full name of an entry of a folder; nothing for a name that cannot be one. */
  static Optional<JobName> name(@Nullable JobName folder, JsonValue entry)
      throws UnmappableException {
    String name = entry.requiredText("name");
    return folder == null ? JobName.of(List.of(name)) : folder.child(name);
  }

  /** The entries of the folder that the context names. */
  static void list(Scope scope, JsonValue list, Harvest harvest) throws UnmappableException {
    String text = scope.delivery().context().getOrDefault("folder", "");
    JobName folder =
        text.isEmpty()
            ? null
            : JobName.of(text)
                .orElseThrow(() -> new UnmappableException("", "the context names no folder"));
    for (JsonValue entry : list.object().at("jobs").objects()) {
      JobKind kind = JobKind.of(entry);
      JobName name = name(folder, entry).orElse(null);
      if (name != null && (kind == JobKind.JOB || kind == JobKind.BRANCHES)) {
        harvest.unversioned(project(scope, entry, name, kind), true);
      }
    }
  }

  private static Project project(Scope scope, JsonValue entry, JobName name, JobKind kind)
      throws UnmappableException {
    return new Project(
        scope.id(entry, name.number()),
        name.full(),
        name.segments().getLast(),
        entry.text("url"),
        kind == JobKind.BRANCHES ? ofBranches(scope, entry) : configured(scope),
        null,
        null,
        null);
  }

  private static @Nullable String ofBranches(Scope scope, JsonValue project)
      throws UnmappableException {
    List<String> refs = new ArrayList<>();
    for (JsonValue branch : project.objects("jobs")) {
      Optional<JobName> job = JobName.of(List.of(branch.requiredText("name")));
      if (job.isPresent()) {
        if (isPrimary(branch)) {
          return job.get().ref();
        }
        refs.add(job.get().ref());
      }
    }
    String configured = configured(scope);
    return configured != null
        ? configured
        : Stream.of(USUAL).flatMap(List::stream).filter(refs::contains).findFirst().orElse(null);
  }

  private static boolean isPrimary(JsonValue branch) throws UnmappableException {
    for (JsonValue action : Actions.of(branch)) {
      String type = action.text("_class");
      if (type != null && type.endsWith(PRIMARY)) {
        return true;
      }
    }
    return false;
  }

  /** The default branch that the configuration names; null when it names none. */
  static @Nullable String configured(Scope scope) {
    String branch = scope.config().settings().getOrDefault("default_branch", "");
    return branch.isEmpty() ? null : branch;
  }

  /**
   * The default branch of a job that stands alone: it says nothing of it, but what it builds is
   * mostly that one.
   */
  static void seen(Scope scope, long project, BuildMapping.Built built, Harvest harvest) {
    String ref = built.pipeline().ref();
    if (ref != null && USUAL.contains(ref) && configured(scope) == null) {
      harvest.partial(
          new Project(project, null, null, null, ref, null, null, null), built.startedAt());
    }
  }

  /** The jobs feed found, and Jenkins confirmed, that the project of the context is gone. */
  static void gone(Scope scope, Harvest harvest) throws UnmappableException {
    harvest.unversioned(
        new Project(BuildContext.of(scope).project(), null, null, null, null, null, null, true),
        false);
  }
}
