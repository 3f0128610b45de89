package io.throughline.simulator.truth;

import static io.throughline.simulator.truth.Story.BOB;
import static io.throughline.simulator.truth.Story.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReactionsTest {
  private static List<Item> items(Story story) {
    List<Item> out = new ArrayList<>();
    Reactions.of(story.seen(), at("31T00:00"), out);
    return out;
  }

  @Test
  void theClockBeginsAtTheLaterOfRequestAndReady() {
    List<Item> items =
        items(
            new Story()
                .opened("02T10:00", true)
                .requested("02T10:01", BOB)
                .draft("04T10:00", false)
                .comment("04T12:00", BOB)
                .merged("05T10:00"));
    assertThat(items).singleElement().extracting(Item::value).isEqualTo(2.0);
  }

  @Test
  void aWithdrawnRequestIsDroppedAndANewOneCountsApart() {
    List<Item> items =
        items(
            new Story()
                .opened("02T10:00", false)
                .requested("02T10:00", BOB)
                .withdrawn("02T11:00", BOB)
                .requested("02T12:00", BOB)
                .approved("02T13:00", BOB)
                .merged("02T14:00"));
    assertThat(items).singleElement().extracting(Item::value).isEqualTo(1.0);
  }

  @Test
  void anUnansweredRequestCountsInTheShareOnceAWorkingDayHasPassed() {
    List<Item> items =
        items(new Story().opened("02T10:00", false).requested("02T10:00", BOB).merged("04T10:00"));
    assertThat(items)
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.value()).isNull();
              assertThat(item.numerator()).isZero();
              assertThat(item.at()).isEqualTo(at("03T10:00"));
            });
  }

  @Test
  void aWorkingDayIsOneInWholeSeconds() {
    List<Item> items =
        items(
            new Story()
                .opened("02T10:00", false)
                .requested("02T10:00", BOB)
                .approved("03T10:00:00.800", BOB)
                .merged("04T10:00"));
    assertThat(items).singleElement().extracting(Item::numerator).isEqualTo(1.0);
  }

  @Test
  void aMergeBeforeTheWorkingDayIsOverMakesTheRequestMoot() {
    assertThat(
            items(
                new Story()
                    .opened("02T10:00", false)
                    .requested("02T10:00", BOB)
                    .merged("02T16:00")))
        .isEmpty();
  }
}
