package io.throughline.gate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.gate.LastRelease;
import io.throughline.gate.LastRelease.Evidence;
import io.throughline.gate.Unreadable;
import io.throughline.gate.cli.Baseline.Known;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The server that knows what the last release of a service measured. */
final class ReleaseServer {
  private static final String ASKED = "/api/v1/gates/baseline";
  private static final int MOST_BYTES = 4_000_000;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String base;
  private final String token;
  private final ProxySelector proxy;

  private ReleaseServer(String base, String token, ProxySelector proxy) {
    this.base = base;
    this.token = token;
    this.proxy = proxy;
  }

  /**
   * A server by its address, or by that of a webhook, which answers nothing.
   *
   * @param environment of the pipeline
   */
  static ReleaseServer at(String address, Map<String, String> environment) {
    String base = address.replaceAll("/+$", "");
    return new ReleaseServer(
        base,
        environment.getOrDefault(EvidenceServer.TOKEN, "").strip(),
        EvidenceServer.proxy(URI.create(base), environment));
  }

  /**
   * What the last release of a service measured.
   *
   * @param commit that is built, which is no release before itself; null when nobody said
   */
  Known last(String service, @Nullable String commit) throws InterruptedException {
    if (EvidenceServer.isHook(base)) {
      return new Known(
          LastRelease.unknown(
              "a webhook's address cannot be asked for the last release; give it with --baseline"),
          List.of());
    }
    URI uri =
        URI.create(
            base
                + ASKED
                + "?service="
                + encoded(service)
                + (commit == null ? "" : "&commit=" + encoded(commit)));
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxy)
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + token)
              .GET()
              .build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        return answer.statusCode() != 200
            ? fault(uri, "it answered " + answer.statusCode())
            : bytes.length > MOST_BYTES
                ? fault(uri, "its answer has more than 4 MB")
                : told(uri, bytes);
      }
    } catch (IOException e) {
      return fault(uri, "it could not be asked: " + Plain.of(e));
    }
  }

  private static Known told(URI uri, byte[] bytes) {
    JsonNode answer;
    try {
      answer = new ObjectMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return fault(uri, "its answer is cut off or no answer of Throughline");
    }
    if (!answer.has("commit") || !answer.path("transactions").isArray()) {
      return fault(uri, "its answer is no answer of Throughline");
    }
    List<Evidence> evidence = List.of(new Evidence(uri.toString(), hash(bytes)));
    if (answer.path("commit").isNull()) {
      return new Known(
          LastRelease.none(evidence, "no release of it was load tested before"), List.of());
    }
    Map<String, Double> p95 = new TreeMap<>();
    for (JsonNode one : answer.path("transactions")) {
      if (!one.path("name").isTextual() || !one.path("p95").isNumber()) {
        return fault(uri, "its answer is no answer of Throughline");
      }
      p95.put(one.path("name").asText(), one.path("p95").asDouble());
    }
    return new Known(
        new LastRelease(
            evidence,
            answer.path("p95").isNumber() ? answer.path("p95").asDouble() : null,
            p95,
            answer.path("users").isInt() ? answer.path("users").asInt() : null,
            answer.path("window").isTextual() ? answer.path("window").asText() : null,
            "",
            false),
        List.of());
  }

  /** What cannot be asked may hide that something got slower; so it is no verdict. */
  private static Known fault(URI uri, String reason) {
    return new Known(
        LastRelease.unknown("the last release is not known"),
        List.of(new Unreadable(uri.getHost() + ASKED, "", reason)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
