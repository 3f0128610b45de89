package io.throughline.web.source;

import io.throughline.web.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sources page prints.
 *
 * @param found how many findings there are
 * @param example a configuration to start with; shown when there is no source
 */
public record SourcesPage(
    Frame frame, List<SourceCard> cards, List<FindingGroup> findings, int found, String example) {

  /**
   * One source.
   *
   * @param tone {@code met}, {@code near} or {@code missed}
   * @param message what happened and what to do; empty when all is well
   * @param listening how it goes with the connection over which it tells of changes by itself;
   *     empty where it is only asked
   */
  public record SourceCard(
      String id,
      String system,
      String url,
      @Nullable String link,
      String state,
      String tone,
      String message,
      String until,
      String lastSuccess,
      String lastWebhook,
      String listening,
      String accepted,
      String refused,
      List<FeedRow> feeds,
      List<NoteRow> notices,
      List<NoteRow> refusals,
      List<LetterRow> letters,
      String letterCount) {}

  /**
   * How far a feed is, over all its scopes.
   *
   * @param complete whether its history is read to the end
   * @param percent of its backfill; empty when the total is not known
   * @param until to which instant it is read; for lists, which reach none, words
   */
  public record FeedRow(
      String feed,
      int scopes,
      String done,
      String total,
      boolean complete,
      String percent,
      String until) {}

  /** Something that was noted, and when. */
  public record NoteRow(String subject, String message, String at) {}

  /** A delivery that could not be mapped. */
  public record LetterRow(
      String sequence, String href, String kind, String reason, String pointer, String at) {}

  /**
   * What was found of one kind about the quality of the data.
   *
   * @param message what it means and what to do
   * @param first those that are shown at once
   * @param rest those that are folded away
   */
  public record FindingGroup(
      String id,
      String kind,
      String message,
      int count,
      List<FindingRow> first,
      List<FindingRow> rest) {}

  /** One of them. */
  public record FindingRow(String subject, @Nullable String link) {}
}
