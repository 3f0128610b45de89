package io.throughline.wiring;

import io.throughline.api.AdminToken;
import io.throughline.api.PersonalLinks;
import io.throughline.config.ListenAddress;
import io.throughline.conformance.Conformance;
import io.throughline.conformance.WarehouseConformance;
import io.throughline.evidenced.Evidenced;
import io.throughline.evidenced.WarehouseEvidenced;
import io.throughline.health.CompletionForecast;
import io.throughline.health.DerivedReadings;
import io.throughline.health.DoraScore;
import io.throughline.health.ErrorBudget;
import io.throughline.health.SprintHealth;
import io.throughline.ingest.ChangeFeed;
import io.throughline.ingest.Connected;
import io.throughline.ingest.Connections;
import io.throughline.ingest.Projection;
import io.throughline.ingest.ProjectionStatus;
import io.throughline.ingest.Rebuild;
import io.throughline.ingest.Receiver;
import io.throughline.ingest.StartCheck;
import io.throughline.ingest.Surveys;
import io.throughline.ingest.Uploads;
import io.throughline.ingest.collect.Collector;
import io.throughline.ingest.collect.Connection;
import io.throughline.ingest.collect.Doors;
import io.throughline.ingest.collect.Listening;
import io.throughline.ingest.marker.DeploymentNotes;
import io.throughline.ledger.Ledger;
import io.throughline.ledger.SqliteLedger;
import io.throughline.metric.Catalogue;
import io.throughline.metric.Corrections;
import io.throughline.metric.Findings;
import io.throughline.metric.Readings;
import io.throughline.metric.SourceCompleteness;
import io.throughline.metric.WarehouseCorrections;
import io.throughline.metric.WarehouseReadings;
import io.throughline.model.org.Investment.RateCard;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.running.Running;
import io.throughline.running.WarehouseRunning;
import io.throughline.sprint.Sprints;
import io.throughline.sprint.WarehouseSprints;
import io.throughline.warehouse.DuckDbWarehouse;
import io.throughline.warehouse.Warehouse;
import io.throughline.warehouse.WarehouseSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All parts of a running server, put together. Opening it opens the stores and does nothing else;
 * {@link #start} sets the projection and the collector going.
 */
public final class House implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(House.class.getName());

  private final Organisation organisation;
  private final Clock clock;
  private final SqliteLedger ledger;
  private final Warehouse warehouse;
  private final Connections connections;
  private final ChangeFeed changes = new ChangeFeed();
  private final Projection projection;
  private final Collector collector;
  private final DeploymentNotes notes;
  private final Rebuild rebuild;
  private final Receiver receiver;
  private final Uploads uploads;
  private final Surveys surveys;
  private final Catalogue catalogue;
  private final Readings readings;
  private final Conformance conformance;
  private final Sprints sprints;
  private final Evidenced evidenced;
  private final Running running;
  private final Findings findings;
  private final Corrections corrections;
  private final AdminToken token;
  private final PersonalLinks links;
  private final AtomicBoolean rebuilding = new AtomicBoolean();
  private final Rest rest = Rest.ofThisProcess(this::giveMemoryBack);
  private volatile @Nullable ListenAddress hooksListen;

  private House(Organisation organisation, Clock clock) throws IOException {
    this.organisation = organisation;
    this.clock = clock;
    Path data = Path.of(organisation.server().data());
    Files.createDirectories(data);
    ledger = SqliteLedger.open(data, clock);
    warehouse = DuckDbWarehouse.open(WarehouseSettings.in(data), clock);
    connections = Connections.of(organisation, Systems.all(clock), ledger);
    List<Connection> connected =
        connections.all().stream().map(c -> new Connection(c.config(), c.system())).toList();
    collector = new Collector(connected, ledger, Doors.usual(clock));
    notes = new DeploymentNotes(warehouse, ledger, connected, Doors.usual(clock));
    projection =
        new Projection(
            ledger,
            warehouse,
            () -> connections,
            changes,
            wish -> collector.refresh(wish.sourceId(), wish.refresh()),
            clock);
    ledger.onAppend(projection::wake);
    rebuild = new Rebuild(ledger, warehouse, projection, changes);
    surveys = new Surveys(() -> connections, organisation::surveys, ledger, clock);
    receiver = new Receiver(() -> connections, ledger, clock, surveys);
    uploads = new Uploads(() -> connections, ledger, clock);
    RateCard rates = organisation.investment().rates();
    catalogue = Catalogue.shipped().priced(rates == null ? null : rates.currency());
    sprints = new WarehouseSprints(warehouse, () -> organisation, clock);
    readings =
        new DerivedReadings(
            new WarehouseReadings(
                warehouse,
                catalogue,
                () -> organisation,
                new SourceCompleteness(ledger, () -> organisation),
                clock),
            catalogue,
            List.of(
                new SprintHealth(catalogue, () -> organisation),
                new ErrorBudget(catalogue, () -> organisation),
                new DoraScore(() -> organisation),
                new CompletionForecast(sprints, () -> organisation)));
    conformance = new WarehouseConformance(warehouse, () -> organisation, clock);
    evidenced = new WarehouseEvidenced(warehouse, () -> organisation, clock);
    running = new WarehouseRunning(warehouse, () -> organisation, clock);
    findings = new Findings(warehouse);
    corrections = new WarehouseCorrections(warehouse);
    token = AdminToken.make(data);
    links = new PersonalLinks(ledger, clock);
  }

  /**
   * Opens the stores of an organisation.
   *
   * @throws io.throughline.ledger.LedgerException when another process holds them, or the ledger
   *     cannot be opened; the message says what to do
   */
  public static House open(Organisation organisation, Clock clock) {
    try {
      return new House(organisation, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the data folder " + organisation.server().data() + " cannot be used", e);
    }
  }

  /** Starts to project and to collect. */
  public void start() {
    StartCheck check = projection.start();
    LOG.log(System.Logger.Level.INFO, check.message());
    if (check.needsRebuild()) {
      rebuildInBackground();
    } else {
      heed(
          projection.onWriter(() -> changes.publish(warehouse.load(organisation, ledger::number))));
    }
    collector.start();
    notes.start();
    rest.start();
  }

  private void giveMemoryBack() {
    projection.onWriter(warehouse::rest).join();
    System.gc();
  }

  /** How it goes with listening to a source; empty where it is only asked. */
  Optional<Listening> listening(String sourceId) {
    return collector.listening(sourceId);
  }

  /** Reads a source now; refused while it is being read, or when it cannot be read at all. */
  void collectNow(String sourceId) {
    switch (collector.collectNow(sourceId)) {
      case STARTED -> LOG.log(System.Logger.Level.INFO, "reading {0} on request", sourceId);
      case ALREADY_RUNNING ->
          throw new IllegalStateException("a run of " + sourceId + " is already under way");
      case NOT_READABLE ->
          throw new IllegalStateException(
              sourceId + " has no token, so only its webhooks are read; add one to read it");
    }
  }

  /** Maps a source's dead letters again, without blocking. */
  void replayDead(String sourceId) {
    heed(projection.replayDead(sourceId));
  }

  /** Nobody waits for this work, so its failure is told to the log. */
  private static void heed(CompletableFuture<Void> work) {
    CompletableFuture<?> unused =
        work.exceptionally(
            failure -> {
              LOG.log(System.Logger.Level.ERROR, "the warehouse did not take it", failure);
              return null;
            });
  }

  /**
   * Clears the warehouse and builds it again, without blocking; a second call while it runs is
   * refused.
   */
  public void rebuildInBackground() {
    if (!rebuilding.compareAndSet(false, true)) {
      throw new IllegalStateException("a rebuild is already under way");
    }
    Thread.ofPlatform()
        .daemon()
        .name("rebuild")
        .start(
            () -> {
              try {
                ProjectionStatus end = rebuild.run(organisation, progress -> {});
                LOG.log(System.Logger.Level.INFO, "rebuilt up to delivery {0}", end.position());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "the rebuild failed", e);
              } finally {
                rebuilding.set(false);
              }
            });
  }

  /**
   * Clears the warehouse and builds it again before it returns; for a command without a server.
   *
   * @param progress told deliveries done and in all
   */
  public void rebuild(BiConsumer<Long, Long> progress) throws InterruptedException {
    projection.start();
    rebuild.run(organisation, p -> progress.accept(p.done(), p.total()));
  }

  public Organisation organisation() {
    return organisation;
  }

  public Ledger ledger() {
    return ledger;
  }

  /**
   * The number of the last delivery whose facts are in the warehouse. Answers at once, also while
   * the warehouse is busy or being opened again.
   */
  public long projected() {
    return projection.status().position();
  }

  Clock clock() {
    return clock;
  }

  ChangeFeed changes() {
    return changes;
  }

  Receiver receiver() {
    return receiver;
  }

  Uploads uploads() {
    return uploads;
  }

  Corrections corrections() {
    return corrections;
  }

  /** Takes answers to surveys. */
  public Surveys surveys() {
    return surveys;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Sprints sprints() {
    return sprints;
  }

  Evidenced evidenced() {
    return evidenced;
  }

  Running running() {
    return running;
  }

  Conformance conformance() {
    return conformance;
  }

  DeliveryProcess process() {
    return organisation.conduct().process();
  }

  Readings readings() {
    return readings;
  }

  Findings findings() {
    return findings;
  }

  AdminToken token() {
    return token;
  }

  /** Links by which people prove who they are. */
  public PersonalLinks links() {
    return links;
  }

  /** Why webhooks cannot be stored at the moment; null when they can. */
  @Nullable String trouble() {
    return ledger.problem().orElse(null);
  }

  /** The last parts of the webhook addresses, by id of the source. */
  public Map<String, String> hookIds() {
    Map<String, String> ids = new LinkedHashMap<>();
    for (Connected connected : connections.all()) {
      ids.put(connected.id(), connected.hookId());
    }
    return ids;
  }

  /** The address of the pages. */
  public String address() {
    return "http://" + Server.listening(organisation);
  }

  /** Keeps the address of the pages for commands that ask this server. */
  void keepAddress() {
    try {
      Files.writeString(addressFile(organisation), address());
    } catch (IOException e) {
      throw new UncheckedIOException("the address of the pages cannot be kept", e);
    }
  }

  /** Where the address of the server is kept that runs on an organisation's data, or ran last. */
  public static Path addressFile(Organisation organisation) {
    return Path.of(organisation.server().data()).resolve("address");
  }

  /** Notes where webhooks are taken besides the address of the pages. */
  void hooksListenOn(ListenAddress address) {
    hooksListen = address;
  }

  /** The address to which a source system sends its webhooks. */
  private String hooksAddress() {
    ListenAddress own = hooksListen;
    if (own == null) {
      return address();
    }
    return "http://" + (own.isEverywhere() ? nameOfThisMachine() + ":" + own.port() : own);
  }

  private static String nameOfThisMachine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this-machine"; // it has no name that it knows of; whoever reads this has one for it
    }
  }

  /** Tells whoever started it where everything is. */
  public void greet(PrintStream out) {
    out.println();
    out.println("  Pages      " + address() + "/");
    String hooks = hooksAddress();
    for (SourceConfig source : organisation.sources()) {
      String id = hookIds().get(source.id());
      if (id != null && !source.hookSecrets().isEmpty()) {
        out.println("  Webhooks   " + hooks + "/hooks/" + id + "   (" + source.id() + ")");
      }
    }
    out.println("  Token      " + token.reveal() + "   (for what changes state)");
    out.println();
  }

  @Override
  public void close() {
    rest.close();
    notes.close();
    collector.close();
    projection.close();
    changes.close();
    warehouse.close();
    ledger.close();
  }
}
