package io.throughline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.model.time.Grain;
import io.throughline.warehouse.DuckDbWarehouse;
import io.throughline.warehouse.WarehouseSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N38: the items behind a reading make up exactly that reading, page by page. */
final class ObservationsTest {
  @TempDir Path folder;

  @Test
  void itemsReproduceEveryReading() {
    OracleWorld world = new OracleWorld(4);
    Map<String, Integer> numbers = new HashMap<>(Map.of("source gl", 1));
    try (DuckDbWarehouse warehouse =
        DuckDbWarehouse.open(
            WarehouseSettings.in(folder), Clock.fixed(OracleWorld.NOW, ZoneOffset.UTC))) {
      warehouse.load(
          world.organisation,
          (k, n) -> numbers.computeIfAbsent(k + " " + n, x -> numbers.size() + 1));
      warehouse.apply(world.batch());
      Catalogue catalogue = Catalogue.shipped();
      Readings readings =
          new WarehouseReadings(
              warehouse,
              catalogue,
              () -> world.organisation,
              needs -> Optional.of(OracleWorld.NOW),
              () -> OracleWorld.NOW);
      for (MetricDefinition definition : catalogue.definitions()) {
        for (Scope scope : List.of(new Scope.OfTeam("all"), new Scope.Everyone())) {
          reproduces(readings, definition, scope);
        }
      }
    }
  }

  private static void reproduces(Readings readings, MetricDefinition definition, Scope scope) {
    ReadingQuery query =
        new ReadingQuery(
            definition.id(), scope, OracleWorld.FIRST, OracleWorld.END, Grain.TOTAL, null);
    Reading reading = readings.read(query).getFirst();
    List<Observation> items = all(readings, query);
    String name = definition.id() + " " + scope;
    assertThat(items)
        .as(name)
        .isSortedAccordingTo(Comparator.comparing(Observation::at).reversed());
    if (definition.kind() == MetricKind.PERSON_WEEK) {
      assertThat(readings.distribution(query).n())
          .as(name + ": one value a person and week, not one a merge request")
          .isEqualTo(reading.n());
      assertThat(items).as(name).allMatch(item -> Double.valueOf(1).equals(item.value()));
      return;
    }
    if (definition.kind() == MetricKind.STATE) {
      assertThat(readings.distribution(query).n()).as(name).isEqualTo(items.size());
      assertThat(items.stream().mapToDouble(Observation::numerator).sum())
          .as(name)
          .isEqualTo(reading.numerator() == null ? 0 : reading.numerator());
      return;
    }
    if (definition.kind() == MetricKind.EFFORT) {
      assertThat(items).as(name).isNotEmpty();
      assertThat(readings.distribution(query).n()).as(name).isEqualTo(items.size());
      boolean share = definition.unit() == Unit.PERCENT;
      double all = items.stream().mapToDouble(i -> share ? i.denominator() : i.value()).sum();
      assertThat(all)
          .as(name + ": nobody's day is more than one")
          .isCloseTo(reading.n(), within(1e-9));
      double told = items.stream().mapToDouble(i -> share ? i.numerator() : i.value()).sum();
      assertThat(told).as(name).isCloseTo(reading.numerator(), within(1e-9));
      return;
    }
    assertThat(items).as(name).hasSize((int) reading.n());
    assertThat(readings.distribution(query).n()).as(name).isEqualTo(reading.n());
    assertThat(items).as(name).allMatch(item -> item.title() != null);
    if (definition.kind() == MetricKind.RATIO || definition.kind() == MetricKind.SHARE) {
      double numerator = items.stream().mapToDouble(Observation::numerator).sum();
      double denominator = items.stream().mapToDouble(Observation::denominator).sum();
      if (denominator > 0) {
        double scale = definition.unit() == Unit.PERCENT ? 100 : 1;
        assertThat(reading.value())
            .as(name)
            .isCloseTo(scale * numerator / denominator, within(1e-9));
      }
    } else if (definition.kind() == MetricKind.RATE) {
      Double weeks = reading.denominator();
      if (weeks == null || reading.value() == null) {
        assertThat(items).as(name + ": no data").isEmpty();
      } else {
        assertThat(reading.numerator()).as(name).isEqualTo(items.size());
        assertThat(reading.value())
            .as(name + ": by the weeks that were read")
            .isCloseTo(items.size() / weeks, within(1e-9));
      }
    } else if (definition.kind() == MetricKind.DAYS) {
      Double weeks = reading.denominator();
      if (weeks == null || reading.value() == null) {
        assertThat(items).as(name + ": no data").isEmpty();
      } else {
        assertThat(reading.numerator()).as(name).isLessThanOrEqualTo((double) items.size());
        assertThat(reading.value()).as(name).isCloseTo(reading.numerator() / weeks, within(1e-9));
      }
    } else if (!items.isEmpty()) {
      assertThat(items).as(name).allMatch(item -> item.value() != null);
      double[] values = items.stream().mapToDouble(Observation::value).sorted().toArray();
      double middle = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
      assertThat(reading.value()).as(name).isCloseTo(middle, within(1e-9));
    }
  }

  private static List<Observation> all(Readings readings, ReadingQuery query) {
    List<Observation> items = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      ObservationPage page = readings.observations(query, cursor, 3);
      items.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return items;
  }

  @Test
  void aForgedCursorIsRefused() {
    assertThatThrownBy(() -> Items.cursor("2026-01-01T00:00:00Z~1' OR '1'='1~0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** R16: there is no component of an item that could name a person. */
  @Test
  void r16_anItemHasNoPerson() {
    assertThat(Observation.class.getRecordComponents())
        .extracting(java.lang.reflect.RecordComponent::getName)
        .noneMatch(
            name ->
                name.contains("person") || name.contains("author") && !name.equals("authorClass"));
  }
}
