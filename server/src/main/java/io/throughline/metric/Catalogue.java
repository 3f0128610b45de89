package io.throughline.metric;

import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.metric.MetricKind;
import io.throughline.model.metric.Unit;
import io.throughline.model.process.DeliveryProcess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that can be read, one file each. Immutable.
 *
 * <p>Which metrics the process asks for beyond these is the process's own knowledge: see {@link
 * #missingFrom}.
 */
public final class Catalogue {
  private final Map<String, MetricDefinition> byId;

  private Catalogue(Map<String, MetricDefinition> byId) {
    this.byId = byId;
  }

  /**
   * A metric that the process asks for and that nothing here computes yet. Shown as such, never
   * with a value.
   *
   * @param phase id of the phase
   * @param why the process's motivation
   * @param sources the systems that the process names
   */
  public record Planned(String id, String title, String phase, String why, List<String> sources) {}

  /**
   * The metrics that ship with the product.
   *
   * @throws CatalogueException naming every fault of every file
   */
  public static Catalogue shipped() {
    return of(MetricFiles.shipped());
  }

  /**
   * Reads files.
   *
   * @param files content by file name ({@code cycle_time.sql})
   * @throws CatalogueException naming every fault of every file
   */
  public static Catalogue of(Map<String, String> files) {
    List<String> faults = new ArrayList<>();
    Map<String, MetricDefinition> found = new LinkedHashMap<>();
    MetricFile reader = new MetricFile();
    new TreeMap<>(files)
        .forEach(
            (name, text) -> reader.read(name, text, faults).ifPresent(d -> found.put(d.id(), d)));
    for (MetricDefinition definition : found.values()) {
      String whole = definition.partOf();
      if (whole != null && !found.containsKey(whole)) {
        faults.add(definition.id() + ".sql: part-of names " + whole + ", which does not exist");
      }
    }
    for (MetricDefinition definition : found.values()) {
      for (String part : definition.madeOf().keySet()) {
        MetricDefinition known = found.get(part);
        if (known == null || known.kind() == MetricKind.DERIVED) {
          faults.add(
              definition.id() + ".sql: made-of names " + part + ", which is no metric with SQL");
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new CatalogueException(faults);
    }
    return new Catalogue(found);
  }

  /**
   * The same with what days cost in money.
   *
   * @param currency three letters; null where nothing has a price, so that days are told
   */
  public Catalogue priced(@Nullable String currency) {
    if (currency == null) {
      return this;
    }
    Map<String, MetricDefinition> all = new LinkedHashMap<>();
    byId.forEach(
        (id, definition) ->
            all.put(
                id,
                definition.kind() == MetricKind.EFFORT && definition.unit() == Unit.FTE_DAYS
                    ? definition.inMoney(currency)
                    : definition));
    return new Catalogue(all);
  }

  /** All metrics, headlines and their companions, by id. */
  public Collection<MetricDefinition> definitions() {
    return List.copyOf(byId.values());
  }

  /**
   * One metric.
   *
   * @throws UnknownNameException when there is none of that id
   */
  public MetricDefinition definition(String id) {
    MetricDefinition found = byId.get(id);
    if (found == null) {
      throw new UnknownNameException("There is no metric \"" + id + "\".");
    }
    return found;
  }

  /** Whether a metric of that id can be read. */
  public boolean has(String id) {
    return byId.containsKey(id);
  }

  /** Companions and parts of a metric, by id. */
  public List<MetricDefinition> partsOf(String id) {
    return byId.values().stream().filter(d -> id.equals(d.partOf())).toList();
  }

  /** What the process names and nothing here computes, in the process's order, each once. */
  public List<Planned> missingFrom(DeliveryProcess process) {
    Map<String, Planned> missing = new LinkedHashMap<>();
    for (DeliveryProcess.Phase phase : process.phases()) {
      for (DeliveryProcess.ProcessMetric asked : phase.metrics()) {
        for (String id : asked.ids()) {
          if (!has(id)) {
            missing.putIfAbsent(
                id, new Planned(id, asked.title(), phase.id(), asked.why(), asked.sources()));
          }
        }
      }
    }
    return List.copyOf(missing.values());
  }
}
