package io.throughline.warehouse;

import static io.throughline.warehouse.Telling.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Board;
import io.throughline.model.fact.Pipeline;
import io.throughline.model.fact.Sprint;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketStatus;
import io.throughline.process.ProcessReader;
import io.throughline.warehouse.FlowOracle.Change;
import io.throughline.warehouse.FlowOracle.Stay;
import io.throughline.warehouse.FlowOracle.Story;
import io.throughline.warehouse.Sample.Mr;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random tickets, told in any order, are in the phases in which the oracle sees them. */
class FlowOracleTest {
  private static final Instant START = Instant.parse("2026-05-04T06:00:00Z");
  private static final Instant SPRINT = Instant.parse("2026-05-07T09:00:00Z");
  private static final int SPAN_MINUTES = 25 * 1440;

  @TempDir Path folder;

  /** One random world: what is told, and what the oracle has to know of it. */
  private static final class RandomWorld {
    private final Random random;
    private final Set<Long> used = new HashSet<>();
    private final List<Telling> told = new ArrayList<>();
    private final Map<Long, Story> stories = new HashMap<>();
    private final List<Instant[]> passed = new ArrayList<>();

    RandomWorld(long seed) {
      random = new Random(seed);
      told.add(Telling.page(new Board(id(7), "Shop", "scrum", id(7), "points", null, false)));
      told.add(Telling.page(new TicketStatus(id(1), "To Do", "todo")));
      told.add(Telling.page(new TicketStatus(id(2), "In Progress", "in_progress")));
      told.add(Telling.page(new TicketStatus(id(4), "Done", "done")));
      Instant end = SPRINT.plus(Duration.ofDays(13));
      told.add(
          Telling.page(
              new Sprint(id(77), id(7), "Sprint", null, "closed", SPRINT, end, end, false)));
      for (int i = 0; i < 25; i++) {
        pipeline(i);
      }
      // So that there is something that builds, and something that deploys.
      pipeline(900, START, START.plusSeconds(60), "success");
      told.add(Telling.page(Sample.deployment(90, "production", "success", "feed", START)));
      for (int i = 0; i < 14; i++) {
        story(i);
      }
    }

    private Instant at(Instant from, int minutes) {
      while (true) {
        Instant at = from.plusSeconds(60L * (1 + random.nextInt(minutes)));
        if (used.add(at.getEpochSecond())) {
          return at;
        }
      }
    }

    private void pipeline(int number) {
      Instant created = at(START, SPAN_MINUTES);
      String status = random.nextInt(3) == 0 ? "failed" : "success";
      pipeline(number, created, at(created, 300), status);
    }

    private void pipeline(int number, Instant created, Instant finished, String status) {
      if (status.equals("success")) {
        passed.add(new Instant[] {created, finished});
      }
      told.add(
          Telling.page(
              new Pipeline(
                  id(800 + number),
                  Sample.CHECKOUT,
                  "main",
                  "c0",
                  false,
                  status,
                  "push",
                  created,
                  created,
                  finished,
                  60.0,
                  null)));
    }

    private void story(int i) {
      long number = 1_000 + i * 10L;
      boolean story = random.nextInt(4) > 0;
      Instant created = at(START, 4 * 1440);
      Tale tale = new Tale(number, story ? TicketKind.STORY : TicketKind.BUG, created);
      Map<String, List<Instant>> marks = new HashMap<>();
      Map<Instant, Runnable> plan = new java.util.TreeMap<>();
      double points = List.of(1.0, 2.0, 3.0, 5.0).get(random.nextInt(4));
      if (random.nextInt(5) > 0) {
        mark(
            plan,
            marks,
            "criteria",
            at(created, 4_000),
            tale,
            TicketField.CRITERIA_TEXT,
            "present");
      }
      if (random.nextInt(5) > 0) {
        mark(plan, marks, "estimated", at(created, 4_000), tale, TicketField.POINTS, "" + points);
      }
      if (random.nextInt(4) > 0) {
        Instant in = at(created, 6_000);
        mark(plan, marks, "planned", in, tale, TicketField.SPRINT, "77");
        if (in.isBefore(SPRINT.plus(Duration.ofDays(13)))) {
          add(marks, "sprint-started", in.isAfter(SPRINT) ? in : SPRINT);
        } else {
          add(marks, "sprint-started", in);
        }
      }
      Instant last = created;
      for (int turn = random.nextInt(3); turn > 0; turn--) {
        last = at(last, 5_000);
        mark(plan, marks, "in-progress", last, tale, TicketField.STATUS, "2");
        if (random.nextInt(3) > 0) {
          last = at(last, 5_000);
          mark(plan, marks, "done", last, tale, TicketField.STATUS, "4");
        } else {
          break;
        }
      }
      plan.values().forEach(Runnable::run);
      told.addAll(tale.told());
      if (random.nextBoolean()) {
        Instant born = at(created, 4_000);
        Tale part = new Tale(number + 1, TicketKind.SUBTASK, born);
        part.parent = id(number);
        told.addAll(part.told());
        add(marks, "broken-down", born);
      }
      List<Change> changes = new ArrayList<>();
      for (int c = random.nextInt(4); c > 0; c--) {
        changes.add(change(i * 10 + c, "SHOP-" + number, created));
      }
      stories.put(id(number), new Story(story ? "story" : "bug", created, marks, changes, points));
    }

    private static void mark(
        Map<Instant, Runnable> plan,
        Map<String, List<Instant>> marks,
        String mark,
        Instant at,
        Tale tale,
        TicketField field,
        String value) {
      add(marks, mark, at);
      plan.put(at, () -> tale.set(field, value, at));
    }

    private Change change(int number, String key, Instant after) {
      Mr mr = new Mr(number);
      Instant begun = at(after, 9_000);
      mr.created = at(begun, 500);
      mr.merged = random.nextInt(5) == 0 ? null : at(mr.created, 4_000);
      mr.state = mr.merged == null ? "opened" : "merged";
      mr.titleKeys = "," + key + ",";
      told.add(mr.page());
      told.add(mr.commits(mr.commit("c1", begun)));
      Instant deployed = null;
      if (mr.merged != null && random.nextInt(3) > 0) {
        deployed = at(mr.merged, 3_000);
        told.add(
            Telling.page(
                Sample.deployment(number, "production", "success", mr.mergeSha, deployed)));
      }
      return new Change(begun, mr.merged, built(mr.merged), deployed);
    }

    private @Nullable Instant built(@Nullable Instant merged) {
      Instant built = null;
      for (Instant[] run : passed) {
        boolean with = merged != null && !run[0].isBefore(merged.minusSeconds(120));
        built = with && (built == null || run[1].isBefore(built)) ? run[1] : built;
      }
      return built;
    }

    private static void add(Map<String, List<Instant>> marks, String mark, Instant at) {
      marks.computeIfAbsent(mark, m -> new ArrayList<>()).add(at);
    }
  }

  @Test
  void ticketsAreInThePhasesOfTheOracle() throws Exception {
    FlowOracle oracle = new FlowOracle(ProcessReader.shipped(), ZoneId.of("Europe/Berlin"));
    int seen = 0;
    for (int seed = 1; seed <= 10; seed++) {
      RandomWorld made = new RandomWorld(seed);
      try (World world = new World(Files.createDirectories(folder.resolve("w" + seed)))) {
        world.load(FlowTest.organisation());
        world.tell(Sample.people());
        List<Telling> order = new ArrayList<>(made.told);
        Collections.shuffle(order, new Random(seed));
        int batch = seed == 1 ? 4 : 30 + 10 * seed;
        for (int i = 0; i < order.size(); i += batch) {
          world.tell(order.subList(i, Math.min(order.size(), i + batch)).toArray(Telling[]::new));
        }

        Map<String, Stay> found = found(world);
        Map<String, Stay> expected = new HashMap<>();
        made.stories.forEach(
            (ticket, story) ->
                oracle
                    .stays(story)
                    .forEach((phase, stay) -> expected.put(ticket + " " + phase, stay)));

        assertThat(found.keySet()).as("world %d", seed).isEqualTo(expected.keySet());
        expected.forEach(
            (where, stay) -> {
              Stay other = found.get(where);
              assertThat(List.of(other.entered(), "" + other.left(), other.stays()))
                  .as("world %s: %s", made, where)
                  .isEqualTo(List.of(stay.entered(), "" + stay.left(), stay.stays()));
              if (stay.days() == null) {
                assertThat(other.days()).isNull();
              } else {
                assertThat(other.days())
                    .isCloseTo(stay.days(), org.assertj.core.data.Offset.offset(1e-9));
              }
            });
        seen += expected.size();
      }
    }
    assertThat(seen).as("enough was compared").isGreaterThan(300);
  }

  private static Map<String, Stay> found(World world) {
    Map<String, Stay> found = new HashMap<>();
    for (Map<String, Object> row : world.rows("SELECT * FROM ticket_phase")) {
      found.put(
          row.get("ticket_id") + " " + row.get("phase"),
          new Stay(
              instant(row.get("entered_at")),
              row.get("left_at") == null ? null : instant(row.get("left_at")),
              (Integer) row.get("stays"),
              (Double) row.get("worked_days")));
    }
    return found;
  }

  private static Instant instant(Object text) {
    return LocalDateTime.parse((String) text).toInstant(ZoneOffset.UTC);
  }
}
