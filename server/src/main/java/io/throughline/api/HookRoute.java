package io.throughline.api;

import io.throughline.ingest.Outcome;
import io.throughline.ingest.Receiver;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where source systems send their webhooks, the same on every port: {@code POST /hooks/{id}} and
 * nothing else. The address is compared as it came, letter by letter; since nothing is decoded or
 * resolved, no trick with dots, slashes or percent signs leads anywhere.
 */
public final class HookRoute implements Handler<HttpServerRequest> {
  private static final Pattern ADDRESS = Pattern.compile("/hooks/([A-Za-z0-9_-]{1,128})");
  private static final int LEAST_HELD = 32 << 20;
  private static final int SHARE_OF_HEAP = 8;

  private final Supplier<Receiver> receiver;
  private final Semaphore held;

  /**
   * A route that holds at most an eighth of the heap, and at least 32 MB, in bodies that are not
   * stored yet: anybody may send some, and a sender that is told to come again loses nothing.
   *
   * @param receiver asked for at the first request, because it opens beside the web server
   */
  public HookRoute(Supplier<Receiver> receiver) {
    this(
        receiver,
        (int) Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, LEAST_HELD, 1L << 30));
  }

  HookRoute(Supplier<Receiver> receiver, int bytesHeld) {
    this.receiver = receiver;
    this.held = new Semaphore(bytesHeld);
  }

  /** Takes one request; on its event loop, which it never blocks. */
  @Override
  public void handle(HttpServerRequest request) {
    Matcher address = ADDRESS.matcher(Objects.requireNonNullElse(request.path(), ""));
    IncomingHook hook = new IncomingHook(request, held);
    if (!address.matches()) {
      hook.answer(new Outcome.Unknown());
    } else if (!request.method().equals(HttpMethod.POST)) {
      request.response().putHeader(HttpHeaders.ALLOW, "POST");
      hook.answer(405);
    } else {
      hook.take(address.group(1), receiver.get());
    }
  }
}
