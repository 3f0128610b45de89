package io.throughline.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;

/**
 * Puts the security headers on every answer: pages, static files, the API, errors. Nothing inline
 * may run, nothing may be framed, nothing personal may be kept by a browser.
 */
@Dependent
class AnswerHeaders {
  static final String POLICY = SafeHeaders.POLICY;

  private static final int BEFORE_ALL = 10_000;

  void register(@Observes Filters filters) {
    filters.register(AnswerHeaders::handle, BEFORE_ALL);
  }

  private static void handle(RoutingContext exchange) {
    exchange.addHeadersEndHandler(done -> write(exchange));
    exchange.next();
  }

  private static void write(RoutingContext exchange) {
    MultiMap headers = exchange.response().headers();
    SafeHeaders.on(headers, "https".equals(exchange.request().scheme()));
    // A static file is asked for with the hash of its content, so it never changes there.
    boolean hashed =
        exchange.request().getParam("v") != null
            && exchange.response().getStatusCode() == 200
            && String.valueOf(exchange.request().path())
                .matches("/[\\w./-]+\\.(css|js|svg|png|woff2)");
    headers.set("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-store");
  }
}
