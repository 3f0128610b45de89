package io.throughline.simulator.truth;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Account.Kind;
import io.throughline.simulator.world.ChangedFile;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Office;
import io.throughline.simulator.world.Project;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a merge request's life by hand, in Berlin time of March 2026. */
final class Story {
  static final Account ADA = account(1, "ada", Kind.HUMAN);
  static final Account BOB = account(2, "bob", Kind.HUMAN);
  static final Account ROBOT = account(3, "robot", Kind.BOT);
  static final Account AGENT = account(4, "agent", Kind.AGENT);
  private static final Project PROJECT =
      new Project(
          1, "acme/shop", "Shop", "shop", "red", Project.Delivery.DAILY, "java", 10, false, null);
  private final List<Event> events = new ArrayList<>();
  private List<ChangedFile> files = List.of();

  private static Account account(long id, String name, Kind kind) {
    String person = kind == Kind.HUMAN ? name : null;
    String mail = name + "@acme.example";
    return new Account(id, name, name, mail, mail, kind, false, person, Office.BERLIN);
  }

  /** Day of March 2026 and time: {@code "04T10:00"}. */
  static long at(String dayAndTime) {
    return LocalDateTime.parse("2026-03-" + dayAndTime)
        .atZone(Office.BERLIN.zone())
        .toInstant()
        .toEpochMilli();
  }

  static Commit commit(String sha, long authored) {
    return new Commit(sha, "p", "Work", ADA, authored, authored);
  }

  Story opened(String at, boolean draft, Commit... commits) {
    events.add(new Event.Opened(at(at), ADA, draft, List.of(commits)));
    return this;
  }

  Story pushed(String at, Commit... commits) {
    events.add(new Event.Pushed(at(at), ADA, List.of(commits), false));
    return this;
  }

  Story rebased(String at, Commit... commits) {
    events.add(new Event.Pushed(at(at), ADA, List.of(commits), true));
    return this;
  }

  Story draft(String at, boolean draft) {
    events.add(new Event.DraftSet(at(at), ADA, draft));
    return this;
  }

  Story comment(String at, Account by) {
    events.add(new Event.Commented(at(at), by, "Hm.", "t", Event.Style.PLAIN));
    return this;
  }

  Story asksChanges(String at, Account by) {
    events.add(new Event.ChangesAsked(at(at), by));
    return this;
  }

  Story approved(String at, Account by) {
    events.add(new Event.Approved(at(at), by));
    return this;
  }

  Story requested(String at, Account... reviewers) {
    events.add(new Event.ReviewAsked(at(at), ADA, List.of(reviewers)));
    return this;
  }

  Story withdrawn(String at, Account... reviewers) {
    events.add(new Event.ReviewWithdrawn(at(at), ADA, List.of(reviewers)));
    return this;
  }

  Story closed(String at) {
    events.add(new Event.Closed(at(at), ADA));
    return this;
  }

  Story reopened(String at) {
    events.add(new Event.Reopened(at(at), ADA));
    return this;
  }

  Story merged(String at) {
    events.add(new Event.Merged(at(at), ADA, "m", "s"));
    return this;
  }

  Story files(ChangedFile... touched) {
    files = List.of(touched);
    return this;
  }

  MergeRequest told() {
    return new MergeRequest(
        1,
        1,
        PROJECT,
        ADA,
        MergeRequest.Kind.CHANGE,
        MergeRequest.Authorship.HUMAN,
        "Work",
        "",
        "work",
        "main",
        List.of(),
        files,
        List.copyOf(events),
        "base",
        List.of(),
        null);
  }

  /** The moments at the end of March. */
  Timeline seen(@Nullable String deployed) {
    Long reached = deployed == null ? null : (Long) at(deployed);
    return Timeline.of(told(), at("31T00:00"), reached);
  }

  Timeline seen() {
    return seen(null);
  }
}
