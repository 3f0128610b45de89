package io.throughline.simulator.qmetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** QMetry Cloud's interface behind the common port, under {@code /qmetry}. */
public final class QMetryServer {
  private static final String PREFIX = "/qmetry";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final QMetryManner manner = new QMetryManner();
  private final TestApi tests;
  private final byte[] key;

  /** Answers as soon as the port does. */
  public QMetryServer(Front front, World world, LongSupplier clock, String key) {
    this.tests = new TestApi(world, clock);
    this.key = key.getBytes(StandardCharsets.UTF_8);
    front.api(PREFIX + "/rest", manner, this::answer);
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    if (!allowed(exchange.getRequestHeaders().getFirst("apiKey"))) {
      return manner.error(401, "The API key is not valid");
    }
    Request request = Request.of(exchange);
    try {
      return answer(request);
    } catch (Refused refused) {
      return manner.error(refused.status(), refused.text());
    }
  }

  // The path is qmetry, rest, api, latest, and what is wanted of it.
  private Reply answer(Request request) {
    List<String> path = request.path();
    if (path.size() < 5 || !path.subList(2, 4).equals(List.of("api", "latest"))) {
      throw new Refused(404, "No such resource: " + request.rawPath());
    }
    List<String> below = path.subList(4, path.size());
    String asked = request.method() + " " + String.join("/", below);
    if (asked.equals("POST projects")) {
      return tests.projects(body(request));
    } else if (asked.equals("POST testcases/search")) {
      return tests.cases(request, body(request));
    } else if (asked.matches("GET testcases/[^/]+/requirements")) {
      return tests.requirements(request, below.get(1));
    } else if (asked.equals("POST testcycles/search")) {
      return tests.cycles(request, body(request));
    } else if (asked.matches("POST testcycles/[^/]+/testcases/search")) {
      return tests.runs(request, below.get(1));
    }
    throw new Refused(404, "No such resource: " + request.rawPath());
  }

  private static JsonNode body(Request request) {
    try {
      return MAPPER.readTree(request.body());
    } catch (IOException e) {
      throw new Refused(400, "The body is not valid JSON");
    }
  }

  private boolean allowed(@Nullable String given) {
    return given != null && MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8));
  }
}
