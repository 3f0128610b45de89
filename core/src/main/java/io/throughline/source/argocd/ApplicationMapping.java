package io.throughline.source.argocd;

import io.throughline.model.fact.GitopsApplication;
import io.throughline.model.fact.HealthChange;
import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applications as Argo CD's API tells them: how they are kept, how they are, and their syncs. */
final class ApplicationMapping {
  private static final String SERVICE = "throughline.io/service";
  private static final String FEED = "health";

  private ApplicationMapping() {}

  /** A whole Application object. */
  static void application(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    JsonValue metadata = body.object("metadata");
    JsonValue spec = body.object("spec");
    AppName app = AppName.in(metadata);
    JsonValue status = body.optionalObject("status");
    project(scope, app, status, metadata, harvest);
    harvest.partial(kept(scope, app, spec, status), scope.takenAt());
    if (status == null) {
      return;
    }
    health(scope, app, status.optionalObject("health"), harvest);
    String marked = Syncs.marked(metadata);
    new Syncs(
            scope,
            app,
            Place.of(scope, metadata, spec.optionalObject("destination")),
            Told.history(scope, status),
            Operation.of(scope, status.optionalObject("operationState")),
            Images.settled(status),
            marked == null ? Syncs.informed(spec) : marked,
            app.page(scope.config().baseUrl()))
        .tell(harvest);
  }

  private static void project(
      Scope scope, AppName app, @Nullable JsonValue status, JsonValue metadata, Harvest harvest)
      throws UnmappableException {
    // Where the controller does not tell its namespace, applications of others are unknown to it.
    String own = status == null ? null : status.text("controllerNamespace");
    boolean other = own != null && !own.isBlank() && !own.equals(app.namespace());
    harvest.unversioned(
        new Project(
            app.id(scope),
            other ? app.toString() : app.name(),
            app.name(),
            app.page(scope.config().baseUrl()),
            null,
            scope.time(metadata, "creationTimestamp"),
            null,
            false,
            Words.mark(metadata, SERVICE)),
        false);
  }

  /** The context's application, of which Argo CD says that there is none. */
  static void gone(Scope scope, Harvest harvest) throws UnmappableException {
    AppName app = AppName.of(scope);
    harvest.unversioned(
        new Project(app.id(scope), null, app.name(), null, null, null, null, true), false);
  }

  private static GitopsApplication kept(
      Scope scope, AppName app, JsonValue spec, @Nullable JsonValue status)
      throws UnmappableException {
    JsonValue source = source(spec);
    JsonValue policy = spec.optionalObject("syncPolicy");
    JsonValue by = policy == null ? null : policy.optionalObject("automated");
    boolean automated = by != null && !Boolean.FALSE.equals(by.flag("enabled"));
    boolean heals = by != null && automated && Boolean.TRUE.equals(by.flag("selfHeal"));
    JsonValue sync = status == null ? null : status.optionalObject("sync");
    JsonValue health = status == null ? null : status.optionalObject("health");
    Map<String, String> context = scope.delivery().context();
    Instant at = scope.takenAt();
    String strategy = context.get("strategy");
    if (strategy == null && status != null && status.at("resources").present()) {
      strategy = Images.hasRollout(status) ? null : "none";
    }
    return new GitopsApplication(
        app.id(scope, "seen " + at),
        app.id(scope),
        source == null ? null : repository(source),
        source == null ? null : source.text("path"),
        automated,
        heals,
        sync == null ? null : Words.word(sync, "status"),
        health == null ? null : Words.word(health, "status"),
        strategy,
        "none".equals(strategy) ? Boolean.FALSE : flag(context.get("analysed")),
        flag(context.get("sync_windows")),
        context.get("windows"),
        at);
  }

  private static @Nullable Boolean flag(@Nullable String text) {
    return text == null ? null : Boolean.valueOf(text);
  }

  /** Of several sources the first one. */
  private static @Nullable JsonValue source(JsonValue spec) throws UnmappableException {
    JsonValue one = spec.optionalObject("source");
    List<JsonValue> several = spec.objects("sources");
    return one != null || several.isEmpty() ? one : several.getFirst();
  }

  /** Its address without what may stand before an at sign. */
  private static @Nullable String repository(JsonValue source) throws UnmappableException {
    String address = source.text("repoURL");
    return address == null || address.isBlank()
        ? null
        : address.strip().replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/]*@", "$1");
  }

  /**
   * The health of an application. Older versions do not tell since when it is so; then it is the
   * moment in which it was seen otherwise than before.
   */
  static void health(Scope scope, AppName app, @Nullable JsonValue health, Harvest harvest)
      throws UnmappableException {
    String status = health == null ? null : Words.word(health, "status");
    if (health == null || status == null) {
      return;
    }
    Instant since = scope.time(health, "lastTransitionTime");
    if (since == null && status.equals(scope.delivery().context().get("health_before"))) {
      return;
    }
    Instant at = since == null ? scope.takenAt() : since;
    harvest.add(
        HealthChange.class,
        app.id(scope),
        FEED,
        scope.takenAt(),
        List.of(new HealthChange(app.id(scope), at + " " + status, status, at)));
  }
}
