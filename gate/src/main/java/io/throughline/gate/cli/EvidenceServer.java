package io.throughline.gate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The server that keeps the verdicts of builds. A proxy is taken from the environment, as other
 * tools of a pipeline do.
 */
final class EvidenceServer {
  /** The variable that holds the token: that of the source of the system uploads. */
  static final String TOKEN = "THROUGHLINE_SERVER_TOKEN";

  private static final String HOOKS = "/hooks/";
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI address;
  private final String token;
  private final ProxySelector proxy;
  private final Duration patience;

  private EvidenceServer(URI address, String token, ProxySelector proxy, Duration patience) {
    this.address = address;
    this.token = token;
    this.proxy = proxy;
    this.patience = patience;
  }

  /**
   * What came of sending.
   *
   * @param fault for a person; empty when the server has it
   * @param misused whether whoever called the command has to change something
   */
  record Answer(String fault, boolean misused) {}

  /** Whether a text is an address at all. */
  static boolean isAddress(String text) {
    return text.matches("https?://[^\\s/@?#]+(/[^\\s?#]*)?");
  }

  /** Whether an address is that of a webhook, which takes and answers nothing. */
  static boolean isHook(String address) {
    return address.contains(HOOKS);
  }

  /**
   * A server by its address, or by that of a webhook.
   *
   * @param environment of the pipeline
   */
  static EvidenceServer at(String address, Map<String, String> environment) {
    return at(address, environment, PATIENCE);
  }

  static EvidenceServer at(String address, Map<String, String> environment, Duration patience) {
    String base = address.replaceAll("/+$", "");
    URI uri = URI.create(base.contains(HOOKS) ? base : base + "/api/v1/evidence");
    return new EvidenceServer(
        uri, environment.getOrDefault(TOKEN, "").strip(), proxy(uri, environment), patience);
  }

  /** Sends, once. */
  Answer send(String evidence) throws InterruptedException {
    boolean hook = address.getPath().contains(HOOKS);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .header(
                hook ? "X-Throughline-Token" : "Authorization", hook ? token : "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(evidence, StandardCharsets.UTF_8))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxy)
            .build()) {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return judged(answer.statusCode(), answer.body(), hook);
    } catch (IOException e) {
      return new Answer("the verdict could not be sent to " + where() + ": " + Plain.of(e), false);
    }
  }

  private Answer judged(int status, String body, boolean hook) {
    switch (status) {
      case 401, 403 -> {
        return new Answer(
            where() + " refuses the token; set " + TOKEN + " to the one of its source for uploads",
            true);
      }
      case 404 -> {
        return new Answer(
            where() + " does not know it: " + detail(body, "there is no such address"), true);
      }
      case 200, 202 -> {
        return hook || isTaken(body)
            ? new Answer("", false)
            : new Answer(
                where() + " gave an answer that is cut off or no answer of Throughline", false);
      }
      default -> {
        return new Answer(
            where() + " answered " + status + ": " + detail(body, "no more is known"), false);
      }
    }
  }

  private static boolean isTaken(String body) {
    try {
      return new ObjectMapper().readTree(body).path("delivery").isIntegralNumber();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String detail(String body, String otherwise) {
    try {
      JsonNode detail = new ObjectMapper().readTree(body).path("detail");
      return detail.isTextual() ? Plain.of(detail.asText()) : otherwise;
    } catch (JsonProcessingException e) {
      return otherwise;
    }
  }

  /** Never the whole address: that of a webhook is a secret. */
  private String where() {
    return address.getHost();
  }

  static ProxySelector proxy(URI to, Map<String, String> environment) {
    String name = to.getScheme().toLowerCase(Locale.ROOT) + "_proxy";
    String proxy =
        environment.getOrDefault(name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
    String without = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
    String host = to.getHost();
    boolean direct =
        Arrays.stream(without.split(","))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .map(one -> one.startsWith("*") ? one.substring(1) : one)
            .anyMatch(one -> one.isEmpty() || host.equals(one) || host.endsWith(dotted(one)));
    if (proxy.isBlank() || direct || !isAddress(proxy.strip())) {
      return HttpClient.Builder.NO_PROXY;
    }
    URI uri = URI.create(proxy.strip());
    int port = uri.getPort() < 0 ? ("https".equals(uri.getScheme()) ? 443 : 80) : uri.getPort();
    return ProxySelector.of(new InetSocketAddress(uri.getHost(), port));
  }

  private static String dotted(String domain) {
    return domain.startsWith(".") ? domain : "." + domain;
  }
}
