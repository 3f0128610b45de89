package io.throughline.simulator.live;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps {@link RunState} in a file, or only in memory when there is no folder for it. */
public final class RunLog {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final @Nullable Path file;
  private final RunState state;

  private RunLog(@Nullable Path file, RunState state) {
    this.file = file;
    this.state = state;
  }

  /**
   * Opens the state of a folder, or begins a new one for the wanted world.
   *
   * @param folder null keeps nothing
   * @param wanted the world to begin; its anchor is ignored when the folder knows one
   * @throws IllegalStateException when the folder holds another world
   */
  public static RunLog open(@Nullable Path folder, RunState.Seed wanted) throws IOException {
    RunState state = new RunState();
    state.seed = wanted;
    if (folder == null) {
      return new RunLog(null, state);
    }
    Files.createDirectories(folder);
    Path file = folder.resolve("runs.json");
    if (Files.exists(file)) {
      state = MAPPER.readValue(file.toFile(), RunState.class);
      RunState.Seed had = state.seed;
      if (had.seed() != wanted.seed()
          || had.months() != wanted.months()
          || had.scale() != wanted.scale()) {
        throw new IllegalStateException(
            file + " holds another world (" + had + "); use its values or another folder");
      }
    }
    RunLog log = new RunLog(file, state);
    log.change(s -> {});
    return log;
  }

  /** What is known. */
  public RunState state() {
    return state;
  }

  /** Changes what is known and keeps it. */
  public synchronized void change(Consumer<RunState> change) {
    change.accept(state);
    if (file == null) {
      return;
    }
    Path draft = file.resolveSibling("runs.json.new");
    try {
      MAPPER.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), state);
      replace(draft, file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void replace(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
