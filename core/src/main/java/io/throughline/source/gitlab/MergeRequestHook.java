package io.throughline.source.gitlab;

import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.TicketKeys;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A merge request's webhook: a partial snapshot, what just happened, and the wish to read the rest.
 * Every field is optional in some version of GitLab, also {@code action} and {@code state}.
 */
final class MergeRequestHook {
  private MergeRequestHook() {}

  static void hook(Scope scope, JsonValue hook, Harvest harvest) throws UnmappableException {
    JsonValue attributes = hook.object("object_attributes");
    Instant updated = scope.requiredTime(attributes, "updated_at");
    JsonValue user = hook.optionalObject("user");
    Long actor = AccountMapping.embedded(scope, user, harvest);
    String action = action(hook, attributes);
    JsonValue labels = attributes.at("labels").present() ? attributes : hook;
    MergeRequest snapshot = snapshot(scope, hook, attributes, labels, action, actor, updated);
    harvest.partial(snapshot, updated);
    harvest.add(
        ReviewEvent.class,
        snapshot.id(),
        updated,
        MergeRequestHookEvents.of(scope, hook, snapshot.id(), action, actor, updated));
    for (JsonValue reviewer : hook.objects("reviewers")) {
      AccountMapping.embedded(scope, reviewer, harvest);
    }
    ProjectMapping.embedded(scope, hook, null, harvest);
    refresh(attributes, projectNumber(hook, attributes), harvest);
  }

  /** A merge request as another webhook (a note's) embeds it. */
  static void embedded(Scope scope, JsonValue hook, JsonValue attributes, Harvest harvest)
      throws UnmappableException {
    Instant updated = scope.time(attributes, "updated_at");
    if (updated != null) {
      harvest.partial(snapshot(scope, hook, attributes, attributes, "", null, updated), updated);
    }
  }

  private static MergeRequest snapshot(
      Scope scope,
      JsonValue hook,
      JsonValue attributes,
      JsonValue labelled,
      String action,
      @Nullable Long actor,
      Instant updated)
      throws UnmappableException {
    Long project = projectNumber(hook, attributes);
    String title = attributes.text("title");
    String url = attributes.text("url");
    String branch = attributes.text("source_branch");
    String description = attributes.text("description");
    String labels = Labels.of(labelled);
    String state = state(attributes.text("state"), action);
    boolean merged = action.equals("merge") && "merged".equals(state);
    boolean closed = action.equals("close") && "closed".equals(state);
    Long mergeUser = scope.reference(attributes, "merge_user_id");
    Backlinks backlinks = Backlinks.of(description, branch, url);
    JsonValue lastCommit = attributes.optionalObject("last_commit");
    return new MergeRequest(
        scope.id(attributes, "id"),
        project == null ? null : scope.id(attributes, project),
        attributes.integer("iid"),
        title,
        url,
        scope.reference(attributes, "author_id"),
        branch,
        attributes.text("target_branch"),
        scope.reference(attributes, "source_project_id"),
        state,
        MergeRequestMapping.draft(attributes, title),
        scope.time(attributes, "created_at"),
        merged ? updated : null,
        closed ? updated : null,
        merged ? (actor == null ? mergeUser : actor) : null,
        lastCommit == null ? null : sha(lastCommit.text("id")),
        sha(attributes.text("merge_commit_sha")),
        sha(attributes.text("squash_commit_sha")),
        labels,
        backlinks.revertsIid(),
        backlinks.revertsSha(),
        backlinks.cherryPickOf(),
        AiAssistants.ofMergeRequest(description, labels),
        TicketKeys.inBranch(branch),
        TicketKeys.inText(title),
        TicketKeys.inText(description),
        null);
  }

  /** GitLab's own project number; the target's, since the merge request lives there. */
  static @Nullable Long projectNumber(JsonValue hook, JsonValue attributes)
      throws UnmappableException {
    Long target = attributes.integer("target_project_id");
    JsonValue project = hook.optionalObject("project");
    return target != null || project == null ? target : project.integer("id");
  }

  private static void refresh(JsonValue attributes, @Nullable Long project, Harvest harvest)
      throws UnmappableException {
    Long iid = attributes.integer("iid");
    if (project != null && iid != null) {
      harvest.refresh("merge_request", Long.toString(project), Long.toString(iid));
    }
  }

  /** The action; where it is missing (old system hooks), what the changed state says. */
  private static String action(JsonValue hook, JsonValue attributes) throws UnmappableException {
    String action = attributes.text("action");
    if (action != null && !action.isBlank()) {
      return action.toLowerCase(Locale.ROOT);
    }
    JsonValue changes = hook.optionalObject("changes");
    JsonValue state = changes == null ? null : changes.optionalObject("state");
    String current = state == null ? null : state.text("current");
    return switch (current == null ? "" : current) {
      case "merged" -> "merge";
      case "closed" -> "close";
      case "opened", "reopened" ->
          state != null && state.at("previous").present() ? "reopen" : "open";
      default -> "";
    };
  }

  private static @Nullable String state(@Nullable String state, String action) {
    if (state != null && !state.isBlank()) {
      // What old versions called "reopened" is an open merge request.
      return state.equals("reopened") ? "opened" : state;
    }
    return switch (action) {
      case "merge" -> "merged";
      case "close" -> "closed";
      case "open", "reopen" -> "opened";
      default -> null;
    };
  }

  private static @Nullable String sha(@Nullable String text) {
    return text != null && text.matches("[0-9a-f]{40}|[0-9a-f]{64}") ? text : null;
  }
}
