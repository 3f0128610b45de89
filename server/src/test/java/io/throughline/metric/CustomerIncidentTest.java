package io.throughline.metric;

import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Board;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketLink;
import io.throughline.model.fact.TicketReference;
import io.throughline.model.fact.TicketRequest;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What customers report at a desk, as incidents of services and as findings for the sprints. */
class CustomerIncidentTest {
  private static final int DESK = 9;

  @TempDir Path folder;

  private SprintWorld world() {
    SprintWorld world = new SprintWorld(folder, "Payments", "Customer support");
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

  private static SprintWorld.Story report(SprintWorld world, int number, String when) {
    SprintWorld.Story story = world.ticket(number, TicketKind.REQUEST).of(DESK).created(when);
    TicketRequest request = new TicketRequest(story.id(), TicketRequest.ONLY, "Report a bug", true);
    world.facts.members(TicketRequest.class, story.id(), TicketRequest.ONLY, List.of(request));
    return story;
  }

  private static Reading read(Readings readings, String metric, Scope scope) {
    return readings
        .read(
            new ReadingQuery(
                metric, scope, day("2026-05-04"), day("2026-05-25"), Grain.TOTAL, null))
        .getFirst();
  }

  private static List<List<String>> incidents(FactWorld world) {
    return world.warehouse.query(
        connection -> {
          List<List<String>> found = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      "SELECT i.number, v.key, i.origin, CAST(i.severity AS text), i.cause, i.gate"
                          + " FROM production_incident i"
                          + " LEFT JOIN service v ON v.id = i.service_id ORDER BY i.number")) {
            while (rows.next()) {
              List<String> row = new ArrayList<>();
              for (int i = 1; i <= 6; i++) {
                row.add(String.valueOf(rows.getString(i)));
              }
              found.add(row);
            }
          }
          return found;
        });
  }

  @Test
  void whatACustomerReportsIsAnIncident() {
    try (SprintWorld world = world()) {
      report(world, 1, "2026-05-05T10:00")
          .components("Web", "shop")
          .priority("Highest")
          .labelled("cause-infrastructure", "escaped-load-test")
          .done("2026-05-05T14:00");
      report(world, 2, "2026-05-06T10:00");
      Readings readings = world.readings();
      assertThat(incidents(world.facts))
          .containsExactly(
              List.of("PAY-1", "shop", "customer", "1", "infrastructure", "load-test"),
              List.of("PAY-2", "null", "customer", "null", "null", "null"));
      Scope shop = new Scope.OfService("shop");
      assertThat(read(readings, "incident_count", shop).value()).isEqualTo(1);
      assertThat(read(readings, "incident_count_monitoring", shop).value()).isZero();
      assertThat(read(readings, "mttr_incident", shop).value()).isEqualTo(4);
      assertThat(read(readings, "incident_count", new Scope.Everyone()).value()).isEqualTo(2);
    }
  }

  @Test
  void whatMonitoringAndACustomerTellIsOverWhenMonitoringSaysSo() {
    try (SprintWorld world = world()) {
      report(world, 1, "2026-05-05T10:05").components("shop").done("2026-05-09T10:00");
      ProductionSamples production = new ProductionSamples(world.facts);
      long paged = production.watched(ProductionSamples.PAGER, 1, "shop");
      // Ten o'clock in Berlin.
      production
          .incident(ProductionSamples.PAGER, paged)
          .from("2026-05-05T08:00:00Z", "2026-05-05T09:00:00Z")
          .tell();
      Readings readings = world.readings();
      Reading mttr = read(readings, "mttr_incident", new Scope.OfService("shop"));
      assertThat(mttr.n()).isEqualTo(1);
      assertThat(mttr.value()).isEqualTo(1);
    }
  }

  @Test
  void aFindingReachesASprintByItselfOrThroughWhatIsLinkedToIt() {
    try (SprintWorld world = world()) {
      report(world, 1, "2026-05-05T10:00");
      report(world, 2, "2026-05-06T10:00");
      SprintWorld.Story work = world.story(3, 2).in(2, "2026-05-17T10:00");
      world.facts.members(
          TicketLink.class,
          FactId.of(1, 1001),
          "links",
          List.of(new TicketLink(FactId.of(1, 1001), "1", "is caused by", work.id(), "PAY-3")));
      world
          .story(4, 1)
          .created("2026-05-06T10:00")
          .labelled("from-production")
          .in(2, "2026-05-17T10:00");
      world.story(5, 1).created("2026-05-06T10:00");
      Reading loop = read(world.readings(), "optimisation_loop", new Scope.OfTeam("pay"));
      assertThat(loop.denominator()).isEqualTo(3);
      assertThat(loop.numerator()).isEqualTo(2);
    }
  }

  /** Whatever of an outage somebody links, and not what links to other things. */
  @Test
  void whatLinksToAnIncidentIsAFinding() {
    try (SprintWorld world = world()) {
      ProductionSamples production = new ProductionSamples(world.facts);
      long paged = production.watched(ProductionSamples.PAGER, 1, "shop");
      production
          .incident(ProductionSamples.PAGER, paged)
          .from("2026-05-05T08:00:00Z", "2026-05-05T09:00:00Z")
          .tell();
      long second = production.watched(ProductionSamples.RELIC, 2, "shop");
      long later =
          production
              .incident(ProductionSamples.RELIC, second)
              .from("2026-05-05T08:02:00Z", "2026-05-05T09:00:00Z")
              .tell()
              .id;
      world.story(1, 1).created("2026-05-06T10:00").in(2, "2026-05-17T10:00");
      world.story(2, 1).created("2026-05-06T10:00");
      linked(world, 1, "https://x/incidents/" + later);
      linked(world, 2, "https://wiki.example/pages/7");
      Reading loop = read(world.readings(), "optimisation_loop", new Scope.OfTeam("pay"));
      assertThat(loop.denominator()).isEqualTo(1);
      assertThat(loop.numerator()).isEqualTo(1);
    }
  }

  private static void linked(SprintWorld world, int story, String url) {
    long ticket = world.ticketId(story);
    world.facts.members(
        TicketReference.class,
        ticket,
        "remote_links",
        List.of(new TicketReference(ticket, url, url, null, null, "relates to", "1")));
  }
}
