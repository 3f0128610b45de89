package io.throughline.ingest.collect;

import io.throughline.ledger.Ledger;
import io.throughline.model.org.SourceConfig;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads all configured sources, each by itself: what one source does never delays another. Polling
 * owns completeness; single things are read again on the wish of a webhook, and sources that tell
 * of changes over an open connection are listened to beside.
 */
public final class Collector implements AutoCloseable {
  /** What became of the wish to read a source now. */
  public enum Answer {
    STARTED,
    ALREADY_RUNNING,
    /** No such source, or it has no token or no usable address, so that nothing can be read. */
    NOT_READABLE
  }

  private final Map<String, SourceWorker> workers = new LinkedHashMap<>();
  private final Map<String, String> unusable = new LinkedHashMap<>();

  /** A collector that is not started yet. Sources without a token are left to their webhooks. */
  public Collector(List<Connection> connections, Ledger ledger, Doors doors) {
    for (Connection connection : connections) {
      SourceConfig config = connection.config();
      if (config.token() == null) {
        unusable.put(config.id(), "This source has no token: it is fed by its webhooks only.");
        continue;
      }
      try {
        SourceCollector collector = new SourceCollector(connection, ledger, doors);
        workers.put(config.id(), new SourceWorker(collector, config, doors.clock()));
      } catch (IllegalArgumentException e) {
        unusable.put(config.id(), String.valueOf(e.getMessage()));
        new SourceState(ledger, config.id(), doors.clock()).stopped(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Begins to read; each source at once and then on its timer. */
  public void start() {
    workers.values().forEach(SourceWorker::start);
  }

  /** Begins to read a source now, unless it is being read. Returns without waiting for it. */
  public Answer collectNow(String sourceId) {
    SourceWorker worker = workers.get(sourceId);
    if (worker == null) {
      return Answer.NOT_READABLE;
    }
    if (worker.collector().isRunning()) {
      return Answer.ALREADY_RUNNING;
    }
    worker.wake();
    return Answer.STARTED;
  }

  /**
   * Reads one thing again soon.
   *
   * @return false when it cannot be read or too many are waiting; the next poll brings it then
   */
  public boolean refresh(String sourceId, Refresh wish) {
    SourceWorker worker = workers.get(sourceId);
    return worker != null && worker.offer(wish);
  }

  /** How it goes with listening to a source; empty where it is only asked. */
  public Optional<Listening> listening(String sourceId) {
    SourceWorker worker = workers.get(sourceId);
    return worker == null ? Optional.empty() : worker.listening();
  }

  /**
   * Asks a source whether it can be used, for the sources page.
   *
   * @return one sentence
   * @throws SourceException saying why not and what to do
   */
  public String check(String sourceId) throws SourceException, InterruptedException {
    SourceWorker worker = workers.get(sourceId);
    if (worker == null) {
      throw new SourceException(
          Remedy.PERSON, unusable.getOrDefault(sourceId, "There is no such source."));
    }
    return worker.collector().check();
  }

  /** Stops reading, within seconds; nothing that was stored is lost. */
  @Override
  public void close() {
    workers.values().forEach(SourceWorker::close);
  }
}
