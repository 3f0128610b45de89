package io.throughline.simulator.jira;

import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Credentials;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.World;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** Jira Cloud's interfaces behind the common port, under {@code /jira}. */
public final class JiraServer {
  private static final String PREFIX = "/jira";
  private final Site site;
  private final JiraManner manner = new JiraManner();
  private final RestApi rest;
  private final AgileApi agile;
  private final WebhookApi webhooks;
  private final Credentials credentials;

  /** Answers as soon as the port does. */
  public JiraServer(Front front, World world, JiraHooks hooks, LongSupplier clock, String token) {
    this.site = new Site(world, front.base() + PREFIX, clock);
    this.rest = new RestApi(site);
    this.agile = new AgileApi(site);
    this.webhooks = new WebhookApi(site, hooks);
    this.credentials = new Credentials(token);
    front.api(PREFIX + "/rest", manner, this::answer);
  }

  public Site site() {
    return site;
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    if (!credentials.allow(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return manner
          .error(401, "Client must be authenticated to access this resource.")
          .with("X-Seraph-LoginReason", "AUTHENTICATED_FAILED")
          .with("WWW-Authenticate", "OAuth realm=\"" + site.base() + "\"");
    }
    Request request = Request.of(exchange);
    try {
      return answer(request);
    } catch (Refused refused) {
      return manner.error(refused.status(), refused.text());
    }
  }

  // The path is jira, rest, the interface, its version, and what is wanted of it.
  private Reply answer(Request request) {
    List<String> path = request.path();
    String asked = path.size() < 4 ? "" : path.get(2) + "/" + path.get(3);
    List<String> below = path.subList(Math.min(4, path.size()), path.size());
    return switch (asked) {
      case "api/3", "api/2" -> rest.answer(request, below);
      case "agile/1.0" -> agile.answer(request, below);
      case "webhooks/1.0" -> webhooks.answer(request, below);
      default -> throw new Refused(404, "null for uri: " + request.rawPath());
    };
  }
}
