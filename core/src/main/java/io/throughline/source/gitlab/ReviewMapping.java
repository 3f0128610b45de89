package io.throughline.source.gitlab;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pages of approvals and of state events of a merge request. */
final class ReviewMapping {
  private ReviewMapping() {}

  /**
   * Who approves at present. Only newer versions say since when; without a time there is no event,
   * and the system notes tell it.
   */
  static void approvals(Scope scope, JsonValue page, Harvest harvest) throws UnmappableException {
    long mergeRequest = scope.contextId("merge_request");
    List<ReviewEvent> events = new ArrayList<>();
    for (JsonValue approval : page.object().at("approved_by").objects()) {
      Long account = AccountMapping.embedded(scope, approval.optionalObject("user"), harvest);
      Instant at = scope.time(approval, "approved_at");
      if (at != null) {
        events.add(event(mergeRequest, ReviewEventKind.APPROVAL, account, null, null, at));
      }
    }
    harvest.replace(ReviewEvent.class, mergeRequest, "approvals", scope.takenAt(), events);
  }

  /** When it was closed, reopened and merged, and by whom. */
  static void stateEvents(Scope scope, JsonValue page, Harvest harvest) throws UnmappableException {
    long mergeRequest = scope.contextId("merge_request");
    List<ReviewEvent> events = new ArrayList<>();
    for (JsonValue event : page.objects()) {
      ReviewEventKind kind = ofState(event.requiredText("state"));
      Long account = AccountMapping.embedded(scope, event.optionalObject("user"), harvest);
      if (kind != null) {
        events.add(
            new ReviewEvent(
                mergeRequest,
                "state:" + event.requiredInteger("id"),
                kind,
                account,
                null,
                null,
                null,
                scope.requiredTime(event, "created_at")));
      }
    }
    harvest.replace(ReviewEvent.class, mergeRequest, "state_events", scope.takenAt(), events);
  }

  /** What a state's name means as an event, or null when nothing. */
  static @Nullable ReviewEventKind ofState(String state) {
    return switch (state.toLowerCase(Locale.ROOT)) {
      case "closed" -> ReviewEventKind.CLOSED;
      case "reopened" -> ReviewEventKind.REOPENED;
      case "merged" -> ReviewEventKind.MERGED;
      default -> null;
    };
  }

  /**
   * An event to which GitLab gives no number: its key is made from kind, actor, target and second,
   * so that a repeat is known as such.
   */
  static ReviewEvent event(
      long mergeRequest,
      ReviewEventKind kind,
      @Nullable Long account,
      @Nullable Long target,
      @Nullable String targetName,
      Instant at) {
    String who = account == null ? "-" : Long.toString(FactId.external(account));
    String whom = targetName == null ? "" : ":" + targetName;
    return new ReviewEvent(
        mergeRequest,
        kind.name().toLowerCase(Locale.ROOT) + ":" + who + whom + ":" + at.getEpochSecond(),
        kind,
        account,
        targetName,
        target,
        null,
        at);
  }
}
