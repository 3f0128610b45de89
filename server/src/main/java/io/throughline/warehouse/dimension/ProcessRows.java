package io.throughline.warehouse.dimension;

import io.throughline.model.org.Organisation;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.DeliveryProcess.Output;
import io.throughline.model.process.DeliveryProcess.Phase;
import io.throughline.model.process.DeliveryProcess.Variant;
import io.throughline.model.process.Waiver;
import io.throughline.warehouse.fact.Stored;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/** The delivery process and its waivers as rows of the dimension tables. */
final class ProcessRows {
  private static final LocalDate ALWAYS = LocalDate.of(1, 1, 1);

  private final Organisation organisation;
  private final DeliveryProcess process;
  private final ToIntBiFunction<String, String> numbers;

  ProcessRows(Organisation organisation, ToIntBiFunction<String, String> numbers) {
    this.organisation = organisation;
    this.process = organisation.conduct().process();
    this.numbers = numbers;
  }

  Map<String, List<@Nullable Object[]>> rows() {
    Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();
    List<@Nullable Object[]> phases = new ArrayList<>();
    List<@Nullable Object[]> marks = new ArrayList<>();
    List<@Nullable Object[]> outputs = new ArrayList<>();
    for (Phase phase : process.phases()) {
      phases.add(row(phase.id(), phase.order(), phase.title(), phase.expectedDays()));
      phase.enters().forEach(m -> marks.add(row(phase.id(), "enter", lower(m))));
      phase.leaves().forEach(m -> marks.add(row(phase.id(), "leave", lower(m))));
      for (int i = 0; i < phase.outputs().size(); i++) {
        Output output = phase.outputs().get(i);
        if (output.rule() != null) {
          outputs.add(row(phase.id(), i, output.rule(), output.title()));
        }
      }
    }
    rows.put("process_phase", phases);
    rows.put("phase_mark", marks);
    rows.put("phase_output", outputs);
    variants(rows);
    rows.put("waiver", waivers());
    return rows;
  }

  private void variants(Map<String, List<@Nullable Object[]>> rows) {
    List<@Nullable Object[]> conditions = new ArrayList<>();
    List<@Nullable Object[]> skips = new ArrayList<>();
    for (Variant variant : process.variants()) {
      for (String condition : variant.when()) {
        int colon = condition.indexOf(':');
        conditions.add(
            row(
                variant.id(),
                condition.substring(0, colon),
                lower(condition.substring(colon + 1).strip())));
      }
      variant.skips().forEach(phase -> skips.add(row(variant.id(), phase)));
    }
    rows.put("variant_condition", conditions);
    rows.put("variant_skip", skips);
  }

  private List<@Nullable Object[]> waivers() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Waiver waiver : organisation.conduct().waivers()) {
      LocalDate from = waiver.from() == null ? ALWAYS : waiver.from();
      rows.add(
          row(
              waiver.ticket() == null ? null : waiver.ticket().toUpperCase(Locale.ROOT),
              waiver.team() == null ? null : numbers.applyAsInt("team", waiver.team()),
              waiver.phase(),
              waiver.output(),
              Stored.instant(from.atStartOfDay(organisation.zone()).toInstant()),
              Stored.instant(
                  waiver.until().plusDays(1).atStartOfDay(organisation.zone()).toInstant()),
              waiver.owner(),
              waiver.reason()));
    }
    return rows;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }
}
