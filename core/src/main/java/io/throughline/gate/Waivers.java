package io.throughline.gate;

import io.throughline.report.Finding;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The waivers of one gate as they are on a day. Whoever lets something pass asks here, the gate
 * command of its build as the server of what others judged, so that both let the same pass.
 *
 * @param holding in their order; the first that matches is the one that counts
 * @param ended before the day
 */
record Waivers(List<GateWaiver> holding, List<GateWaiver> ended) {
  static final Waivers NONE = new Waivers(List.of(), List.of());

  Waivers {
    holding = List.copyOf(holding);
    ended = List.copyOf(ended);
  }

  static Waivers on(LocalDate day, List<GateWaiver> all) {
    return new Waivers(
        all.stream().filter(waiver -> waiver.holdsOn(day)).toList(),
        all.stream().filter(waiver -> !waiver.holdsOn(day)).toList());
  }

  /** Of a condition that does not hold: its own, or one of all of the gate. */
  Optional<GateWaiver> of(GateMeasure measure) {
    return holding.stream().filter(waiver -> waiver.isFor(measure)).findFirst();
  }

  Optional<GateWaiver> of(Finding finding) {
    return holding.stream().filter(waiver -> waiver.isFor(finding)).findFirst();
  }

  /** Of whatever the gate asks. */
  Optional<GateWaiver> ofAll() {
    return holding.stream().filter(GateWaiver::isForAll).findFirst();
  }
}
