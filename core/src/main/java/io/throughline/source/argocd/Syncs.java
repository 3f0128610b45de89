package io.throughline.source.argocd;

import io.throughline.model.fact.GitopsSync;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The syncs of an application. Argo CD tells of one that went well twice, as the last operation and
 * in the history; both carry when it began, which makes its id. Before version 1.5 the history did
 * not; then it is told apart by when it ended, and the operation is told only when it ended badly.
 *
 * @param images what runs since the last one; null where that is not told
 * @param appSha commit of the application that runs since the last one; null where it is not told
 * @param page address of the application in Argo CD; null where it is not told
 */
record Syncs(
    Scope scope,
    AppName app,
    Place place,
    List<Told> history,
    @Nullable Operation operation,
    @Nullable String images,
    @Nullable String appSha,
    @Nullable String page) {
  private static final String REVISION = "org.opencontainers.image.revision";

  /** The fact id of the sync of an application that began at an instant. */
  static long startedId(Scope scope, AppName app, Instant startedAt) {
    return app.id(scope, "sync started " + startedAt.getEpochSecond());
  }

  /** The commit that an object's annotations or labels name; null for none. */
  static @Nullable String marked(JsonValue metadata) throws UnmappableException {
    String marked = Words.mark(metadata, REVISION);
    return marked == null ? null : marked.toLowerCase(Locale.ROOT);
  }

  /** The commit that a list of information about something names; null for none. */
  static @Nullable String informed(JsonValue informed) throws UnmappableException {
    for (JsonValue row : informed.objects("info")) {
      String value = REVISION.equals(row.text("name")) ? row.text("value") : null;
      if (value != null && !value.isBlank()) {
        return value.strip().toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  void tell(Harvest harvest) throws UnmappableException {
    boolean inHistory = false;
    for (int i = 0; i < history.size(); i++) {
      Operation its =
          operation != null && history.get(i).isOf(operation) && !inHistory ? operation : null;
      inHistory |= its != null;
      harvest.partial(entry(i, its), scope.takenAt());
    }
    if (operation != null && !inHistory && (!old() || isOnlyTelling(operation))) {
      harvest.partial(alone(operation), scope.takenAt());
    }
  }

  /** Whether the history does not tell when syncs began. */
  private boolean old() {
    return !history.isEmpty() && history.getLast().startedAt() == null;
  }

  private static boolean isOnlyTelling(Operation operation) {
    return operation.ended() && !operation.phase().equals("succeeded");
  }

  private GitopsSync entry(int at, @Nullable Operation its) throws UnmappableException {
    Told told = history.get(at);
    boolean last = at == history.size() - 1 && (operation == null || its != null || !newer());
    JsonValue by =
        its == null || its.initiatedBy() == null ? told.initiatedBy() : its.initiatedBy();
    Boolean automated = automated(by);
    boolean healing = its != null && its.healing();
    return new GitopsSync(
        told.startedAt() == null
            ? app.id(scope, "sync ended " + told.endedAt().getEpochSecond())
            : startedId(scope, app, told.startedAt()),
        app.id(scope),
        place.cluster(),
        place.environment(),
        place.tier(),
        "succeeded",
        told.revision(),
        last ? images : null,
        appSha(its, last),
        automated,
        startedBy(by),
        trigger(told, history.subList(0, at), automated, healing, last),
        told.startedAt() == null && its != null ? its.startedAt() : told.startedAt(),
        told.endedAt(),
        its == null ? null : its.retries(),
        its == null ? null : its.resources(),
        its == null ? null : its.message(),
        page);
  }

  /** Whether the operation began after all that is in the history. */
  private boolean newer() {
    return operation != null
        && (history.isEmpty() || operation.startedAt().isAfter(history.getLast().endedAt()));
  }

  private GitopsSync alone(Operation its) throws UnmappableException {
    Boolean automated = automated(its.initiatedBy());
    Told told =
        new Told(null, its.revision(), its.source(), its.startedAt(), its.startedAt(), null);
    boolean ended = its.ended() && newer();
    return new GitopsSync(
        startedId(scope, app, its.startedAt()),
        app.id(scope),
        place.cluster(),
        place.environment(),
        place.tier(),
        its.phase(),
        its.revision(),
        ended ? images : null,
        appSha(its, ended),
        automated,
        startedBy(its.initiatedBy()),
        trigger(told, history, automated, its.healing(), newer()),
        its.startedAt(),
        its.finishedAt(),
        its.retries(),
        its.resources(),
        its.message(),
        page);
  }

  /** What the application itself names may be the next version already until that settled. */
  private @Nullable String appSha(@Nullable Operation its, boolean last) {
    if (its != null && its.appSha() != null) {
      return its.appSha();
    }
    return last && images != null ? appSha : null;
  }

  private static @Nullable Boolean automated(@Nullable JsonValue by) throws UnmappableException {
    return by == null ? null : Boolean.valueOf(Boolean.TRUE.equals(by.flag("automated")));
  }

  private static @Nullable String startedBy(@Nullable JsonValue by) throws UnmappableException {
    String name = by == null ? null : by.text("username");
    return name == null || name.isBlank() ? null : name;
  }

  /**
   * Why it was done, as far as what came before shows it. That it was a plain sync is said of the
   * last one only: of older ones what came before may have left the history.
   */
  private static @Nullable String trigger(
      Told told, List<Told> before, @Nullable Boolean automated, boolean healing, boolean last) {
    Told former = before.isEmpty() ? null : before.getLast();
    boolean again = former != null && told.deploysSameAs(former);
    if (healing || (again && Boolean.TRUE.equals(automated))) {
      return "self_heal";
    }
    boolean back =
        former != null
            && told.revision() != null
            && !told.revision().equals(former.revision())
            && before.stream().anyMatch(one -> told.revision().equals(one.revision()));
    if (back) {
      return "rollback";
    }
    return last && automated != null ? "sync" : null;
  }
}
