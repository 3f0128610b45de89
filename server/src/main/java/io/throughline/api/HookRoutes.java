package io.throughline.api;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;

/** Offers hooks beside the pages, for systems on this machine. */
@Dependent
class HookRoutes {
  void register(@Observes Router pages, HookRoute hooks) {
    // Before the framework's own limit on bodies: the route has one, and tells the sources page.
    pages
        .route("/hooks/*")
        .order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1)
        .handler(exchange -> hooks.handle(exchange.request()));
  }
}
