package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.ProjectHistory;
import io.throughline.simulator.world.Snapshot;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /projects/:id/events}: what people did to merge requests, newest first unless asked. */
final class EventApi {
  /** GitLab's answers say other words than its questions. */
  private static final Map<String, String> SAID =
      Map.of(
          "created", "opened",
          "closed", "closed",
          "reopened", "reopened",
          "merged", "accepted",
          "approved", "approved");

  // What GitLab has besides, and nobody does to a merge request here.
  private static final Set<String> NEVER =
      Set.of("updated", "pushed", "commented", "joined", "left", "destroyed", "expired");

  /** Whole days, of which the named ones do not belong to the answer. */
  private record Days(@Nullable LocalDate after, @Nullable LocalDate before) {
    boolean hold(long at) {
      LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(at, 86_400_000L));
      return (after == null || day.isAfter(after)) && (before == null || day.isBefore(before));
    }
  }

  private record Done(MergeRequest mr, int index, Event event, String action) {}

  private final View view;

  EventApi(View view) {
    this.view = view;
  }

  Reply list(Request request, ProjectHistory history) {
    String wanted = request.text("action", "");
    if (!wanted.isEmpty() && !SAID.containsKey(wanted) && !NEVER.contains(wanted)) {
      throw new Refused(400, "action does not have a valid value");
    }
    String about = request.text("target_type", "merge_request");
    Days days = new Days(date(request, "after"), date(request, "before"));
    long now = view.now();
    List<Done> rows = new ArrayList<>();
    for (MergeRequest mr : history.mergeRequests()) {
      if (about.equals("merge_request") && view.overlay().has(mr)) {
        collect(mr, wanted, now, days, rows);
      }
    }
    Comparator<Done> order =
        Comparator.<Done>comparingLong(done -> done.event().at())
            .thenComparingLong(done -> id(done.mr(), done.index()));
    rows.sort(request.text("sort", "desc").equals("asc") ? order : order.reversed());
    return Page.offset(view.base(), request, rows, this::write);
  }

  private static void collect(
      MergeRequest mr, String wanted, long now, Days days, List<Done> rows) {
    for (int i = 0; i < mr.events().size(); i++) {
      Event event = mr.events().get(i);
      String action = action(event);
      if (action != null
          && event.at() <= now
          && (wanted.isEmpty() || wanted.equals(action))
          && days.hold(event.at())) {
        rows.add(new Done(mr, i, event, action));
      }
    }
  }

  private static @Nullable LocalDate date(Request request, String name) {
    String text = request.text(name, "");
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Refused(400, name + " is invalid");
    }
  }

  private static long id(MergeRequest mr, int index) {
    return mr.id() * 1000 + index;
  }

  /** As the filter names it; null for what is no event of this kind. */
  private static @Nullable String action(Event event) {
    return switch (event) {
      case Event.Opened e -> "created";
      case Event.Closed e -> "closed";
      case Event.Reopened e -> "reopened";
      case Event.Merged e -> "merged";
      case Event.Approved e -> "approved";
      default -> null;
    };
  }

  private void write(JsonGenerator out, Done done) throws IOException {
    out.writeStartObject();
    out.writeNumberField("id", id(done.mr(), done.index()));
    out.writeNumberField("project_id", done.mr().project().id());
    out.writeStringField("action_name", Objects.requireNonNull(SAID.get(done.action())));
    out.writeNumberField("target_id", done.mr().id());
    out.writeNumberField("target_iid", done.mr().iid());
    out.writeStringField("target_type", "MergeRequest");
    out.writeNumberField("author_id", done.event().by().id());
    out.writeStringField("target_title", Snapshot.of(done.mr(), view.now()).shownTitle());
    Times.write(out, "created_at", done.event().at());
    UserJson.brief(out, view, "author", done.event().by());
    out.writeBooleanField("imported", false);
    out.writeStringField("imported_from", "none");
    out.writeStringField("author_username", done.event().by().username());
    out.writeEndObject();
  }
}
