package io.throughline.api;

import io.throughline.conformance.Conformance;
import io.throughline.evidenced.Evidenced;
import io.throughline.ingest.Surveys;
import io.throughline.ingest.Uploads;
import io.throughline.ingest.collect.Listening;
import io.throughline.ledger.Ledger;
import io.throughline.metric.Corrections;
import io.throughline.metric.Readings;
import io.throughline.model.metric.MetricDefinition;
import io.throughline.model.org.Organisation;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.running.Running;
import io.throughline.sprint.Sprints;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the REST API reads from, put together by the wiring.
 *
 * @param definitions metrics that are implemented
 * @param organisation the configuration in force
 * @param listening how it goes with listening to a source; empty where it is only asked
 * @param collectNow starts a run of a source at once; throws {@link IllegalStateException} with a
 *     message when it cannot
 * @param replayDead maps a source's dead letters again
 * @param rebuild clears the warehouse and projects all again, in the background
 */
public record ApiSources(
    Readings readings,
    List<MetricDefinition> definitions,
    Supplier<Organisation> organisation,
    DeliveryProcess process,
    Conformance conformance,
    Sprints sprints,
    Evidenced evidenced,
    Running running,
    Ledger ledger,
    Uploads uploads,
    Surveys surveys,
    Corrections corrections,
    Function<String, Optional<Listening>> listening,
    Consumer<String> collectNow,
    Consumer<String> replayDead,
    Runnable rebuild) {}
