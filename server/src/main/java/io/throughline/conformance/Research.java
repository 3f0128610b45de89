package io.throughline.conformance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What product research gave to the work that was planned.
 *
 * @param documented whether any page of a wiki is known; without, no state is
 * @param epics those of which a story was planned lately, the last planned first
 * @param stale requirements documents that nobody touches though open epics hang on them, the
 *     longest untouched first
 */
public record Research(boolean documented, List<EpicDocuments> epics, List<StaleDocument> stale) {
  public Research {
    epics = List.copyOf(epics);
    stale = List.copyOf(stale);
  }

  /**
   * An epic and its documents.
   *
   * @param plannedAt when the first sprint with one of its stories began, UTC, or when the story
   *     was added to it
   * @param prd {@code present}, {@code missing} or {@code unknown}, as it was then
   * @param prdUrl of a requirements document that can be read; null where there is none
   * @param design as {@code prd}
   * @param designUrl as {@code prdUrl}
   */
  public record EpicDocuments(
      String key,
      @Nullable String title,
      @Nullable String board,
      Instant plannedAt,
      String prd,
      @Nullable String prdUrl,
      String design,
      @Nullable String designUrl) {}

  /**
   * A requirements document without a new version for long.
   *
   * @param updatedAt when its last version was saved, UTC
   * @param epics keys of the open epics that it has to do with
   */
  public record StaleDocument(
      String title, @Nullable String url, Instant updatedAt, List<String> epics) {}
}
