package io.throughline.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The test cases of the company's stories: when they were written, and how they were run. */
public final class Testing {
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final List<String> KINDS =
      List.of("works", "is refused", "after a time-out", "on a small screen", "twice in a row");

  private final long seed;
  private final Tracker tracker;
  private final Map<Long, List<TestSheet>> byTicket = new ConcurrentHashMap<>();
  private final Map<String, TestSheet> byUid = new ConcurrentHashMap<>();

  Testing(long seed, Tracker tracker) {
    this.seed = seed;
    this.tracker = tracker;
  }

  /** The test cases of a ticket, even those of the future, the one that was written first first. */
  public List<TestSheet> of(Ticket ticket) {
    return byTicket.computeIfAbsent(ticket.id(), id -> write(ticket));
  }

  /** The test case with this id, even one of the future, or null. */
  public @Nullable TestSheet sheet(String uid) {
    TestSheet found = byUid.get(uid);
    if (found == null) {
      tracker.tickets().forEach(this::of);
      found = byUid.get(uid);
    }
    return found;
  }

  /** The id of the cycle in which a sprint's tests are run. */
  public String cycle(Sprint sprint) {
    return Dice.sha(seed, "cycle/" + sprint.id()).substring(0, 12);
  }

  private List<TestSheet> write(Ticket ticket) {
    Dice dice = Dice.of(seed, "tests/" + ticket.id());
    boolean story = ticket.firstType().story();
    if (!story || !dice.chance(care(ticket.board().team().id()))) {
      return List.of();
    }
    List<Long> joined = joined(ticket);
    boolean late = dice.chance(0.12);
    List<TestSheet> sheets = new ArrayList<>();
    int count = 1 + dice.poisson(0.7);
    for (int i = 0; i < count; i++) {
      String uid = Dice.sha(seed, "test/" + ticket.id() + "/" + i).substring(0, 12);
      TestSheet sheet =
          new TestSheet(
              uid,
              ticket.board().key() + "-TC-" + ((ticket.id() - 20_000) * 10 + i),
              ticket,
              ticket.born().get(TicketField.SUMMARY) + " " + KINDS.get(i % KINDS.size()),
              whole(written(ticket, joined, late, dice)),
              dice.chance(0.08),
              new ArrayList<>());
      if (!sheet.draft()) {
        for (long sprint : joined) {
          run(sheet, tracker.sprint(sprint));
        }
      }
      sheets.add(sheet);
      byUid.put(uid, sheet);
    }
    return sheets;
  }

  /** How likely a team writes test cases for a story. */
  private static double care(String team) {
    return switch (team) {
      case "navigation" -> 0.95;
      case "telemetry" -> 0.85;
      case "checkout" -> 0.80;
      case "storefront" -> 0.75;
      default -> 0.55;
    };
  }

  /** The sprints that the ticket came into, in order of time. */
  private static List<Long> joined(Ticket ticket) {
    List<Long> out = new ArrayList<>();
    for (TicketChange change : ticket.changes()) {
      for (TicketChange.Item item : change.items()) {
        String to = item.field() == TicketField.SPRINTS ? item.to() : null;
        for (String id : to == null ? new String[0] : to.split(", ")) {
          if (!out.contains(Long.parseLong(id))) {
            out.add(Long.parseLong(id));
          }
        }
      }
    }
    return out;
  }

  private static long entered(Ticket ticket, long sprint) {
    for (TicketChange change : ticket.changes()) {
      for (TicketChange.Item item : change.items()) {
        String to = item.field() == TicketField.SPRINTS ? item.to() : null;
        if (to != null && Set.of(to.split(", ")).contains("" + sprint)) {
          return change.at();
        }
      }
    }
    return ticket.createdAt();
  }

  // Mostly while the story is refined; some only when its sprint has begun.
  private long written(Ticket ticket, List<Long> joined, boolean late, Dice dice) {
    double luck = dice.between(0.2, 0.9);
    if (joined.isEmpty()) {
      return ticket.createdAt() + (long) (luck * 48 * HOUR);
    }
    long entered = entered(ticket, joined.getFirst());
    Sprint sprint = tracker.sprint(joined.getFirst());
    if (late && sprint != null) {
      return Math.max(entered, sprint.startAt()) + (long) (luck * 50 * HOUR);
    }
    return ticket.createdAt() + (long) (luck * (entered - ticket.createdAt()));
  }

  /** All runs of a cycle lie within its sprint. */
  private void run(TestSheet sheet, @Nullable Sprint sprint) {
    if (sprint == null || sheet.createdAt() >= sprint.closedAt()) {
      return;
    }
    Dice dice = Dice.of(seed, "run/" + sheet.uid() + "/" + sprint.id());
    long id = (number(sheet) * 1_000 + sprint.number()) * 10;
    long from =
        Math.max(
                Math.max(sprint.startAt(), sheet.createdAt()), entered(sheet.ticket(), sprint.id()))
            + HOUR;
    long until = sprint.closedAt() - 10 * MINUTE;
    if (from >= until || !dice.chance(0.78)) {
      sheet.attempts().add(new TestSheet.Attempt(id, sprint.id(), Long.MAX_VALUE, "Not Executed"));
      return;
    }
    TreeSet<Long> times = new TreeSet<>();
    for (int i = dice.chance(0.25) ? 2 : 1; i > 0; i--) {
      times.add(whole(from + (long) (dice.between(0.05, 0.95) * (until - from))));
    }
    for (long at : times) {
      double luck = dice.unit();
      String result = luck < 0.82 ? "Pass" : luck < 0.94 ? "Fail" : "Blocked";
      sheet.attempts().add(new TestSheet.Attempt(++id, sprint.id(), at, result));
    }
  }

  private static long number(TestSheet sheet) {
    return Long.parseLong(sheet.key().substring(sheet.key().lastIndexOf('-') + 1));
  }

  private static long whole(long at) {
    return at - Math.floorMod(at, MINUTE);
  }
}
