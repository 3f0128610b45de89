package io.throughline.simulator.gitlab;

import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.ProjectHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /projects/:id/events}: what people did to merge requests, newest first unless asked. */
final class EventApi {
  private record Done(MergeRequest mr, int index, Event event, String action) {}

  private final View view;

  EventApi(View view) {
    this.view = view;
  }

  Reply list(Request request, ProjectHistory history) {
    String wanted = request.text("action", "");
    String about = request.text("target_type", "merge_request");
    List<Done> rows = new ArrayList<>();
    for (MergeRequest mr : history.mergeRequests()) {
      if (about.equals("merge_request") && view.overlay().has(mr)) {
        collect(request, mr, wanted, rows);
      }
    }
    Comparator<Done> order = Comparator.comparingLong(done -> done.event().at());
    rows.sort(request.text("sort", "desc").equals("asc") ? order : order.reversed());
    return Page.offset(view.base(), request, rows, this::write);
  }

  private void collect(Request request, MergeRequest mr, String wanted, List<Done> rows) {
    for (int i = 0; i < mr.events().size(); i++) {
      Event event = mr.events().get(i);
      String action = action(event);
      if (action != null
          && event.at() <= view.now()
          && (wanted.isEmpty() || wanted.equals(action))
          && within(request, event.at())) {
        rows.add(new Done(mr, i, event, action));
      }
    }
  }

  /** Whole days, of which the named ones do not belong to the answer. */
  private static boolean within(Request request, long at) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(at, 86_400_000L));
    String after = request.text("after", "");
    String before = request.text("before", "");
    return (after.isEmpty() || day.isAfter(date(after)))
        && (before.isEmpty() || day.isBefore(date(before)));
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (java.time.DateTimeException e) {
      throw new Refused(400, "after is invalid");
    }
  }

  private static @Nullable String action(Event event) {
    return switch (event) {
      case Event.Opened e -> "opened";
      case Event.Closed e -> "closed";
      case Event.Reopened e -> "reopened";
      case Event.Merged e -> "accepted";
      case Event.Approved e -> "approved";
      default -> null;
    };
  }

  private void write(com.fasterxml.jackson.core.JsonGenerator out, Done done)
      throws java.io.IOException {
    out.writeStartObject();
    out.writeNumberField("id", done.mr().id() * 1000 + done.index());
    out.writeNumberField("project_id", done.mr().project().id());
    out.writeStringField("action_name", done.action());
    out.writeNumberField("target_id", done.mr().id());
    out.writeNumberField("target_iid", done.mr().iid());
    out.writeStringField("target_type", "MergeRequest");
    out.writeNumberField("author_id", done.event().by().id());
    out.writeStringField("target_title", done.mr().title());
    Json.time(out, "created_at", done.event().at());
    UserJson.brief(out, view, "author", done.event().by());
    out.writeBooleanField("imported", false);
    out.writeStringField("imported_from", "none");
    out.writeStringField("author_username", done.event().by().username());
    out.writeEndObject();
  }
}
