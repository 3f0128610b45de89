package io.throughline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ingest.Outcome;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HookResourceTest {
  @Test
  void everyOutcomeHasItsStatusAndAnEmptyBody() {
    Map.<Outcome, Integer>of(
            new Outcome.Accepted(1), 202,
            new Outcome.Repeated(1), 202,
            new Outcome.Refused("why"), 401,
            new Outcome.Unknown(), 404,
            new Outcome.TooLarge(), 413,
            new Outcome.Unavailable(Duration.ofSeconds(10)), 503)
        .forEach(
            (outcome, status) -> {
              try (Response answer = HookResource.answer(outcome)) {
                assertThat(answer.getStatus()).isEqualTo(status);
                assertThat(answer.hasEntity()).isFalse();
              }
            });
  }

  @Test
  void theSenderIsToldWhenToComeAgain() {
    try (Response answer = HookResource.answer(new Outcome.Unavailable(Duration.ofSeconds(10)))) {
      assertThat(answer.getHeaderString("Retry-After")).isEqualTo("10");
    }
  }
}
