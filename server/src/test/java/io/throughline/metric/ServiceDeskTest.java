package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Board;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketRequest;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the desk of project 9, which the team works on beside its board. */
class ServiceDeskTest {
  private static final String METRIC = "customer_incident_count";
  private static final int DESK = 9;

  @TempDir Path folder;

  private SprintWorld world(String... boards) {
    SprintWorld world = new SprintWorld(folder, boards);
    world.facts.tell(
        new Board(
            FactId.of(1, Board.QUEUES + DESK),
            "Customer support",
            "service_desk",
            FactId.of(1, DESK),
            null,
            null,
            null));
    return world;
  }

  private static SprintWorld.Story request(
      SprintWorld world,
      int number,
      String when,
      @Nullable String type,
      @Nullable Boolean byCustomer) {
    SprintWorld.Story story = world.ticket(number, TicketKind.REQUEST).of(DESK).created(when);
    TicketRequest request = new TicketRequest(story.id(), TicketRequest.ONLY, type, byCustomer);
    world.facts.members(TicketRequest.class, story.id(), TicketRequest.ONLY, List.of(request));
    return story;
  }

  private static List<Long> weeks(Readings readings, Scope scope) {
    return readings
        .read(
            new ReadingQuery(METRIC, scope, day("2026-05-04"), day("2026-05-25"), Grain.WEEK, null))
        .stream()
        .map(r -> r.value() == null ? null : r.value().longValue())
        .toList();
  }

  @Test
  void whatCustomersReportCountsForTheTeamOfTheDesk() {
    try (SprintWorld world = world("Payments", "Customer support")) {
      request(world, 1, "2026-05-05T10:00", "Report a bug", true);
      request(world, 2, "2026-05-06T10:00", "System outage", null);
      request(world, 3, "2026-05-06T10:00", "Suggest an improvement", true);
      request(world, 4, "2026-05-06T10:00", "Report a bug", false);
      request(world, 5, "2026-05-20T10:00", "Report a bug", true);
      request(world, 6, "2026-05-20T11:00", "Report a bug", true)
          .outcome("duplicate", "2026-05-20T12:00");
      world.story(7, 3);
      Readings readings = world.readings();
      assertThat(weeks(readings, new Scope.OfTeam("pay"))).containsExactly(2L, 0L, 1L);
      assertThat(weeks(readings, new Scope.OfTeam("ops"))).containsExactly(0L, 0L, 0L);
      assertThat(
              readings
                  .observations(
                      new ReadingQuery(
                          METRIC,
                          new Scope.OfTeam("pay"),
                          day("2026-05-04"),
                          day("2026-05-25"),
                          Grain.TOTAL,
                          null),
                      null,
                      10)
                  .items())
          .hasSize(3);
    }
  }

  @Test
  void aDeskThatNoTeamWorksOnCountsForTheOrganisationOnly() {
    try (SprintWorld world = world("Payments")) {
      request(world, 1, "2026-05-05T10:00", "Report a bug", true);
      Readings readings = world.readings();
      assertThat(weeks(readings, new Scope.OfTeam("pay"))).containsExactly(0L, 0L, 0L);
      assertThat(weeks(readings, new Scope.Everyone())).containsExactly(1L, 0L, 0L);
    }
  }

  /** The words that desks come with, as whole names or in them. */
  @ParameterizedTest
  @CsvSource({
    "Report an incident, true",
    "[System] Incident, true",
    "Report broken hardware, true",
    "Report a system problem, true",
    "REPORT A BUG, true",
    "Report a bug in the invoice, false",
    "Fix an account problem, false",
    "Billing and invoicing, false"
  })
  void aRequestIsAnIncidentByItsName(String type, boolean incident) {
    try (SprintWorld world = world("Payments", "Customer support")) {
      request(world, 1, "2026-05-05T10:00", type, true);
      assertThat(weeks(world.readings(), new Scope.OfTeam("pay")))
          .containsExactly(incident ? 1L : 0L, 0L, 0L);
    }
  }

  /** Random requests, told in any order, against a count of them one by one. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomRequestsAgreeWithACountOfThem(long seed) {
    Random random = new Random(seed);
    List<String> types = new ArrayList<>(List.of("Outage", "Report a bug", "Question", "Access"));
    types.add(null);
    long[] expected = new long[3];
    try (SprintWorld world = world("Customer support")) {
      for (int number = 1; number <= 40; number++) {
        LocalDate date = LocalDate.of(2026, 5, 4).plusDays(random.nextInt(21));
        String type = types.get(random.nextInt(types.size()));
        Boolean byCustomer =
            List.of(0, 1, 2).get(random.nextInt(3)) == 2 ? null : random.nextBoolean();
        SprintWorld.Story story = request(world, number, date + "T12:00", type, byCustomer);
        boolean duplicate = random.nextInt(4) == 0;
        if (duplicate) {
          story.outcome("duplicate", date + "T13:00");
        }
        boolean incident =
            type != null
                && Set.of("outage", "report a bug").contains(type.toLowerCase(Locale.ROOT));
        if (incident && !duplicate && !Boolean.FALSE.equals(byCustomer)) {
          expected[(date.getDayOfMonth() - 4) / 7]++;
        }
      }
      world.facts.shuffled(random);
      assertThat(weeks(world.readings(), new Scope.OfTeam("pay")))
          .containsExactly(expected[0], expected[1], expected[2]);
    }
  }
}
