package io.throughline.simulator.freshping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.production.Production;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;

/** Freshping's list of checks behind the common port, under {@code /freshping}. */
public final class FreshpingServer {
  private static final String PREFIX = "/freshping";

  /** The company's part of Freshping, which signs in with the key. */
  public static final String SUBDOMAIN = "brightwater";

  private final FreshpingManner manner = new FreshpingManner();
  private final Production production;
  private final LongSupplier clock;
  private final byte[] signIn;

  /** Answers as soon as the port does. */
  public FreshpingServer(Front front, Production production, LongSupplier clock, String token) {
    this.production = production;
    this.clock = clock;
    byte[] pair = (token + ":" + SUBDOMAIN).getBytes(StandardCharsets.UTF_8);
    this.signIn =
        ("Basic " + Base64.getEncoder().encodeToString(pair)).getBytes(StandardCharsets.UTF_8);
    front.api(PREFIX, manner, this::answer);
  }

  private boolean allowed(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && MessageDigest.isEqual(signIn, header.getBytes(StandardCharsets.UTF_8));
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    try {
      if (!allowed(exchange)) {
        return manner.error(401, "Invalid credentials");
      }
      List<String> path = request.path().subList(1, request.path().size());
      if (!request.method().equals("GET")
          || path.size() < 3
          || !path.subList(0, 3).equals(List.of("api", "v1", "checks"))) {
        throw new Refused(404, "Not found.");
      }
      List<Check> checks = Check.all(production, clock.getAsLong());
      ObjectNode body = path.size() == 3 ? list(checks) : one(checks, path.get(3));
      return Reply.json(body.toString().getBytes(StandardCharsets.UTF_8));
    } catch (Refused refused) {
      return manner.error(refused.status(), refused.text());
    }
  }

  private static ObjectNode list(List<Check> checks) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("count", checks.size()).putNull("next").putNull("previous");
    ArrayNode results = out.putArray("results");
    checks.forEach(check -> results.add(check.json()));
    return out;
  }

  private static ObjectNode one(List<Check> checks, String number) {
    return checks.stream()
        .filter(check -> Long.toString(check.number()).equals(number))
        .findFirst()
        .map(Check::json)
        .orElseThrow(() -> new Refused(404, "Not found."));
  }
}
