package io.throughline.simulator.truth;

import static io.throughline.simulator.truth.Story.BOB;
import static io.throughline.simulator.truth.Story.at;
import static io.throughline.simulator.truth.Story.commit;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.simulator.world.Office;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContributorsTest {
  private static List<Item> items(Story story) {
    return new Contributors(Office.BERLIN.zone(), (who, when) -> true)
        .of(List.of(story.seen()), at("31T00:00"));
  }

  @Test
  void whoReviewsIsActiveWithoutAMergeOfTheirOwn() {
    List<Item> items =
        items(
            new Story()
                .opened("02T10:00", false, commit("a", at("02T09:00")))
                .approved("02T11:00", BOB)
                .merged("02T12:00"));
    assertThat(items).extracting(Item::subject).containsExactlyInAnyOrder("ada", "bob");
    assertThat(items).extracting(Item::value).containsExactlyInAnyOrder(1.0, 0.0);
  }

  @Test
  void whatIsSaidAfterTheMergeReviewsNothing() {
    List<Item> items =
        items(
            new Story()
                .opened("02T10:00", false, commit("a", at("02T09:00")))
                .merged("02T12:00")
                .approved("02T13:00", BOB));
    assertThat(items).extracting(Item::subject).containsExactly("ada");
  }

  @Test
  void whoPushesIsActiveAlthoughTheCommitsAreOlder() {
    List<Item> items =
        items(
            new Story()
                .opened("02T10:00", false, commit("a", at("02T09:00")))
                .pushed("09T10:00", commit("b", at("06T17:00")))
                .merged("16T12:00"));
    assertThat(items)
        .extracting(Item::at)
        .containsExactlyInAnyOrder(at("08T00:00"), at("15T00:00"), at("22T00:00"));
  }

  @Test
  void aWeekIsDatedOnItsLastDay() {
    List<Item> items = items(new Story().opened("02T10:00", false).merged("09T12:00"));
    assertThat(items)
        .extracting(Item::at)
        .containsExactlyInAnyOrder(at("08T00:00"), at("15T00:00"));
  }
}
