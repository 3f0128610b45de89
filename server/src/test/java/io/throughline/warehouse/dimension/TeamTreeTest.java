package io.throughline.warehouse.dimension;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.org.Dated;
import io.throughline.model.org.Team;
import io.throughline.warehouse.dimension.TeamTree.Belonging;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TeamTreeTest {
  private static final LocalDate MAY = LocalDate.parse("2026-05-01");
  private static final LocalDate JUNE = LocalDate.parse("2026-06-01");
  private static final LocalDate JULY = LocalDate.parse("2026-07-01");

  private static Team team(String id, @Nullable String parent, Dated<?>... members) {
    @SuppressWarnings("unchecked")
    List<Dated<String>> dated = (List<Dated<String>>) (List<?>) List.of(members);
    return new Team(id, id, parent, null, ZoneId.of("Europe/Berlin"), null, dated, List.of());
  }

  @Test
  void aParentHasThePeopleOfAllBelowOnce() {
    TeamTree tree =
        new TeamTree(
            List.of(
                team("top", null),
                team("left", "top", new Dated<>("ada", null, JUNE)),
                team("right", "top", new Dated<>("ada", MAY, JULY)),
                team("leaf", "right", new Dated<>("bob", JUNE, null))));
    Instant mayStarts = Instant.parse("2026-04-30T22:00:00Z");
    Instant juneStarts = Instant.parse("2026-05-31T22:00:00Z");
    Instant julyStarts = Instant.parse("2026-06-30T22:00:00Z");
    assertThat(tree.people())
        .containsExactlyInAnyOrder(
            new Belonging("left", "ada", TeamTree.ALWAYS, juneStarts),
            new Belonging("right", "ada", mayStarts, julyStarts),
            new Belonging("top", "ada", TeamTree.ALWAYS, julyStarts),
            new Belonging("leaf", "bob", juneStarts, TeamTree.FOREVER),
            new Belonging("right", "bob", juneStarts, TeamTree.FOREVER),
            new Belonging("top", "bob", juneStarts, TeamTree.FOREVER));
    assertThat(tree.depth("leaf")).isEqualTo(2);
  }

  @Test
  void whoComesBackBelongsTwice() {
    TeamTree tree =
        new TeamTree(
            List.of(
                team("a", null, new Dated<>("ada", null, MAY), new Dated<>("ada", JUNE, null))));
    assertThat(tree.people()).hasSize(2);
  }

  @Test
  void aCircleEnds() {
    TeamTree tree = new TeamTree(List.of(team("a", "b"), team("b", "a")));
    assertThat(tree.withAncestors("a")).containsExactly("a", "b");
  }
}
