package io.throughline.simulator.truth;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long requested reviewers took to answer. */
final class Reactions {
  private static final double WORKING_DAY = 24;

  private Reactions() {}

  /** Adds an item for each answered request, and one for each that stayed unanswered too long. */
  static void of(Timeline t, long now, List<Item> out) {
    List<Event> events = t.mr().events();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof Event.ReviewAsked asked && asked.at() <= now) {
        for (Account reviewer : asked.reviewers()) {
          if (reviewer.human() && !reviewer.same(t.mr().author())) {
            request(t, events, i, reviewer, now, out);
          }
        }
      }
    }
  }

  private static void request(
      Timeline t, List<Event> events, int index, Account reviewer, long now, List<Item> out) {
    long start = Math.max(events.get(index).at(), t.ready());
    long until = t.ended() == null ? now : Math.min(now, t.ended());
    Long answer = answer(t, events, index, reviewer, start, until);
    String name = Metrics.name(t) + " asked of " + reviewer.username();
    if (answer != null && answer >= 0) {
      double hours = WorkingTime.hours(reviewer.office(), start, answer);
      double told = WorkingTime.hours(reviewer.office(), second(start), second(answer));
      double inTime = told <= WORKING_DAY ? 1 : 0;
      out.add(new Item(name, answer, reviewer, null, hours, inTime, 1));
    } else if (answer == null) {
      long due = WorkingTime.after(reviewer.office(), start, WORKING_DAY);
      if (due <= until) {
        out.add(new Item(name, due, reviewer, null, null, 0, 1));
      }
    }
  }

  /** GitLab tells both in whole seconds; what is a day apart in them was in time. */
  private static long second(long at) {
    return at / 1000 * 1000;
  }

  /** When the reviewer answered; null when never; -1 when the request was dropped before. */
  private static @Nullable Long answer(
      Timeline t, List<Event> events, int index, Account reviewer, long start, long until) {
    for (int i = index + 1; i < events.size() && events.get(i).at() <= until; i++) {
      Event event = events.get(i);
      boolean dropped =
          switch (event) {
            case Event.ReviewWithdrawn e -> e.reviewers().contains(reviewer);
            case Event.ReviewAsked e -> e.reviewers().contains(reviewer);
            default -> false;
          };
      if (dropped) {
        return -1L;
      }
      if (event.by().same(reviewer) && event.at() >= start && Metrics.reviews(event, t)) {
        return event.at();
      }
    }
    return null;
  }
}
