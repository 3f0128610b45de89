package io.throughline.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.simulator.production.Outages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeskTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static World world;

  @BeforeAll
  static void build() {
    world = new World(7, NOW, 10, 0.1, Witness.none());
    world.advance(NOW.toEpochMilli());
  }

  private static List<Ticket> requests() {
    return world.tracker().tickets().stream().filter(t -> t.board().desk()).toList();
  }

  @Test
  void customersAndNowAndThenColleaguesAskAllKindsOfThings() {
    Set<String> met = new TreeSet<>();
    for (Ticket ticket : requests()) {
      Map<TicketField, String> state = ticket.at(Long.MAX_VALUE);
      met.add(String.valueOf(state.get(TicketField.REQUEST_TYPE)));
      met.add(ticket.reporter().kind().name());
      met.add(String.valueOf(state.get(TicketField.RESOLUTION)));
      met.add(state.containsKey(TicketField.COMPONENTS) ? "of a service" : "of nothing");
      met.add(state.containsKey(TicketField.CAUSED_BY) ? "explained" : "not explained");
      assertThat(ticket.firstKey()).startsWith("HELP-");
    }
    assertThat(met)
        .containsAll(Desk.BROKEN)
        .contains("Ask a question", "CUSTOMER", "HUMAN", "DONE", "DUPLICATE", "WONT_DO")
        .contains("of a service", "of nothing", "explained", "not explained");
  }

  @Test
  void whatExplainsARequestIsABugThatWasKnown() {
    for (Ticket ticket : requests()) {
      String cause = ticket.born().get(TicketField.CAUSED_BY);
      Ticket bug = cause == null ? null : world.tracker().ticket(Long.parseLong(cause));
      assertThat(bug == null).isEqualTo(cause == null);
      if (bug != null) {
        assertThat(bug.createdAt()).isLessThanOrEqualTo(ticket.createdAt());
        assertThat(bug.at(ticket.createdAt()).get(TicketField.TYPE)).isEqualTo(TicketType.BUG.id());
        assertThat(world.tracker().consequences(bug, ticket.createdAt())).contains(ticket);
      }
    }
  }

  @Test
  void customersNoticeThatTheDataCentreIsDark() {
    for (long dark : Outages.darkAt(world.era())) {
      assertThat(requests())
          .filteredOn(t -> t.createdAt() > dark && t.createdAt() < dark + 10 * 60_000)
          .anySatisfy(
              t ->
                  assertThat(t.born().get(TicketField.SUMMARY)).isEqualTo("No robot gets a route"));
    }
  }

  @Test
  void somebodyWritesDownWhatIsToBeDoneAboutTheOutage() {
    List<Ticket> found = new ArrayList<>();
    for (Ticket ticket : world.tracker().tickets()) {
      if (ticket.at(Long.MAX_VALUE).containsKey(TicketField.INCIDENT_LINK)) {
        found.add(ticket);
      }
    }
    assertThat(found).isNotEmpty();
    assertThat(found)
        .allSatisfy(
            t -> {
              assertThat(t.firstType().level()).isZero();
              assertThat(Outages.darkAt(world.era()))
                  .anyMatch(
                      dark -> t.createdAt() > dark && t.createdAt() < dark + 22L * 86_400_000);
            });
  }
}
