package io.throughline.source;

import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Versioned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mapper made of one delivery.
 *
 * @param refreshes what the source should be asked for, because this payload tells only a part
 * @param ignored why a well-formed delivery means nothing to us ({@code "wiki pages are not
 *     tracked"}); null when it means something
 */
public record Mapped(
    List<Versioned> snapshots,
    List<FactSet<?>> sets,
    List<Refresh> refreshes,
    @Nullable String ignored) {
  public Mapped {
    snapshots = List.copyOf(snapshots);
    sets = List.copyOf(sets);
    refreshes = List.copyOf(refreshes);
  }

  /** A delivery that is understood and carries nothing that is kept. */
  public static Mapped ignored(String reason) {
    return new Mapped(List.of(), List.of(), List.of(), reason);
  }
}
