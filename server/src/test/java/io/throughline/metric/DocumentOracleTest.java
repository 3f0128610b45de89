package io.throughline.metric;

import static io.throughline.metric.FactWorld.at;
import static io.throughline.metric.FactWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.TicketChange;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketReference;
import io.throughline.model.fact.WikiPage;
import io.throughline.model.fact.WikiPageEdit;
import io.throughline.model.fact.WikiPageLabel;
import io.throughline.model.fact.WikiPageLink;
import io.throughline.model.process.Conduct;
import io.throughline.model.time.Grain;
import io.throughline.model.time.WorkCalendar;
import io.throughline.process.ProcessReader;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random epics, stories and pages, and the metrics of documents worked out of them in the plainest
 * way: each page and each link is asked what it was at one instant.
 */
final class DocumentOracleTest {
  private static final WorkCalendar CALENDAR =
      new WorkCalendar(
          FactWorld.ZONE, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), null, null, Set.of());
  private static final Instant BORN = at("2026-04-20T10:00");
  private static final Instant FIRST = at("2026-05-04T10:00");
  private static final Instant SECOND = at("2026-05-18T10:00");
  private static final int PAGES = 9;
  private static final int EPICS = 10;

  @TempDir Path folder;

  /** A page: what its labels and its title make of it, and whether it can be read today. */
  private record Page(int number, String kind, Instant created, boolean binned, boolean hidden) {
    boolean readable() {
      return !binned && !hidden;
    }
  }

  /** A link between a page and a ticket while it held. */
  private record Link(Page page, int ticket, Instant since, Instant until) {}

  /** A story of an epic: when it was estimated and when planned, if ever. */
  private record Story(
      int number, int epic, @Nullable Instant estimated, @Nullable Instant planned) {
    /** When its first sprint began, or it was added to it. */
    @Nullable Instant judged() {
      if (planned == null) {
        return null;
      }
      Instant start = planned.isBefore(at("2026-05-14T00:00")) ? FIRST : SECOND;
      return planned.isAfter(start) ? planned : start;
    }

    int sprint() {
      return planned != null && planned.isBefore(at("2026-05-14T00:00")) ? 1 : 2;
    }
  }

  private final List<Page> pages = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Story> stories = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void documentsAreCountedAsTheOracleCounts(long seed) {
    Random random = new Random(seed);
    imagine(random);
    try (SprintWorld world = new SprintWorld(folder)) {
      world.facts.wiki();
      world.facts.process(new Conduct(ProcessReader.shipped(), List.of()));
      tell(world);
      world.facts.shuffled(random);
      Readings readings = world.readings();
      for (List<String> range :
          List.of(
              List.of("2026-04-01", "2026-07-01"),
              List.of("2026-05-01", "2026-05-18"),
              List.of("2026-05-18", "2026-06-01"))) {
        LocalDateTime midnight = day(range.get(0)).atStartOfDay();
        Instant from = midnight.atZone(FactWorld.ZONE).toInstant();
        Instant to = day(range.get(1)).atStartOfDay(FactWorld.ZONE).toInstant();
        shares(readings, range, from, to, "prd_coverage", "prd");
        shares(readings, range, from, to, "design_link_coverage", "design");
        counts(readings, range, from, to);
        waits(readings, range, from, to);
      }
    }
  }

  private static Reading read(Readings readings, String metric, Scope scope, List<String> range) {
    return readings
        .read(
            new ReadingQuery(
                metric, scope, day(range.get(0)), day(range.get(1)), Grain.TOTAL, null))
        .getFirst();
  }

  private void shares(
      Readings readings, List<String> range, Instant from, Instant to, String metric, String kind) {
    long all = 0;
    long known = 0;
    long present = 0;
    for (int epic = 1; epic <= EPICS; epic++) {
      int number = epic;
      Instant judged =
          stories.stream()
              .filter(s -> s.epic() == number && s.judged() != null)
              .map(Story::judged)
              .min(Instant::compareTo)
              .orElse(null);
      if (judged == null || judged.isBefore(from) || !judged.isBefore(to)) {
        continue;
      }
      List<Page> linked =
          links.stream()
              .filter(l -> l.ticket() == number)
              .filter(l -> !l.since().isAfter(judged) && l.until().isAfter(judged))
              .map(Link::page)
              .filter(p -> p.kind().equals(kind))
              .toList();
      boolean has = linked.stream().anyMatch(Page::readable);
      boolean may = linked.stream().anyMatch(p -> p.hidden() && !p.binned());
      all++;
      known += has || !may ? 1 : 0;
      present += has ? 1 : 0;
    }
    Reading reading = read(readings, metric, new Scope.OfTeam("pay"), range);
    String name = metric + " " + range;
    assertThat(reading.n()).as(name).isEqualTo(known);
    if (known > 0) {
      assertThat(reading.numerator()).as(name).isEqualTo(present);
      assertThat(reading.denominator()).as(name).isEqualTo(known);
      assertThat(reading.coverage()).as(name).isEqualTo(known / (double) all, within(1e-9));
    }
  }

  private void counts(Readings readings, List<String> range, Instant from, Instant to) {
    List<Page> made =
        pages.stream()
            .filter(p -> p.kind().equals("prd") && !p.binned())
            .filter(p -> !p.created().isBefore(from) && p.created().isBefore(to))
            .toList();
    long ofTheTeam =
        made.stream().filter(p -> links.stream().anyMatch(l -> l.page().equals(p))).count();
    assertThat(read(readings, "prd_count", new Scope.OfTeam("pay"), range).value())
        .as("prd_count of pay %s", range)
        .isEqualTo(ofTheTeam);
    assertThat(read(readings, "prd_count", new Scope.Everyone(), range).value())
        .as("prd_count %s", range)
        .isEqualTo(made.size());
  }

  private void waits(Readings readings, List<String> range, Instant from, Instant to) {
    List<Double> days = new ArrayList<>();
    for (Page page : pages) {
      if (!page.kind().equals("prd") || page.binned()) {
        continue;
      }
      Set<Integer> tickets = new TreeSet<>();
      links.stream().filter(l -> l.page().equals(page)).forEach(l -> tickets.add(l.ticket()));
      Instant first =
          stories.stream()
              .filter(s -> tickets.contains(s.number()) || tickets.contains(s.epic()))
              .map(DocumentOracleTest::prepared)
              .filter(Objects::nonNull)
              .min(Instant::compareTo)
              .orElse(null);
      if (first != null
          && !first.isBefore(page.created())
          && !first.isBefore(from)
          && first.isBefore(to)) {
        days.add(OracleClock.worked(CALENDAR, page.created(), first) / 86_400);
      }
    }
    ReadingQuery query =
        new ReadingQuery(
            "prd_to_deep_dive",
            new Scope.OfTeam("pay"),
            day(range.get(0)),
            day(range.get(1)),
            Grain.TOTAL,
            null);
    assertThat(
            readings.observations(query, null, 1_000).items().stream()
                .map(Observation::value)
                .sorted()
                .toList())
        .as("prd_to_deep_dive %s", range)
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
        .containsExactlyElementsOf(days.stream().sorted().toList());
  }

  /** A ticket is looked into from its estimate on, unless it was planned before. */
  private static @Nullable Instant prepared(Story story) {
    boolean late =
        story.estimated() != null
            && story.planned() != null
            && story.planned().isBefore(story.estimated());
    return late ? null : story.estimated();
  }

  // What there is
  // -----------------------------------------------------------------------------------

  private void imagine(Random random) {
    for (int i = 1; i <= PAGES; i++) {
      String kind = List.of("prd", "prd", "design", "other").get(random.nextInt(4));
      Instant created = minute(random, "2026-04-16T09:00", 34);
      int fate = random.nextInt(8);
      pages.add(new Page(10 + i, kind, created, fate == 0, fate == 1));
    }
    for (int epic = 1; epic <= EPICS; epic++) {
      int count = random.nextInt(3);
      for (int i = 0; i < count; i++) {
        int number = 100 + 10 * epic + i;
        Instant estimated = random.nextInt(4) == 0 ? null : minute(random, "2026-04-21T09:00", 30);
        Instant planned =
            random.nextInt(5) == 0
                ? null
                : random.nextBoolean()
                    ? minute(random, "2026-04-22T09:00", 20)
                    : minute(random, "2026-05-16T09:00", 10);
        stories.add(new Story(number, epic, estimated, planned));
      }
      for (Page page : pages) {
        if (random.nextInt(6) == 0) {
          Instant since = page.created().isAfter(BORN) ? page.created() : BORN;
          links.add(new Link(page, epic, since, Instant.MAX));
        } else if (random.nextInt(6) == 0) {
          Instant since = minute(random, "2026-04-21T09:00", 24);
          Instant until =
              random.nextBoolean()
                  ? since.plus(Duration.ofHours(30 + random.nextInt(200)))
                  : Instant.MAX;
          links.add(new Link(page, epic, since, until));
        }
      }
    }
  }

  private static Instant minute(Random random, String first, int days) {
    return at(first).plus(Duration.ofMinutes(random.nextInt(days * 24 * 60)));
  }

  // How it is told
  // ----------------------------------------------------------------------------------

  private void tell(SprintWorld world) {
    page(world, new Page(10, "other", BORN, false, false), List.of());
    for (Page page : pages) {
      page(
          world,
          page,
          links.stream()
              .filter(l -> l.page().equals(page) && ofThePage(l))
              .map(Link::ticket)
              .toList());
    }
    for (int epic = 1; epic <= EPICS; epic++) {
      SprintWorld.Story told = world.ticket(epic, TicketKind.EPIC);
      int number = epic;
      List<TicketChange> changes = new ArrayList<>();
      links.stream()
          .filter(l -> l.ticket() == number && !ofThePage(l))
          .forEach(
              l -> {
                String url = address(l.page().number());
                changes.add(change(told, null, url, l.since()));
                if (!l.until().equals(Instant.MAX)) {
                  changes.add(change(told, url, null, l.until()));
                }
              });
      world.facts.members(TicketChange.class, told.id(), "changelog/more", changes);
      world.facts.members(TicketReference.class, told.id(), "remote_links", List.of());
      for (Story story : stories) {
        if (story.epic() == epic) {
          SprintWorld.Story below = world.story(story.number(), 0).under(told);
          if (story.estimated() != null) {
            below.points(2.0, text(story.estimated()));
          }
          if (story.planned() != null) {
            below.in(story.sprint(), text(story.planned()));
          }
        }
      }
    }
  }

  /** Links of pages hold from their beginning on; all others are changes of the ticket. */
  private static boolean ofThePage(Link link) {
    Instant created = link.page().created();
    return link.until().equals(Instant.MAX)
        && link.since().equals(created.isAfter(BORN) ? created : BORN);
  }

  private static String text(Instant at) {
    return LocalDateTime.ofInstant(at, FactWorld.ZONE).toString();
  }

  private static TicketChange change(
      SprintWorld.Story told, @Nullable String from, @Nullable String to, Instant when) {
    return new TicketChange(
        told.id(), "9:" + when + from + to, TicketField.DOCUMENT, from, null, to, null, null, when);
  }

  private static String address(int page) {
    return "https://wiki.example/spaces/SHOP/pages/" + page + "/Title";
  }

  private static void page(SprintWorld world, Page page, List<Integer> tickets) {
    long id = FactId.of(3, page.number());
    boolean titled = page.number() % 2 == 0 && page.kind().equals("prd");
    world.facts.tell(
        new WikiPage(
            id,
            "SHOP",
            titled ? "PRD: number " + page.number() : "Page " + page.number(),
            address(page.number()),
            null,
            null,
            page.created(),
            page.created(),
            1,
            false,
            page.binned() ? true : null,
            page.hidden()));
    world.facts.members(
        WikiPageLabel.class,
        id,
        "labels",
        titled || page.kind().equals("other")
            ? List.of(new WikiPageLabel(id, "notes"))
            : List.of(new WikiPageLabel(id, page.kind())));
    world.facts.members(
        WikiPageEdit.class,
        id,
        "versions",
        List.of(new WikiPageEdit(id, "1", 1, page.created(), null)));
    world.facts.members(
        WikiPageLink.class,
        id,
        "body",
        tickets.stream().map(t -> new WikiPageLink(id, "PAY-" + t, "PAY-" + t, null)).toList());
  }
}
