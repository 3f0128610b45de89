package io.throughline.simulator.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.simulator.live.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks the simulator's GraphQL as any client would, and reads GitLab's names and times. */
final class GraphQl implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;

  GraphQl(Running gitlab) {
    this.address = URI.create(gitlab.url() + "/api/graphql");
  }

  HttpResponse<String> post(String token, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("PRIVATE-TOKEN", token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  JsonNode ask(String query, Map<String, ?> variables) throws IOException, InterruptedException {
    return send(Map.of("query", query, "variables", variables));
  }

  JsonNode send(Map<String, ?> question) throws IOException, InterruptedException {
    HttpResponse<String> answer = post(Running.TOKEN, JSON.writeValueAsString(question));
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  static String error(JsonNode answer) {
    return answer.at("/errors/0/message").asText();
  }

  /** The number at the end of {@code gid://gitlab/User/5}. */
  static String last(JsonNode gid) {
    return gid.asText().substring(gid.asText().lastIndexOf('/') + 1);
  }

  /** A time of the REST API without its milliseconds. */
  static String seconds(JsonNode time) {
    return time.isNull() ? "null" : time.asText().replaceFirst("\\.[0-9]{3}", "");
  }

  /** Some fields of a row, as both interfaces tell them: ids as numbers, times in seconds. */
  static String joined(JsonNode row, String... fields) {
    List<String> out = new ArrayList<>();
    for (String field : fields) {
      JsonNode value = field.startsWith("/") ? row.at(field) : row.get(field);
      boolean id = value.asText().startsWith("gid:");
      out.add(id ? last(value) : seconds(value));
    }
    return String.join("|", out);
  }

  @Override
  public void close() {
    client.close();
  }
}
