package io.throughline.simulator.truth;

import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Office;
import io.throughline.simulator.world.Snapshot;
import io.throughline.simulator.world.Ticket;
import io.throughline.simulator.world.TicketChange;
import io.throughline.simulator.world.TicketField;
import io.throughline.simulator.world.TicketStatus;
import io.throughline.simulator.world.TicketType;
import io.throughline.simulator.world.Tracker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What everybody worked on, day by day. A day with anything in it is one day of its person, shared
 * equally by the things.
 */
final class Effort {
  static final Set<String> METRICS = Set.of("investment_balance", "initiative_cost");

  private static final Pattern KEY = Pattern.compile("[A-Z]{2,8}-[0-9]+");

  /** Who it was, and whether they belonged to the team at the day's noon. */
  private record Day(String someone, LocalDate date) {}

  /** Something that was worked on. */
  private record Thing(String name, String category, boolean initiative) {}

  private final Tracker tracker;
  private final ZoneId zone;
  private final BiPredicate<Account, Long> member;
  private final long now;
  private final Map<String, Account> byTrackerId = new HashMap<>();
  private final Map<Day, Set<Thing>> days = new HashMap<>();

  /**
   * Looks at a team.
   *
   * @param member whether somebody belonged to the team at an epoch millisecond
   */
  Effort(
      Tracker tracker,
      List<Timeline> timelines,
      ZoneId zone,
      BiPredicate<Account, Long> member,
      long now) {
    this.tracker = tracker;
    this.zone = zone;
    this.member = member;
    this.now = now;
    timelines.forEach(t -> known(t.mr().author()));
    timelines.forEach(t -> t.mr().events().forEach(event -> known(event.by())));
    tracker.tickets().forEach(ticket -> known(ticket.reporter()));
    tracker.tickets().forEach(this::progress);
    timelines.forEach(this::code);
  }

  private void known(Account account) {
    byTrackerId.putIfAbsent(account.trackerId(), account);
  }

  /** The sums over a period. */
  Reading reading(Periods.Period period, @Nullable String part, boolean share) {
    double own = 0;
    int all = 0;
    Set<String> people = new HashSet<>();
    for (Map.Entry<Day, Set<Thing>> day : days.entrySet()) {
      if (period.has(day.getKey().date())) {
        all++;
        people.add(day.getKey().someone());
        Set<Thing> things = day.getValue();
        double hits = things.stream().filter(thing -> is(thing, part, share)).count();
        own += hits / things.size();
      }
    }
    Double sum = all == 0 ? null : (Double) own;
    return new Reading(
        period.from(),
        period.to(),
        all == 0 ? null : (Double) (share ? 100 * own / all : own),
        null,
        null,
        null,
        all,
        people.size(),
        sum,
        all == 0 || !share ? null : (Double) (double) all);
  }

  private static boolean is(Thing thing, @Nullable String part, boolean share) {
    return share
        ? thing.category().equals(part)
        : part == null || part.equals("none") && !thing.initiative();
  }

  private void progress(Ticket ticket) {
    if (ticket.createdAt() > now) {
      return;
    }
    TicketType type = type(ticket);
    if (type == TicketType.EPIC) {
      return;
    }
    String who = ticket.born().get(TicketField.ASSIGNEE);
    String status = ticket.born().get(TicketField.STATUS);
    long since = ticket.createdAt();
    for (TicketChange change : ticket.seen(now)) {
      worked(ticket, who, status, since, change.at());
      since = change.at();
      for (TicketChange.Item item : change.items()) {
        who = item.field() == TicketField.ASSIGNEE ? item.to() : who;
        status = item.field() == TicketField.STATUS ? item.to() : status;
      }
    }
    worked(ticket, who, status, since, now);
  }

  private void worked(
      Ticket ticket, @Nullable String who, @Nullable String status, long from, long to) {
    Account account = who == null ? null : byTrackerId.get(who);
    boolean open =
        status != null && TicketStatus.of(status).category() == TicketStatus.Category.IN_PROGRESS;
    if (account == null || !account.human() || !open || from >= to) {
      return;
    }
    // Whom the company has not mapped is not known to be the same in the tracker, nor where.
    boolean mapped = account.personId() != null;
    Office office = mapped ? account.office() : Office.BERLIN;
    String someone = mapped ? account.someone() : "tracker/" + account.someone();
    LocalDate last = day(to - 1);
    for (LocalDate day = day(from); !day.isAfter(last); day = day.plusDays(1)) {
      if (office.worksOn(day)) {
        touch(account, someone, day, thing(ticket));
      }
    }
  }

  private void code(Timeline t) {
    MergeRequest mr = t.mr();
    Set<Thing> things = things(mr);
    touch(mr.author(), t.created(), things);
    Long merged = t.merged();
    if (merged != null) {
      touch(mr.author(), merged, things);
    }
    long until = t.ended() == null ? now : t.ended();
    for (Event event : mr.events()) {
      boolean works = event instanceof Event.Pushed || Metrics.reviews(event, t);
      if (event.at() <= until && works) {
        touch(event.by(), event.at(), things);
      }
    }
    for (Commit commit : Snapshot.of(mr, now).commits()) {
      // An address in a commit tells who it was only where the company has mapped it.
      if (commit.author().personId() != null) {
        touch(commit.author(), commit.authoredAt(), things);
      }
    }
  }

  private void touch(Account who, long at, Set<Thing> things) {
    if (who.human()) {
      things.forEach(thing -> touch(who, who.someone(), day(at), thing));
    }
  }

  private void touch(Account who, String someone, LocalDate day, Thing thing) {
    long noon = day.atTime(12, 0).atZone(zone).toInstant().toEpochMilli();
    if (member.test(who, noon)) {
      days.computeIfAbsent(new Day(someone, day), d -> new HashSet<>()).add(thing);
    }
  }

  private LocalDate day(long at) {
    return Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
  }

  /** The tickets that a merge request names, else itself. */
  private Set<Thing> things(MergeRequest mr) {
    String text = mr.title() + " " + mr.description() + " " + mr.sourceBranch();
    Set<Thing> things = new HashSet<>();
    KEY.matcher(text)
        .results()
        .forEach(
            found -> {
              Ticket ticket = tracker.ticket(found.group());
              if (ticket != null && ticket.createdAt() <= now) {
                things.add(thing(ticket));
              }
            });
    if (things.isEmpty()) {
      String category =
          mr.labels().contains("hotfix")
              ? "bugs"
              : mr.labels().contains("dependencies") ? "debt" : "uncategorised";
      things.add(new Thing("!" + mr.id(), category, false));
    }
    return things;
  }

  /** A sub-task is work on its story. */
  private Thing thing(Ticket ticket) {
    Ticket above = above(ticket);
    Ticket story = type(ticket) == TicketType.SUBTASK && above != null ? above : ticket;
    String category = null;
    boolean initiative = false;
    for (Ticket at = story; at != null; at = above(at)) {
      category = category == null ? own(at) : category;
      initiative |= type(at) == TicketType.EPIC;
    }
    return new Thing("" + story.id(), category == null ? "uncategorised" : category, initiative);
  }

  /** What a ticket says of itself; null when it says nothing. */
  private @Nullable String own(Ticket ticket) {
    List<String> labels =
        List.of(ticket.at(now).getOrDefault(TicketField.LABELS, "").split(" ", -1));
    boolean runs = labels.contains("ops");
    boolean old = labels.contains("tech-debt");
    if (type(ticket) == TicketType.EPIC && !runs && !old) {
      return "features";
    }
    if (type(ticket) == TicketType.BUG) {
      return "bugs";
    }
    boolean asked = type(ticket) == TicketType.REQUEST;
    return runs || asked ? "support" : old ? "debt" : null;
  }

  private @Nullable Ticket above(Ticket ticket) {
    String id = ticket.at(now).get(TicketField.PARENT);
    Ticket above = id == null ? null : tracker.ticket(Long.parseLong(id));
    return above == null || above.createdAt() > now ? null : above;
  }

  private TicketType type(Ticket ticket) {
    return TicketType.of(String.valueOf(ticket.at(now).get(TicketField.TYPE)));
  }
}
