package io.throughline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.throughline.api.AdminToken;
import io.throughline.model.org.Organisation;
import io.throughline.wiring.House;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The server that runs on an organisation's data on this machine, asked in its operator's name. */
record RunningServer(URI address, String token) {
  /** Empty when none was ever started on this data; one that was may have ended since. */
  static Optional<RunningServer> of(Organisation organisation) throws IOException {
    Path token = AdminToken.file(Path.of(organisation.server().data()));
    Path address = House.addressFile(organisation);
    return Files.isReadable(token) && Files.isReadable(address)
        ? Optional.of(
            new RunningServer(
                URI.create(Files.readString(address).strip()), Files.readString(token).strip()))
        : Optional.empty();
  }

  /**
   * Posts to it, without a body.
   *
   * @return what it answers, missing when that is nothing; empty when no server runs
   * @throws IllegalStateException when it refuses, with its reason
   */
  Optional<JsonNode> post(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address.resolve(path))
                  .header("Authorization", "Bearer " + token)
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 401) {
        throw new IllegalStateException(
            "a server answers at "
                + address.getAuthority()
                + ", and it is not the one that uses this data");
      }
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "the server refused: "
                + new ObjectMapper().readTree(answer.body()).path("detail").asText(answer.body()));
      }
      return Optional.of(
          answer.body().isBlank()
              ? MissingNode.getInstance()
              : new ObjectMapper().readTree(answer.body()));
    } catch (ConnectException e) {
      return Optional.empty();
    }
  }
}
