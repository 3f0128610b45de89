package io.throughline.metric;

import static io.throughline.metric.FactWorld.always;
import static io.throughline.metric.FactWorld.day;
import static io.throughline.metric.FactWorld.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.ReviewEventKind;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.org.Dated;
import io.throughline.model.org.Investment;
import io.throughline.model.org.Investment.Rate;
import io.throughline.model.org.Investment.RateCard;
import io.throughline.model.org.Team;
import io.throughline.model.time.Grain;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How people's days are split over what they worked on, from facts to readings. */
final class EffortTest {
  private static final Scope PAY = new Scope.OfTeam("pay");
  private static final Scope OPS = new Scope.OfTeam("ops");
  private static final Scope ALL = new Scope.OfTeam("all");

  @TempDir Path folder;
  private SprintWorld world;

  @BeforeEach
  void open() {
    world = new SprintWorld(folder);
    teams(
        team("pay", always("a"), always("b"), always("c"), always("d"), always("e")),
        team("ops", always("f")));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @SafeVarargs
  private static Team team(String id, Dated<String>... members) {
    return FactWorld.team(id, List.of(members), List.of());
  }

  private void teams(Team... below) {
    List<Team> teams = new ArrayList<>();
    teams.add(new Team("all", "All", null, null, FactWorld.ZONE, null, List.of(), List.of()));
    teams.addAll(List.of(below));
    world.facts.teams(teams);
  }

  /** Four of five are on one epic on a Tuesday, so that nothing is withheld. */
  private void others(String... names) {
    SprintWorld.Story epic = world.ticket(90, TicketKind.EPIC);
    for (String name : names) {
      open(world.story(91 + name.charAt(0) - 'a', 1).under(epic), name, "2026-05-05T09:00");
    }
  }

  /** In progress with somebody on one day. */
  private static void open(SprintWorld.Story story, String name, String from) {
    story.assignee(name, "2026-05-01T10:00").status(2, from).done(from.substring(0, 11) + "17:00");
  }

  private static ReadingQuery asked(String metric, Scope scope, String from, String to) {
    return new ReadingQuery(metric, scope, day(from), day(to), Grain.TOTAL, null);
  }

  private static ReadingQuery tuesday(Scope scope) {
    return asked("investment_balance", scope, "2026-05-05", "2026-05-06");
  }

  /** FTE-days by part. */
  private static Map<String, Double> days(Readings readings, ReadingQuery query) {
    return readings.readParts(query).entrySet().stream()
        .filter(part -> part.getValue().getFirst().numerator() > 0)
        .collect(
            Collectors.toMap(Map.Entry::getKey, part -> part.getValue().getFirst().numerator()));
  }

  @Test
  void twoTicketsOnOneDayAreHalfADayEach() {
    others("b", "c", "d", "e");
    open(world.ticket(1, TicketKind.BUG), "a", "2026-05-05T09:00");
    open(world.story(2, 1), "a", "2026-05-05T14:00");
    Readings readings = world.readings();

    assertThat(days(readings, tuesday(PAY)))
        .isEqualTo(Map.of("features", 4.0, "bugs", 0.5, "uncategorised", 0.5));
    Reading reading = readings.read(tuesday(PAY)).getFirst();
    assertThat(reading.value()).isEqualTo(80);
    assertThat(reading.n()).isEqualTo(5);
    assertThat(reading.denominator()).isEqualTo(5);
  }

  @Test
  void nobodyExceedsOneDay() {
    others("b", "c", "d", "e");
    for (int i = 1; i <= 4; i++) {
      open(world.ticket(i, TicketKind.BUG), "a", "2026-05-05T0" + (8 + i % 2) + ":00");
    }
    assertThat(days(world.readings(), tuesday(PAY)))
        .isEqualTo(Map.of("features", 4.0, "bugs", 1.0));
  }

  @Test
  void inProgressOverAWeekendDoesNotCountButACommitOnSaturdayDoes() {
    others("b", "c", "d", "e");
    world
        .ticket(1, TicketKind.BUG)
        .assignee("a", "2026-05-01T10:00")
        .status(2, "2026-05-08T10:00")
        .done("2026-05-11T08:00");
    long mr = world.facts.merge(1, person("f"), "2026-05-04T10:00", "2026-05-04T11:00");
    world.facts.event(mr, ReviewEventKind.COMMENT, person("a"), "2026-05-04T10:30");
    long saturday = world.facts.merge(2, person("f"), "2026-05-04T10:00", null);
    world.facts.event(saturday, ReviewEventKind.COMMITS_ADDED, person("a"), "2026-05-09T23:30");
    Readings readings = world.readings();

    assertThat(days(readings, asked("investment_balance", PAY, "2026-05-05", "2026-05-12")))
        .isEqualTo(Map.of("features", 4.0, "bugs", 2.0, "uncategorised", 1.0));
  }

  @Test
  void aMergeRequestWithTwoTicketsIsHalfADayOfEach() {
    others("b", "c", "d", "e");
    world.ticket(1, TicketKind.BUG);
    world.story(2, 1);
    world.facts.merge(1, person("a"), "2026-05-05T10:00", null, ",PAY-1,PAY-2,");
    assertThat(days(world.readings(), tuesday(PAY)))
        .isEqualTo(Map.of("features", 4.0, "bugs", 0.5, "uncategorised", 0.5));
  }

  @Test
  void whoChangesTeamsCountsForEachByDate() {
    LocalDate may6 = day("2026-05-06");
    teams(
        team(
            "pay",
            new Dated<>("a", null, may6),
            always("b"),
            always("c"),
            always("d"),
            always("e")),
        team(
            "ops",
            new Dated<>("a", may6, null),
            always("b"),
            always("c"),
            always("d"),
            always("e")));
    others("b", "c", "d", "e");
    world
        .ticket(1, TicketKind.BUG)
        .assignee("a", "2026-05-01T10:00")
        .status(2, "2026-05-04T10:00")
        .done("2026-05-08T18:00");
    Readings readings = world.readings();
    String[] week = {"2026-05-04", "2026-05-11"};

    assertThat(days(readings, asked("investment_balance", PAY, week[0], week[1])))
        .isEqualTo(Map.of("features", 4.0, "bugs", 2.0));
    assertThat(days(readings, asked("investment_balance", OPS, week[0], week[1])))
        .isEqualTo(Map.of("features", 4.0, "bugs", 3.0));
    // Four people of two teams each are one person each in the team above.
    assertThat(days(readings, asked("investment_balance", ALL, week[0], week[1])))
        .isEqualTo(Map.of("features", 4.0, "bugs", 5.0));
  }

  @Test
  void aSubTaskIsWorkOnItsStoryAndAnEpicInProgressIsNoWork() {
    others("b", "c", "d", "e");
    SprintWorld.Story bug = world.ticket(1, TicketKind.BUG);
    open(bug, "a", "2026-05-05T09:00");
    open(world.ticket(2, TicketKind.SUBTASK).under(bug), "a", "2026-05-05T09:00");
    open(world.story(3, 1), "a", "2026-05-05T09:00");
    open(world.ticket(4, TicketKind.EPIC), "a", "2026-05-05T09:00");
    assertThat(days(world.readings(), tuesday(PAY)))
        .isEqualTo(Map.of("features", 4.0, "bugs", 0.5, "uncategorised", 0.5));
  }

  @Test
  void fewerThanFivePeopleAreWithheldWithAllParts() {
    others("b", "c", "d", "e");
    Readings readings = world.readings();
    Reading reading = readings.read(tuesday(PAY)).getFirst();
    assertThat(reading.doubt()).isEqualTo(Reading.Doubt.WITHHELD);
    assertThat(reading.numerator()).isNull();
    assertThat(readings.readParts(tuesday(PAY))).isEmpty();
    assertThat(readings.parts(tuesday(PAY))).isEmpty();
    assertThat(readings.observations(tuesday(PAY), null, 10).items()).isEmpty();
    assertThat(readings.distribution(tuesday(PAY)).n()).isZero();
    assertThat(readings.read(tuesday(PAY).ofPart("bugs")).getFirst().doubt())
        .isEqualTo(Reading.Doubt.WITHHELD);
  }

  @Test
  void withoutWorkThereIsNoData() {
    others("a", "b", "c", "d", "e");
    Readings readings = world.readings();
    Reading later =
        readings.read(asked("investment_balance", PAY, "2026-05-06", "2026-05-08")).getFirst();
    assertThat(later.doubt()).isEqualTo(Reading.Doubt.NO_DATA);
    assertThat(later.value()).isNull();
    // Where people worked, that they worked on no bugs is a number.
    assertThat(readings.read(tuesday(PAY).ofPart("bugs")).getFirst().value()).isEqualTo(0);
  }

  @Test
  void itemsAddUpToTheNumberAndComeInPages() {
    others("b", "c", "d", "e");
    open(world.ticket(1, TicketKind.BUG), "a", "2026-05-05T09:00");
    world.facts.merge(1, person("a"), "2026-05-05T10:00", null);
    Readings readings = world.readings();
    List<Observation> items = new ArrayList<>();
    String cursor = null;
    do {
      ObservationPage page = readings.observations(tuesday(PAY), cursor, 2);
      items.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);

    assertThat(items).hasSize(6).doesNotHaveDuplicates();
    assertThat(items.stream().mapToDouble(Observation::numerator).sum()).isEqualTo(4);
    assertThat(items.stream().mapToDouble(Observation::denominator).sum()).isEqualTo(5);
    assertThat(items)
        .filteredOn(item -> item.subjectKind().equals("merge_request"))
        .singleElement()
        .satisfies(item -> assertThat(item.title()).isEqualTo("shop!1 Change"));
    assertThat(readings.observations(tuesday(PAY).ofPart("bugs"), null, 10).items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.title()).isEqualTo("PAY-1 Story 1");
              assertThat(item.denominator()).isEqualTo(0.5);
            });
  }

  @Test
  void initiativesAreToldInDaysAndWithRatesInMoney() {
    others("b", "c", "d", "e");
    open(world.ticket(1, TicketKind.BUG), "a", "2026-05-05T09:00");
    ReadingQuery query = asked("initiative_cost", PAY, "2026-05-05", "2026-05-06");
    String epic = Long.toString(world.ticketId(90));
    Readings readings = world.readings();

    assertThat(days(readings, query)).isEqualTo(Map.of(epic, 4.0, "none", 1.0));
    assertThat(readings.read(query).getFirst().value()).isEqualTo(5);
    assertThat(readings.partNames("initiative_cost", List.of(epic, "none")).get(epic).title())
        .isEqualTo("PAY-90 Story 90");

    world.facts.organisation =
        world.facts.organisation.investing(
            new Investment(
                Investment.DEFAULT.categories(),
                Map.of(),
                new RateCard(
                    "EUR",
                    List.of(
                        new Rate("all", 500, null),
                        new Rate("pay", 600, day("2026-05-05")),
                        new Rate("pay", 700, day("2026-05-06"))))));
    Readings priced = world.facts.pricedReadings();
    assertThat(days(priced, query)).isEqualTo(Map.of(epic, 2400.0, "none", 600.0));
    Reading cost = priced.read(query).getFirst();
    assertThat(cost.value()).isEqualTo(3000);
    assertThat(cost.coverage()).isEqualTo(1);
  }

  @Test
  void everybodysAndEveryTeamsReadingsAreTheSameAsAskedAlone() {
    others("a", "b", "c", "d", "e", "f");
    Readings readings = world.readings();
    Map<Scope, List<Map<String, List<Reading>>>> all =
        readings.readEverywhere(List.of("investment_balance"), List.of(tuesday(PAY)));
    for (Scope scope : List.of(PAY, OPS, ALL, new Scope.Everyone())) {
      assertThat(all.get(scope).getFirst().get("investment_balance"))
          .isEqualTo(readings.read(tuesday(scope)));
    }
    assertThat(readings.read(tuesday(new Scope.Everyone())).getFirst().n()).isEqualTo(6);
    assertThat(readings.read(tuesday(new Scope.OfService("shop"))).getFirst().value()).isNull();
  }
}
