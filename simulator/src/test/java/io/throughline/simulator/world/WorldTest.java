package io.throughline.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");
  private static final long NOW = ANCHOR.toEpochMilli();

  private static World world(long seed) {
    return new World(seed, ANCHOR, 2, 0.4, Witness.none());
  }

  private static List<Object> told(World world, long until) {
    List<Object> out = new ArrayList<>();
    for (ProjectHistory history : world.histories()) {
      history.mergeRequests().stream()
          .filter(mr -> mr.createdAt() <= until)
          .forEach(mr -> out.add(List.of(mr.id(), mr.iid(), mr.title(), mr.events(), mr.files())));
      history.deployments().stream()
          .filter(d -> d.createdAt() <= until)
          .forEach(d -> out.add(List.of(d.id(), d.sha(), d.outcome(), d.createdAt())));
      history.releases().forEach(r -> out.add(List.of(r.tag(), r.sha())));
    }
    return out;
  }

  @Test
  void equalSeedsTellEqualHistories() {
    World one = world(7);
    World two = world(7);
    one.advance(NOW);
    two.advance(NOW);
    assertThat(told(one, NOW)).isNotEmpty().isEqualTo(told(two, NOW));
  }

  @Test
  void anotherSeedTellsAnotherHistory() {
    World one = world(7);
    World two = world(8);
    one.advance(NOW);
    two.advance(NOW);
    assertThat(told(one, NOW)).isNotEqualTo(told(two, NOW));
  }

  @Test
  void aRestartAgreesWithWhatWasServed() {
    World first = world(7);
    first.advance(NOW);
    Window window = new Window(NOW, Long.MAX_VALUE, 6);
    first.run(window);
    for (long t = NOW; t <= NOW + 600_000; t += 700) {
      first.advance(t);
    }
    MergeRequest asked = first.emit(NOW + 600_000, "docking", 0);
    first.advance(NOW + 900_000);
    window.close(NOW + 900_000);
    List<Object> served = told(first, NOW + 900_000);

    World again = world(7);
    again.run(new Window(NOW, NOW + 900_000, 6));
    MergeRequest askedAgain = again.emit(NOW + 600_000, "docking", 0);
    again.advance(NOW + 86_400_000);

    assertThat(askedAgain.iid()).isEqualTo(asked.iid());
    assertThat(told(again, NOW + 900_000)).isEqualTo(served);
  }

  @Test
  void gapsBetweenRunsHoldNoLiveMergeRequests() {
    World quiet = world(7);
    World live = world(7);
    live.run(new Window(NOW, NOW + 600_000, 6));
    quiet.advance(NOW + 3_600_000);
    live.advance(NOW + 3_600_000);
    int more = count(live) - count(quiet);
    assertThat(more).isBetween(55, 65);
  }

  private static int count(World world) {
    return world.histories().stream().mapToInt(h -> h.mergeRequests().size()).sum();
  }

  @Test
  void everyLifeIsInOrderAndEndsOnce() {
    World world = world(7);
    world.advance(NOW);
    for (ProjectHistory history : world.histories()) {
      for (MergeRequest mr : history.mergeRequests()) {
        assertThat(mr.events().getFirst()).isInstanceOf(Event.Opened.class);
        assertThat(mr.events()).isSortedAccordingTo(Comparator.comparingLong(Event::at));
        long merges = mr.events().stream().filter(e -> e instanceof Event.Merged).count();
        assertThat(merges).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void aChangeReachesProductionOnceAndNotBeforeItsMerge() {
    World world = world(7);
    world.advance(NOW);
    for (ProjectHistory history : world.histories()) {
      Set<Long> seen = new HashSet<>();
      for (Deployment d : history.deployments()) {
        for (MergeRequest mr :
            d.environment().equals("production") ? d.carried() : List.<MergeRequest>of()) {
          assertThat(seen.add(mr.id())).isTrue();
          Event.Merged merge = mr.merge();
          assertThat(merge).isNotNull();
          assertThat(merge.at()).isLessThan(d.finishedAt());
        }
      }
    }
  }

  @Test
  void theYearHoldsEveryKindOfStory() {
    World world = new World(42, ANCHOR, 6, 1.0, Witness.none());
    world.advance(NOW);
    List<MergeRequest> all =
        world.histories().stream().flatMap(h -> h.mergeRequests().stream()).toList();
    for (MergeRequest.Kind kind : MergeRequest.Kind.values()) {
      assertThat(all).as("%s", kind).anyMatch(mr -> mr.kind() == kind);
    }
    for (Class<?> event : Event.class.getPermittedSubclasses()) {
      if (event.isRecord()) {
        assertThat(all)
            .as("%s", event)
            .anyMatch(mr -> mr.events().stream().anyMatch(event::isInstance));
      }
    }
    assertThat(all).anyMatch(mr -> Snapshot.of(mr, NOW).state().equals("opened"));
    assertThat(all).anyMatch(mr -> mr.files().stream().anyMatch(ChangedFile::cut));
  }

  /** Tickets came into the world later than this history, which must not have changed for them. */
  @Test
  void theCodeIsWrittenAndShippedAsItAlwaysWas() {
    World world = world(7);
    world.run(new Window(NOW, NOW + 600_000, 6));
    world.advance(NOW + 3_600_000);
    StringBuilder told = new StringBuilder();
    for (ProjectHistory history : world.histories()) {
      for (MergeRequest mr : history.mergeRequests()) {
        told.append(mr.id()).append(mr.iid()).append(mr.author().username()).append(mr.baseSha());
        for (Event event : mr.events()) {
          told.append(event.getClass().getSimpleName()).append(event.at());
          if (event instanceof Event.Opened opened) {
            opened.commits().forEach(c -> told.append(c.sha()).append(c.authoredAt()));
          }
        }
      }
      history.deployments().forEach(d -> told.append(d.id()).append(d.sha()).append(d.createdAt()));
    }
    assertThat(told.toString().hashCode()).isEqualTo(-850526020);
  }
}
