package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Correction;
import io.throughline.model.fact.FactId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseCorrectionsTest {
  @TempDir Path folder;

  private static Correction correction(int number, String at) {
    return new Correction(
        FactId.of(1, number),
        "incident",
        FactId.of(2, 7),
        "caused_by",
        number == 1 ? null : FactId.of(2, 8),
        null,
        Instant.parse(at),
        "Ada",
        "because");
  }

  @Test
  void theyAreToldPageByPageNewestFirst() {
    try (FactWorld world = new FactWorld(folder)) {
      Correction first = correction(1, "2026-05-04T10:00:00Z");
      Correction second = correction(2, "2026-05-04T10:00:00.123456Z");
      Correction third = correction(3, "2026-05-04T10:00:00.123456Z");
      world.tell(first);
      world.tell(third);
      world.tell(second);
      world.readings();
      WarehouseCorrections corrections = new WarehouseCorrections(world.warehouse);
      List<Correction> page =
          corrections.before(Instant.parse("9000-01-01T00:00:00Z"), Long.MAX_VALUE, 2);
      assertThat(page).containsExactly(third, second);
      assertThat(corrections.before(Instant.parse("2026-05-04T10:00:00.123456Z"), second.id(), 2))
          .containsExactly(first);
    }
  }
}
