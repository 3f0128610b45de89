package io.throughline.web;

import io.throughline.conformance.Conformance;
import io.throughline.evidenced.Evidenced;
import io.throughline.ingest.collect.Listening;
import io.throughline.ledger.Ledger;
import io.throughline.metric.Finding;
import io.throughline.metric.Readings;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Organisation;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.running.Running;
import io.throughline.sprint.Sprints;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Everything that pages read from; produced once by the wiring.
 *
 * @param organisation the configuration as it is now; asked for each page
 * @param definitions every implemented metric; kept in the order of the process
 * @param listening how it goes with listening to a source; empty where it is only asked
 * @param findings what somebody should look at, most pressing first; asked for each page
 * @param clock decides what "today" is; its zone is not used
 */
public record PageSources(
    Readings readings,
    Supplier<Organisation> organisation,
    List<MetricDefinition> definitions,
    DeliveryProcess process,
    Conformance conformance,
    Sprints sprints,
    Evidenced evidenced,
    Running running,
    Ledger ledger,
    Function<String, Optional<Listening>> listening,
    Supplier<List<Finding>> findings,
    ChangeFeed changes,
    Clock clock) {
  public PageSources {
    definitions = MetricOrder.of(process, definitions);
  }

  /** An implemented metric; empty where none has this id. */
  public Optional<MetricDefinition> definition(String id) {
    return definitions.stream().filter(metric -> metric.id().equals(id)).findFirst();
  }
}
