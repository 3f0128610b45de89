package io.throughline.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Until sign-in exists, pages and API answer only to this machine. Hooks never come this way. The
 * host that the caller named is checked as well, so that a foreign page cannot reach us through a
 * name that it points at loopback.
 */
@Provider
@PreMatching
public class LoopbackFilter implements ContainerRequestFilter {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final HttpServerRequest request;

  /**
   * @param request the one that is being filtered; the framework hands in a proxy
   */
  public LoopbackFilter(@Context HttpServerRequest request) {
    this.request = request;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    // HTTP/2 names the host in :authority instead of Host; this is both.
    @Nullable HostAndPort authority = request.authority();
    String name = authority == null ? "" : authority.host();
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    boolean near =
        address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    if (!near || !NAMES.contains(name)) {
      context.abortWith(
          Problems.answer(
              Problem.of(
                  403,
                  "Only for this machine",
                  "Pages and API answer on loopback only, until sign-in is set up.")));
    }
  }
}
