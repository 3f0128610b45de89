package io.throughline.source.argocd;

import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Argo CD tells of one sync in the history of an application, which holds the last ten that
 * went well.
 *
 * @param number counts up, though not from 0; null in small payloads
 * @param revision of several sources the first one's
 * @param sources what was deployed beside the revision: parameters, charts; null in a webhook
 * @param startedAt null before version 1.5
 */
record Told(
    @Nullable Long number,
    @Nullable String revision,
    @Nullable JsonValue sources,
    @Nullable Instant startedAt,
    Instant endedAt,
    @Nullable JsonValue initiatedBy) {
  /** The history ends before the operation does, at most a moment. */
  private static final Duration MOMENT = Duration.ofSeconds(5);

  /** The history of an application, the oldest first. */
  static List<Told> history(Scope scope, JsonValue holder) throws UnmappableException {
    List<Told> all = new ArrayList<>();
    for (JsonValue row : holder.objects("history")) {
      JsonValue several = row.at("sources");
      all.add(
          new Told(
              row.integer("id"),
              revision(row),
              several.present() ? several : present(row.at("source")),
              scope.time(row, "deployStartedAt"),
              scope.requiredTime(row, "deployedAt"),
              row.optionalObject("initiatedBy")));
    }
    Comparator<Told> order =
        all.stream().allMatch(one -> one.number() != null)
            ? Comparator.comparing(one -> Objects.requireNonNull(one.number()))
            : Comparator.comparing(Told::endedAt);
    all.sort(order);
    return List.copyOf(all);
  }

  private static @Nullable JsonValue present(JsonValue value) {
    return value.present() ? value : null;
  }

  /** The revision of something that has one, or the first of several; null for none. */
  static @Nullable String revision(@Nullable JsonValue holder) throws UnmappableException {
    if (holder == null) {
      return null;
    }
    String text = holder.text("revision");
    JsonValue several = holder.at("revisions");
    if ((text == null || text.isBlank()) && several.present()) {
      List<JsonValue> items = several.items();
      text = items.isEmpty() ? null : items.getFirst().text();
    }
    if (text == null || text.isBlank()) {
      return null;
    }
    String plain = text.strip();
    return plain.matches("[0-9a-fA-F]{40,64}") ? plain.toLowerCase(Locale.ROOT) : plain;
  }

  /** Whether an operation is the one that this entry is of. */
  boolean isOf(Operation operation) {
    if (startedAt != null) {
      return startedAt.equals(operation.startedAt());
    }
    return operation.phase().equals("succeeded")
        && operation.finishedAt() != null
        && Objects.equals(revision, operation.revision())
        && !endedAt.isBefore(operation.startedAt())
        && !endedAt.isAfter(operation.finishedAt().plus(MOMENT));
  }

  /** Whether nothing but the same was deployed, as far as the two tell. */
  boolean deploysSameAs(Told other) {
    return revision != null
        && revision.equals(other.revision)
        && (sources == null || other.sources == null || sources.holdsSameAs(other.sources));
  }
}
