package io.throughline.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrackerTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");
  private static final long NOW = ANCHOR.toEpochMilli();
  private static final long DAY = 86_400_000;
  private static World world;

  @BeforeAll
  static void build() {
    world = world();
    world.advance(NOW);
  }

  private static World world() {
    return new World(7, ANCHOR, 4, 0.4, Witness.none());
  }

  private static List<Ticket> told(World world) {
    return world.tracker().tickets().stream().filter(t -> t.createdAt() <= NOW).toList();
  }

  @Test
  void equalSeedsTellEqualTickets() {
    World again = world();
    again.advance(NOW);
    assertThat(told(again)).isNotEmpty().isEqualTo(told(world));
  }

  @Test
  void stepByStepIsTheSameAsAtOnce() {
    World slow = world();
    for (long t = world.start() - 70 * DAY; t <= NOW; t += 7 * 3_600_000) {
      slow.advance(t);
    }
    slow.advance(NOW);
    assertThat(told(slow)).isEqualTo(told(world));
  }

  @Test
  void idsAndKeysRiseWithTheirCreation() {
    assertThat(told(world)).isSortedAccordingTo(Comparator.comparingLong(Ticket::createdAt));
    assertThat(told(world).stream().filter(t -> !t.board().desk()))
        .isSortedAccordingTo(Comparator.comparingLong(Ticket::id));
    assertThat(told(world).stream().filter(t -> t.board().desk()))
        .isNotEmpty()
        .isSortedAccordingTo(Comparator.comparingLong(Ticket::id));
    assertThat(told(world)).extracting(Ticket::firstKey).doesNotHaveDuplicates();
  }

  @Test
  void theHistoryOfEveryTicketIsAChainThatEndsInItsProperties() {
    for (Ticket ticket : world.tracker().tickets()) {
      Map<TicketField, String> state = new EnumMap<>(TicketField.class);
      state.putAll(ticket.born());
      long last = ticket.createdAt();
      for (TicketChange change : ticket.changes()) {
        assertThat(change.at()).isGreaterThanOrEqualTo(last);
        last = change.at();
        for (TicketChange.Item item : change.items()) {
          assertThat(item.from()).isEqualTo(state.get(item.field())).isNotEqualTo(item.to());
          if (item.to() == null) {
            state.remove(item.field());
          } else {
            state.put(item.field(), item.to());
          }
        }
      }
      assertThat(ticket.at(Long.MAX_VALUE)).isEqualTo(state);
    }
  }

  @Test
  void onlyDoneHasAResolution() {
    for (Ticket ticket : told(world)) {
      for (TicketChange change : ticket.changes()) {
        Map<TicketField, String> state = ticket.at(change.at());
        boolean done = TicketStatus.DONE.id().equals(state.get(TicketField.STATUS));
        assertThat(state.containsKey(TicketField.RESOLUTION))
            .as("%s %s", ticket.firstKey(), ticket.changes())
            .isEqualTo(done);
      }
    }
  }

  @Test
  void mergeRequestsNameATicketThatExistedAndIsDoneSoonAfterTheLastOfThem() {
    int named = 0;
    int human = 0;
    for (ProjectHistory history : world.histories()) {
      for (MergeRequest mr : history.mergeRequests()) {
        boolean change =
            mr.kind() == MergeRequest.Kind.CHANGE || mr.kind() == MergeRequest.Kind.STACKED;
        if (!change || !mr.author().human()) {
          continue;
        }
        human++;
        String text = mr.title() + " " + mr.sourceBranch();
        java.util.regex.Matcher key =
            java.util.regex.Pattern.compile("\\b(NAV|TEL|FIRM|PAY|SHOP|INS)-\\d+").matcher(text);
        if (!key.find()) {
          continue;
        }
        named++;
        Ticket ticket = world.tracker().ticket(key.group());
        assertThat(ticket).isNotNull();
        assertThat(ticket.createdAt()).isLessThan(mr.createdAt());
        assertThat(world.tracker().mergeRequests(ticket)).contains(mr);
      }
    }
    assertThat((double) named / human).isBetween(0.82, 0.88);
  }

  @Test
  void aTicketWalksAsItsCodeIsWrittenAndMerged() {
    int merged = 0;
    int near = 0;
    for (Ticket ticket : told(world)) {
      List<MergeRequest> made = world.tracker().mergeRequests(ticket);
      if (made.isEmpty() || made.stream().anyMatch(mr -> mr.merge() == null)) {
        continue;
      }
      long last = 0;
      for (MergeRequest mr : made) {
        Event.Merged merge = mr.merge();
        last = Math.max(last, merge == null ? 0 : merge.at());
      }
      merged++;
      assertThat(status(ticket, made.getFirst().createdAt() + 60_000))
          .isNotEqualTo(TicketStatus.TO_DO);
      near += status(ticket, last + 3_600_000) == TicketStatus.DONE ? 1 : 0;
    }
    assertThat(merged).isGreaterThan(300);
    assertThat((double) near / merged).isGreaterThan(0.9);
  }

  private static TicketStatus status(Ticket ticket, long at) {
    return TicketStatus.of(String.valueOf(ticket.at(at).get(TicketField.STATUS)));
  }

  @Test
  void aRestartAgreesWithTheTicketsThatWereServed() {
    World first = world();
    first.advance(NOW);
    Window window = new Window(NOW, Long.MAX_VALUE, 6);
    first.run(window);
    long end = NOW + 900_000;
    for (long t = NOW; t <= end; t += 700) {
      first.advance(t);
    }
    window.close(end);
    World again = world();
    again.run(new Window(NOW, end, 6));
    again.advance(NOW + DAY);
    List<Ticket> served = until(first, end);
    assertThat(until(again, end)).isEqualTo(served);
    assertThat(served.size() - told(world).size()).isBetween(60, 130);
  }

  private static List<Ticket> until(World world, long end) {
    return world.tracker().tickets().stream().filter(t -> t.createdAt() <= end).toList();
  }

  @Test
  void aSprintIsJoinedOnlyWhileItIsOpen() {
    for (Ticket ticket : told(world)) {
      for (TicketChange change : ticket.changes()) {
        for (TicketChange.Item item : change.items()) {
          if (item.field() == TicketField.SPRINTS) {
            moved(change, item);
          }
        }
      }
    }
  }

  private static void moved(TicketChange change, TicketChange.Item item) {
    Set<String> from = ids(item.from());
    Set<String> to = ids(item.to());
    for (String id : to) {
      Sprint sprint = world.tracker().sprint(Long.parseLong(id));
      assertThat(sprint).isNotNull();
      if (!from.contains(id)) {
        assertThat(change.at()).isBetween(sprint.createdAt(), sprint.closedAt());
      }
    }
    from.removeAll(to);
    for (String id : from) {
      Sprint sprint = world.tracker().sprint(Long.parseLong(id));
      assertThat(sprint).isNotNull();
      assertThat(change.at()).isLessThan(sprint.closedAt());
    }
  }

  private static Set<String> ids(@org.jspecify.annotations.Nullable String text) {
    return new HashSet<>(text == null ? List.of() : List.of(text.split(", ")));
  }

  @Test
  void thereIsEveryKindOfStory() {
    Map<String, Integer> seen = new HashMap<>();
    int changes = 0;
    int work = 0;
    for (Ticket ticket : told(world)) {
      seen.merge(ticket.firstType().name(), 1, Integer::sum);
      if (ticket.firstType().level() == 0) {
        work++;
        changes += ticket.seen(NOW).size();
      }
      for (TicketChange change : ticket.seen(NOW)) {
        for (TicketChange.Item item : change.items()) {
          seen.merge(item.field() + (item.to() == null ? "-" : "+"), 1, Integer::sum);
          if (item.field() == TicketField.RESOLUTION || item.field() == TicketField.STATUS) {
            seen.merge("" + item.field() + item.to(), 1, Integer::sum);
          }
        }
      }
    }
    assertThat((double) changes / work).isBetween(8.0, 20.0);
  }
}
