package io.throughline.web.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerRateTest {
  private final AtomicLong nanos = new AtomicLong(7);
  private final AnswerRate rate = new AnswerRate(nanos::get);

  private long allowed(int asked, String address) {
    return IntStream.range(0, asked).filter(i -> rate.allows(address)).count();
  }

  @Test
  void oneAddressIsSlowedDownAndOthersAreNot() {
    assertThat(allowed(1_000, "a")).isEqualTo(240);
    assertThat(allowed(10, "b")).isEqualTo(10);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(allowed(1_000, "a")).isEqualTo(240);
  }

  @Test
  void allTogetherAreBounded() {
    long all = IntStream.range(0, 20_000).filter(i -> rate.allows("address " + i)).count();
    assertThat(all).isEqualTo(2_400);
  }
}
