package io.throughline.warehouse.dimension;

import io.throughline.gate.GateMeasure;
import io.throughline.gate.GateWaiver;
import io.throughline.gate.ToldGate;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.RequiredGate;
import io.throughline.model.org.Service;
import io.throughline.warehouse.fact.Stored;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/** The gates that builds have to pass, and what is waived of them, as rows of dimension tables. */
final class GateRows {
  private final Organisation organisation;
  private final ToIntBiFunction<String, String> numbers;

  GateRows(Organisation organisation, ToIntBiFunction<String, String> numbers) {
    this.organisation = organisation;
    this.numbers = numbers;
  }

  Map<String, List<@Nullable Object[]>> rows() {
    List<@Nullable Object[]> required = new ArrayList<>();
    List<@Nullable Object[]> waivers = new ArrayList<>();
    List<@Nullable Object[]> waived = new ArrayList<>();
    for (Service s : organisation.services()) {
      int service = numbers.applyAsInt("service", s.id());
      List<RequiredGate> gates = organisation.gates().getOrDefault(s.id(), List.of());
      for (int place = 0; place < gates.size(); place++) {
        RequiredGate gate = gates.get(place);
        required.add(row(service, gate.id(), place, gate.title()));
        for (RequiredGate.Waiver waiver : gate.waivers()) {
          waivers.add(waiver(service, gate.id(), waivers.size(), waiver));
        }
        ToldGate.NOTHING
            .waivedBy(gate.waivers().stream().map(GateRows::waiver).toList())
            .ifPresent(
                standing ->
                    waived.add(
                        row(
                            service,
                            gate.id(),
                            endOf(standing.until()),
                            standing.owners(),
                            standing.reasons())));
      }
    }
    Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();
    rows.put("required_gate", required);
    rows.put("gate_waiver", waivers);
    rows.put("gate_waived", waived);
    return rows;
  }

  private static @Nullable Object[] waiver(
      int service, String gate, int place, RequiredGate.Waiver waiver) {
    return row(
        service,
        gate,
        place,
        waiver.rule(),
        waiver.subject(),
        waiver.condition(),
        endOf(waiver.until()),
        waiver.owner(),
        waiver.reason());
  }

  private static GateWaiver waiver(RequiredGate.Waiver waiver) {
    String condition = waiver.condition();
    return new GateWaiver(
        waiver.rule(),
        waiver.subject(),
        condition == null ? null : GateMeasure.of(condition).orElseThrow(),
        waiver.owner(),
        waiver.reason(),
        waiver.until());
  }

  /** Days of waivers are days of UTC, as the gate command has them. */
  private static LocalDateTime endOf(LocalDate day) {
    return Stored.instant(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }
}
