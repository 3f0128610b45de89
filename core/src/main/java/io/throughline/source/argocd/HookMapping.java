package io.throughline.source.argocd;

import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What Argo CD Notifications sends by the template of the starter kit. It tells of the syncs at
 * once, without who began them; the application and its rollouts are then read.
 */
final class HookMapping {
  private static final String KIND = "argocd.application";
  private static final long VERSION = 1;

  private HookMapping() {}

  static void application(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    if (!KIND.equals(body.text("kind"))) {
      throw new UnmappableException(
          "/kind",
          "this is not what the template of Throughline sends, whose kind is "
              + KIND
              + "; let the trigger send the template of .throughline/argocd-notifications-cm.yaml");
    }
    if (body.requiredInteger("version") != VERSION) {
      throw new UnmappableException(
          "/version",
          "the template is of a version that is not known here; 1 is. Is Throughline older than"
              + " it?");
    }
    AppName app = AppName.in(body);
    String page = app.page(body.text("argocdUrl"));
    project(scope, app, body, page, harvest);
    ApplicationMapping.health(scope, app, body.optionalObject("health"), harvest);
    new Syncs(
            scope,
            app,
            Place.of(scope, body, body.optionalObject("destination")),
            Told.history(scope, body),
            Operation.of(scope, body.optionalObject("operation")),
            null,
            null,
            page)
        .tell(harvest);
    harvest.refresh(ApplicationsFeed.ID, app.namespace(), app.name());
    harvest.refresh(RolloutsFeed.ID, app.namespace(), app.name());
  }

  /** Where the template tells no namespace of the controller, the API will tell the path. */
  private static void project(
      Scope scope, AppName app, JsonValue body, @Nullable String page, Harvest harvest)
      throws UnmappableException {
    String own = body.text("controllerNamespace");
    String path = null;
    if (own != null && !own.isBlank()) {
      path = own.equals(app.namespace()) ? app.name() : app.toString();
    }
    harvest.unversioned(
        new Project(
            app.id(scope),
            path,
            app.name(),
            page,
            null,
            null,
            null,
            false,
            Words.mark(body, "throughline.io/service")),
        false);
  }
}
