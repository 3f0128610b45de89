package io.throughline.simulator.gitlab;

import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.world.Overlay;
import io.throughline.simulator.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.LongSupplier;

/** GitLab's REST API and GraphQL behind the common port. */
public final class GitLabServer {
  private final View view;
  private final Api api;
  private final GraphQlApi graphQl;
  private final byte[] token;

  /** Answers as soon as the port does. */
  public GitLabServer(
      Front front,
      World world,
      Production production,
      Overlay overlay,
      HookRegistry hooks,
      LongSupplier clock,
      String token) {
    this.view = new View(world, production, overlay, front.base(), clock);
    this.api = new Api(view, hooks);
    this.graphQl = new GraphQlApi(view);
    this.token = token.getBytes(StandardCharsets.UTF_8);
    GitLabManner manner = new GitLabManner();
    front.api("/api/v4", manner, this::rest);
    front.api("/api/graphql", manner, this::graphQl);
    front.control("/", new WebPage(view)::handle);
  }

  public View view() {
    return view;
  }

  private Reply graphQl(HttpExchange exchange) throws IOException {
    return allowed(exchange)
        ? graphQl.answer(Request.of(exchange).body())
        : GraphQlApi.error(401, "Invalid token");
  }

  private Reply rest(HttpExchange exchange) throws IOException {
    if (!allowed(exchange)) {
      return Reply.json(401, Json.message("401 Unauthorized"));
    }
    try {
      return api.answer(Request.of(exchange));
    } catch (Refused refused) {
      return Reply.json(refused.status(), Json.message(refused.text()));
    } catch (Moved moved) {
      return Reply.json(301, Json.message("301 Moved Permanently")).with("Location", moved.to());
    }
  }

  private boolean allowed(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN");
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (given == null && bearer != null && bearer.startsWith("Bearer ")) {
      given = bearer.substring(7);
    }
    return given != null && MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }
}
