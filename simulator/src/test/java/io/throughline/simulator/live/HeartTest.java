package io.throughline.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Beats while the world is changed by hand. */
class HeartTest {
  @Test
  void beatsAndChangesByHandDoNotWaitForEachOther() throws Exception {
    Instant now = Instant.parse("2026-03-04T12:00:00Z");
    try (Simulation simulation =
        new Simulation(
            new Simulation.Settings(0, 7, 0.1, 1, now, null, "open-sesame", 60, true, 0))) {
      simulation.start();
      AtomicBoolean going = new AtomicBoolean(true);
      Thread beats =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    while (going.get()) {
                      simulation.heart().beat();
                    }
                  });
      Thread changes =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    for (int i = 0; i < 2_000; i++) {
                      simulation.emit(null);
                    }
                  });

      boolean changed = changes.join(Duration.ofSeconds(60));
      going.set(false);

      assertThat(changed).as("all changes are made").isTrue();
      assertThat(beats.join(Duration.ofSeconds(60))).as("the last beat ends").isTrue();
    }
  }
}
