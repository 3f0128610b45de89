package io.throughline.simulator.confluence;

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

/** Confluence Cloud's interface, version 2, behind the common port, under {@code /confluence}. */
public final class ConfluenceServer {
  /** Where it lies below the common address. */
  public static final String PREFIX = "/confluence";

  private final ConfluenceManner manner = new ConfluenceManner();
  private final PageApi pages;
  private final Credentials credentials;

  /** Answers as soon as the port does. */
  public ConfluenceServer(Front front, World world, LongSupplier clock, String token) {
    this.pages = new PageApi(world.tracker(), front.base() + PREFIX, clock);
    this.credentials = new Credentials(token);
    front.api(PREFIX + "/wiki/api", manner, this::answer);
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    if (!credentials.allow(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return manner.error(401, "Unauthorized");
    }
    Request request = Request.of(exchange);
    try {
      return answer(request);
    } catch (Refused refused) {
      return manner.error(refused.status(), refused.text());
    }
  }

  // The path is confluence, wiki, api, v2, and what is wanted of it.
  private Reply answer(Request request) {
    List<String> path = request.path();
    List<String> below = path.subList(Math.min(4, path.size()), path.size());
    String asked = request.method() + " " + String.join("/", below);
    if (!path.subList(0, Math.min(4, path.size()))
        .equals(List.of("confluence", "wiki", "api", "v2"))) {
      throw new Refused(404, "Not Found");
    } else if (asked.equals("GET spaces")) {
      return pages.spaces();
    } else if (asked.equals("GET pages")) {
      return pages.list(request);
    } else if (asked.matches("GET pages/[0-9]+")) {
      return pages.page(Long.parseLong(below.get(1)));
    } else if (asked.matches("GET pages/[0-9]+/labels")) {
      return pages.labels(Long.parseLong(below.get(1)));
    }
    throw new Refused(404, "Not Found");
  }
}
