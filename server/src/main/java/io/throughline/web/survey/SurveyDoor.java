package io.throughline.web.survey;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.throughline.ingest.Surveys;
import io.throughline.web.SafeHeaders;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets people in to the pages of surveys, on every port that is told to: bounded in size and in how
 * often, with the headers of all our pages. Handles a request on its event loop, and answers it
 * away from there.
 */
@Singleton
public final class SurveyDoor implements Handler<HttpServerRequest> {
  private static final String COOKIE = "throughline_answer";
  private static final int MOST_BYTES = 8 << 10;
  private static final Duration KEPT = Duration.ofDays(90);
  private static final System.Logger LOG = System.getLogger(SurveyDoor.class.getName());

  private final Supplier<SurveyRoute> route;
  private final AnswerRate rate = new AnswerRate(System::nanoTime);
  private volatile @Nullable SurveyRoute made;

  SurveyDoor(Instance<Surveys> surveys, Instance<Clock> clock) {
    this.route = () -> new SurveyRoute(surveys::get, clock.get());
  }

  /** Whether a request is for a survey's page. */
  public static boolean takes(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.path(), "").startsWith("/s/");
  }

  void register(@Observes Router pages) {
    pages
        .route("/s/*")
        .order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1)
        .handler(exchange -> handle(exchange.request()));
  }

  @Override
  public void handle(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    boolean[] refused = {false};
    request.handler(
        piece -> {
          if (refused[0]) {
            return;
          }
          if (body.length() + piece.length() > MOST_BYTES) {
            refused[0] = true;
            request.response().setStatusCode(413).putHeader("Connection", "close").end();
            request.connection().close();
          } else {
            body.appendBuffer(piece);
          }
        });
    request.endHandler(
        end -> {
          if (!refused[0]) {
            answer(request, body.getBytes());
          }
        });
  }

  private void answer(HttpServerRequest request, byte[] body) {
    Context loop = Objects.requireNonNull(Vertx.currentContext(), "handlers run on an event loop");
    Cookie kept = request.getCookie(COOKIE);
    SurveyAsk ask =
        new SurveyAsk(
            request.method().name(),
            Objects.requireNonNullElse(request.path(), ""),
            kept == null ? null : kept.getValue(),
            body);
    String address =
        request.remoteAddress() == null
            ? ""
            : Objects.requireNonNullElse(request.remoteAddress().hostAddress(), "");
    boolean https = "https".equals(request.scheme());
    // Storing blocks until it is on the disk.
    Thread.ofVirtual()
        .name("survey")
        .start(
            () -> {
              SurveyAnswer answer = outcome(ask, address);
              loop.runOnContext(back -> send(request.response(), ask, answer, https));
            });
  }

  private SurveyAnswer outcome(SurveyAsk ask, String address) {
    try {
      SurveyRoute now = made();
      if (!ask.path().equals(SurveyLook.PATH) && !rate.allows(address)) {
        return now.message(
            429, "One moment", "There are too many answers from here. Please try in a minute.");
      }
      return now.answer(ask);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SurveyAnswer.Page(503, "", null, null);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a survey's page could not be answered", e);
      return new SurveyAnswer.Page(500, "", null, null);
    }
  }

  private SurveyRoute made() {
    SurveyRoute now = made;
    if (now == null) {
      now = route.get();
      made = now;
    }
    return now;
  }

  private static void send(
      HttpServerResponse response, SurveyAsk ask, SurveyAnswer answer, boolean https) {
    if (response.closed() || response.ended()) {
      return; // whoever asked has gone
    }
    SafeHeaders.on(response.headers(), https);
    response.putHeader("Cache-Control", "no-store");
    Buffer body =
        switch (answer) {
          case SurveyAnswer.Page page -> {
            response
                .setStatusCode(page.status())
                .putHeader("Content-Type", "text/html;charset=UTF-8");
            if (page.cookie() != null) {
              response.addCookie(
                  Cookie.cookie(COOKIE, page.cookie())
                      .setPath(page.cookiePath())
                      .setMaxAge(KEPT.toSeconds())
                      .setHttpOnly(true)
                      .setSecure(https)
                      // Of those who come by a link in a mail it has to be sent as well.
                      .setSameSite(CookieSameSite.LAX));
            }
            yield Buffer.buffer(page.html().getBytes(StandardCharsets.UTF_8));
          }
          case SurveyAnswer.Look look -> {
            response.putHeader("Content-Type", "text/css;charset=UTF-8");
            response.putHeader("Cache-Control", "public, max-age=31536000, immutable");
            yield Buffer.buffer(look.css());
          }
          case SurveyAnswer.Elsewhere there -> {
            response.setStatusCode(303).putHeader("Location", there.path());
            yield Buffer.buffer();
          }
          case SurveyAnswer.NotAllowed no -> {
            response.setStatusCode(405).putHeader("Allow", no.allowed());
            yield Buffer.buffer();
          }
        };
    if (ask.method().equals("HEAD")) {
      response.putHeader("Content-Length", Integer.toString(body.length()));
      response.end();
    } else {
      response.end(body);
    }
  }
}
