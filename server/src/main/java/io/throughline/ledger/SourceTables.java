package io.throughline.ledger;

import io.throughline.ledger.SourceStatus.FeedStatus;
import io.throughline.ledger.SourceStatus.Notice;
import io.throughline.ledger.SourceStatus.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL about how sources do. */
final class SourceTables {
  private SourceTables() {}

  static int noteState(
      Handle h,
      String id,
      String state,
      @Nullable String message,
      @Nullable Instant until,
      Instant now) {
    return h.createUpdate(
            """
            INSERT INTO source_state (source_id, state, message, until)
            VALUES (:id, :state, :message, :until)
            ON CONFLICT (source_id) DO UPDATE SET
              last_success = CASE WHEN source_state.state <> 'idle' AND excluded.state = 'idle'
                                  THEN :now ELSE last_success END,
              state = excluded.state, message = excluded.message, until = excluded.until
            """)
        .bind("id", id)
        .bind("state", state)
        .bind("message", message)
        .bind("until", text(until))
        .bind("now", text(now))
        .execute();
  }

  static int noteProgress(
      Handle h,
      String id,
      String feed,
      String scope,
      @Nullable Long done,
      @Nullable Long total,
      @Nullable Instant completeUntil,
      Instant now) {
    return h.createUpdate(
            """
            INSERT INTO feed_progress (source_id, feed, scope, done, total, complete_until, updated_at)
            VALUES (:id, :feed, :scope, coalesce(:done, 0), :total, :until, :now)
            ON CONFLICT (source_id, feed, scope) DO UPDATE SET
              done = coalesce(:done, done), total = coalesce(:total, total),
              complete_until = coalesce(:until, complete_until), updated_at = :now
            """)
        .bind("id", id)
        .bind("feed", feed)
        .bind("scope", scope)
        .bind("done", done)
        .bind("total", total)
        .bind("until", text(completeUntil))
        .bind("now", text(now))
        .execute();
  }

  static int notice(
      Handle h, String id, String feed, String scope, @Nullable String message, Instant now) {
    if (message == null) {
      return h.execute(
          "DELETE FROM notice WHERE source_id = ? AND feed = ? AND scope = ?", id, feed, scope);
    }
    return h.execute(
        """
        INSERT INTO notice (source_id, feed, scope, message, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (source_id, feed, scope) DO UPDATE SET message = excluded.message, at = excluded.at
        """,
        id,
        feed,
        scope,
        message,
        text(now));
  }

  static void addCounts(Handle h, Map<String, WebhookCounts.Tally> counts) {
    counts.forEach(
        (id, tally) -> {
          h.execute(
              """
              INSERT INTO source_state (source_id, webhooks_accepted, webhooks_refused, last_webhook)
              VALUES (?, ?, ?, ?)
              ON CONFLICT (source_id) DO UPDATE SET
                webhooks_accepted = webhooks_accepted + excluded.webhooks_accepted,
                webhooks_refused = webhooks_refused + excluded.webhooks_refused,
                last_webhook = coalesce(excluded.last_webhook, last_webhook)
              """,
              id,
              tally.accepted(),
              tally.refused(),
              text(tally.last()));
          for (Refusal refusal : tally.refusals()) {
            h.execute(
                "INSERT INTO refusal (source_id, reason, at) VALUES (?, ?, ?)",
                id,
                refusal.reason(),
                text(refusal.at()));
          }
          h.execute(
              """
              DELETE FROM refusal WHERE source_id = ? AND id NOT IN
                (SELECT id FROM refusal WHERE source_id = ? ORDER BY id DESC LIMIT ?)
              """,
              id,
              id,
              WebhookCounts.KEPT_REFUSALS);
        });
  }

  /** The stored status with the counts on top that are not stored yet. */
  static SourceStatus status(Handle h, String id, WebhookCounts.Tally fresh) {
    return h.createQuery("SELECT * FROM source_state WHERE source_id = ?")
        .bind(0, id)
        .map((row, context) -> status(h, id, fresh, row))
        .findOne()
        .orElseGet(
            () ->
                new SourceStatus(
                    id,
                    "idle",
                    null,
                    null,
                    null,
                    fresh.last(),
                    fresh.accepted(),
                    fresh.refused(),
                    feeds(h, id),
                    notices(h, id),
                    refusals(h, id, fresh)));
  }

  private static SourceStatus status(Handle h, String id, WebhookCounts.Tally fresh, ResultSet row)
      throws SQLException {
    return new SourceStatus(
        id,
        row.getString("state"),
        row.getString("message"),
        instant(row.getString("until")),
        instant(row.getString("last_success")),
        fresh.last() == null ? instant(row.getString("last_webhook")) : fresh.last(),
        row.getLong("webhooks_accepted") + fresh.accepted(),
        row.getLong("webhooks_refused") + fresh.refused(),
        feeds(h, id),
        notices(h, id),
        refusals(h, id, fresh));
  }

  private static List<FeedStatus> feeds(Handle h, String id) {
    return h.createQuery("SELECT * FROM feed_progress WHERE source_id = ? ORDER BY feed, scope")
        .bind(0, id)
        .map(
            (row, context) ->
                new FeedStatus(
                    row.getString("feed"),
                    row.getString("scope"),
                    row.getLong("done"),
                    total(row),
                    instant(row.getString("complete_until")),
                    Instant.parse(row.getString("updated_at"))))
        .list();
  }

  private static List<Notice> notices(Handle h, String id) {
    return h.createQuery("SELECT * FROM notice WHERE source_id = ? ORDER BY at DESC, feed, scope")
        .bind(0, id)
        .map(
            (row, context) ->
                new Notice(
                    row.getString("feed"),
                    row.getString("scope"),
                    row.getString("message"),
                    Instant.parse(row.getString("at"))))
        .list();
  }

  /** Newest first. */
  private static List<Refusal> refusals(Handle h, String id, WebhookCounts.Tally fresh) {
    List<Refusal> all = new ArrayList<>(fresh.refusals());
    Collections.reverse(all);
    all.addAll(
        h.createQuery("SELECT reason, at FROM refusal WHERE source_id = ? ORDER BY id DESC")
            .bind(0, id)
            .map((row, context) -> new Refusal(row.getString(1), Instant.parse(row.getString(2))))
            .list());
    return List.copyOf(all.subList(0, Math.min(all.size(), WebhookCounts.KEPT_REFUSALS)));
  }

  private static @Nullable Long total(ResultSet row) throws SQLException {
    long total = row.getLong("total");
    return row.wasNull() ? null : total;
  }

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
