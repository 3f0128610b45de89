package io.throughline.simulator.gitlab;

import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Everything under {@code merge_requests}. */
final class MergeRequestApi {
  private record Dated(MergeRequest mr, long at) {}

  private final View view;

  MergeRequestApi(View view) {
    this.view = view;
  }

  Reply list(Request request, List<ProjectHistory> histories) {
    long now = view.now();
    boolean updated = request.text("order_by", "created_at").equals("updated_at");
    Predicate<MergeRequest> wanted = wanted(request, now);
    List<Dated> rows = new ArrayList<>();
    for (ProjectHistory history : histories) {
      for (MergeRequest mr : history.mergeRequests()) {
        if (mr.createdAt() <= now && view.overlay().has(mr) && wanted.test(mr)) {
          rows.add(new Dated(mr, updated ? Snapshot.updatedAt(mr, now) : mr.createdAt()));
        }
      }
    }
    Comparator<Dated> order =
        Comparator.comparingLong(Dated::at).thenComparingLong(d -> d.mr().id());
    rows.sort(request.text("sort", "desc").equals("asc") ? order : order.reversed());
    boolean simple = request.text("view", "").equals("simple");
    return Page.offset(
        view.base(),
        request,
        rows,
        (out, row) -> {
          Snapshot snapshot = Snapshot.of(row.mr(), now);
          if (simple) {
            MergeRequestJson.simple(out, view, snapshot);
          } else {
            MergeRequestJson.listed(out, view, snapshot);
          }
        });
  }

  private static Predicate<MergeRequest> wanted(Request request, long now) {
    if (request.query().isEmpty()) {
      return mr -> true;
    }
    String state = request.text("state", "all");
    LongPredicate created = request.within("created_after", "created_before");
    LongPredicate updated = request.within("updated_after", "updated_before");
    return mr ->
        created.test(mr.createdAt())
            && updated.test(Snapshot.updatedAt(mr, now))
            && (state.equals("all") || state.equals(Snapshot.state(mr, now)))
            && request.text("target_branch", mr.targetBranch()).equals(mr.targetBranch())
            && request.text("source_branch", mr.sourceBranch()).equals(mr.sourceBranch())
            && request
                .text("author_username", mr.author().username())
                .equals(mr.author().username())
            && request.text("iids[]", "" + mr.iid()).equals("" + mr.iid());
  }

  Reply one(Request request, ProjectHistory history, String iid, String part) {
    MergeRequest mr = history.mergeRequest(number(iid));
    long now = view.now();
    if (mr == null || mr.createdAt() > now || !view.overlay().has(mr)) {
      throw NotFound.of("");
    }
    Snapshot s = Snapshot.of(mr, now);
    return switch (part) {
      case "" -> Reply.of(out -> MergeRequestJson.alone(out, view, s));
      case "approvals" -> Reply.of(out -> MergeRequestJson.approvals(out, view, s));
      case "reviewers" -> Reply.of(out -> MergeRequestJson.reviewers(out, view, s));
      case "commits" ->
          Page.offset(
              view.base(),
              request,
              s.commits().reversed(),
              (out, commit) -> CommitJson.write(out, view, mr.project(), commit));
      case "diffs" -> Page.offset(view.base(), request, mr.files(), DiffJson::write);
      case "versions" -> versions(request, s);
      case "notes" -> notes(request, s);
      case "discussions" ->
          Page.offset(
              view.base(),
              request,
              Note.discussions(Note.of(s)),
              (out, notes) -> NoteJson.discussion(out, view, mr, notes));
      case "resource_state_events" -> states(request, s);
      case "pipelines" -> pipelines(request, s);
      default -> throw NotFound.of("");
    };
  }

  private Reply notes(Request request, Snapshot s) {
    List<Note> notes = Note.of(s);
    boolean rising = request.text("sort", "desc").equals("asc");
    return Page.offset(
        view.base(),
        request,
        rising ? notes : notes.reversed(),
        (out, note) -> NoteJson.note(out, view, s.mr(), note));
  }

  private Reply versions(Request request, Snapshot s) {
    return Page.offset(
        view.base(),
        request,
        s.versions().reversed(),
        (out, version) -> {
          out.writeStartObject();
          out.writeNumberField("id", s.mr().id() * 64 + version.number());
          out.writeStringField("head_commit_sha", version.headSha());
          out.writeStringField("base_commit_sha", s.mr().baseSha());
          out.writeStringField("start_commit_sha", s.mr().baseSha());
          Times.write(out, "created_at", version.at());
          out.writeNumberField("merge_request_id", s.mr().id());
          out.writeStringField("state", "collected");
          out.writeStringField("real_size", Integer.toString(s.mr().files().size()));
          out.writeEndObject();
        });
  }

  private Reply states(Request request, Snapshot s) {
    List<Event> changes =
        s.events().stream()
            .filter(
                e ->
                    e instanceof Event.Merged
                        || e instanceof Event.Closed
                        || e instanceof Event.Reopened)
            .toList();
    return Page.offset(
        view.base(),
        request,
        changes,
        (out, event) -> {
          out.writeStartObject();
          out.writeNumberField("id", s.mr().id() * 1000 + s.mr().events().indexOf(event));
          UserJson.brief(out, view, "user", event.by());
          Times.write(out, "created_at", event.at());
          out.writeStringField("resource_type", "MergeRequest");
          out.writeNumberField("resource_id", s.mr().id());
          Json.nulls(out, "source_commit", "source_merge_request_id");
          out.writeStringField(
              "state",
              event instanceof Event.Merged
                  ? "merged"
                  : event instanceof Event.Closed ? "closed" : "reopened");
          out.writeEndObject();
        });
  }

  private Reply pipelines(Request request, Snapshot s) {
    List<Pipeline> begun =
        s.gitlabPipelines().stream().filter(p -> p.createdAt() <= s.now()).toList().reversed();
    return Page.offset(
        view.base(), request, begun, (out, p) -> PipelineJson.listed(out, view, p, s.now()));
  }

  /** The commits of a project's branch, newest first, or those between two points. */
  Reply commits(Request request, ProjectHistory history) {
    long now = view.now();
    LongPredicate wanted = request.within("since", "until");
    List<Commit> all =
        MainLine.of(history, request.text("ref_name", "main"), now).reversed().stream()
            .filter(c -> wanted.test(c.committedAt()))
            .toList();
    return Page.offset(
        view.base(),
        request,
        all,
        (out, commit) -> CommitJson.write(out, view, history.project(), commit));
  }

  Reply compare(Request request, ProjectHistory history) {
    List<Commit> commits =
        MainLine.between(history, request.text("from", ""), request.text("to", "main"), view.now());
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeFieldName("commit");
          if (commits.isEmpty()) {
            out.writeNull();
          } else {
            CommitJson.write(out, view, history.project(), commits.getLast());
          }
          out.writeArrayFieldStart("commits");
          for (Commit commit : commits) {
            CommitJson.write(out, view, history.project(), commit);
          }
          out.writeEndArray();
          out.writeArrayFieldStart("diffs");
          out.writeEndArray();
          out.writeBooleanField("compare_timeout", false);
          out.writeBooleanField("compare_same_ref", commits.isEmpty());
          out.writeEndObject();
        });
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Refused(400, "merge_request_iid is invalid");
    }
  }
}
