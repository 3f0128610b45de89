package io.throughline.simulator.sonarqube;

import com.sun.net.httpserver.HttpExchange;
import io.throughline.simulator.http.Front;
import io.throughline.simulator.http.Refused;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** SonarQube Server's interface behind the common port, under {@code /sonarqube}. */
public final class SonarQubeServer {
  private static final String PREFIX = "/sonarqube";

  private final SonarQubeManner manner = new SonarQubeManner();
  private final SonarHooks hooks;
  private final Site site;
  private final CodeApi code;
  private final IssueApi issues;
  private final byte[] token;

  /** Answers as soon as the port does. */
  public SonarQubeServer(
      Front front, World world, SonarHooks hooks, LongSupplier clock, String token) {
    this.hooks = hooks;
    this.site = new Site(world, clock, front.base() + PREFIX);
    this.code = new CodeApi(site);
    this.issues = new IssueApi(site);
    this.token = token.getBytes(StandardCharsets.UTF_8);
    front.api(PREFIX + "/api", manner, this::answer);
  }

  public Site site() {
    return site;
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    Request request = Request.of(exchange);
    boolean known = allowed(exchange.getRequestHeaders().getFirst("Authorization"));
    String asked =
        request.method() + " " + String.join("/", request.path().subList(2, request.path().size()));
    // Anybody may ask these two.
    if (asked.equals("GET system/status")) {
      return status();
    }
    if (asked.equals("GET authentication/validate")) {
      return validate(known);
    }
    if (!known) {
      return manner.error(401, "Authentication is required");
    }
    try {
      return answer(request, asked);
    } catch (Refused refused) {
      return manner.error(refused.status(), refused.text());
    }
  }

  private Reply answer(Request request, String asked) {
    return switch (asked) {
      case "GET users/current" -> current();
      case "GET components/search" -> code.components(request);
      case "GET components/show" -> code.component(request);
      case "GET project_branches/list" -> code.branches(request);
      case "GET project_pull_requests/list" -> code.pullRequests(request);
      case "GET project_analyses/search" -> code.analyses(request);
      case "GET measures/component" -> code.measures(request);
      case "GET measures/search_history" -> code.history(request);
      case "GET metrics/search" -> code.metrics(request);
      case "GET qualitygates/project_status" -> code.gate(request);
      case "GET issues/search" -> issues.search(request);
      case "GET v2/clean-code-policy/mode" -> code.mode();
      case "POST webhooks/create" -> hooks.create(request);
      default -> throw new Refused(404, "Unknown url : " + request.rawPath());
    };
  }

  private static Reply status() {
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeStringField("id", "20260101000000");
          out.writeStringField("version", "2026.1.0.1");
          out.writeStringField("status", "UP");
          out.writeEndObject();
        });
  }

  private static Reply current() {
    return Reply.of(
        out -> {
          out.writeStartObject();
          out.writeBooleanField("isLoggedIn", true);
          out.writeStringField("login", "robot");
          out.writeEndObject();
        });
  }

  private static Reply validate(boolean valid) {
    return Reply.of(
            out -> {
              out.writeStartObject();
              out.writeBooleanField("valid", valid);
              out.writeEndObject();
            })
        .with("Content-Type", "application/json;charset=ISO-8859-1");
  }

  /** A bearer, or the user of a basic authentication without a password. */
  private boolean allowed(@Nullable String header) {
    if (header == null) {
      return false;
    }
    if (header.startsWith("Bearer ")) {
      return right(header.substring(7));
    }
    if (!header.startsWith("Basic ")) {
      return false;
    }
    try {
      String pair =
          new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
      return pair.endsWith(":") && right(pair.substring(0, pair.length() - 1));
    } catch (IllegalArgumentException e) {
      return false; // no base64, so nobody we know
    }
  }

  private boolean right(String given) {
    return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }
}
