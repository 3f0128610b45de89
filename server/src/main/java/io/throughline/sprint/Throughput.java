package io.throughline.sprint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a board finished, as it was known at an instant.
 *
 * @param asOf nothing later is looked at
 * @param since the first local day that can tell: the board's first ticket, or the start of what
 *     was asked for
 * @param finished local days on which tickets were finished, one entry a ticket
 */
public record Throughput(Instant asOf, LocalDate since, List<LocalDate> finished) {
  public Throughput {
    finished = List.copyOf(finished);
  }
}
