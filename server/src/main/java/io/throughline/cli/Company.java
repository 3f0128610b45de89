package io.throughline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.config.ConfigException;
import io.throughline.config.ConfigReader;
import io.throughline.ingest.Surveys;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Survey;
import io.throughline.wiring.House;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The make-believe company at work, and the configuration with which the product reads it.
 *
 * @param organisation as its configuration says, with its data in the folder that was given
 */
record Company(SimulatorProcess process, String hookSecret, Organisation organisation)
    implements AutoCloseable {
  private static final int SECRET_BYTES = 24;

  /**
   * Starts it and waits until it answers.
   *
   * @param data folder for its own state, its configuration and the product's stores
   * @param scale how busy it is; 1 is about 8,000 merge requests in its twelve months
   */
  static Company start(Path data, long seed, double scale)
      throws IOException, InterruptedException, ConfigException {
    Path jar = jar();
    if (jar == null) {
      throw new IllegalStateException(
          "the make-believe company is not built; start the demo with ./throughline demo");
    }
    Files.createDirectories(data);
    String token = secret();
    String hookSecret = secret();
    SimulatorProcess process =
        SimulatorProcess.start(jar, data.resolve("company"), token, seed, scale);
    try {
      Path file = data.resolve("throughline.yaml");
      Files.writeString(file, process.configuration());
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.put("THROUGHLINE_DEMO_TOKEN", token);
      environment.put("THROUGHLINE_DEMO_HOOK_TOKEN", hookSecret);
      return new Company(process, hookSecret, ConfigReader.read(file, environment));
    } catch (IOException | InterruptedException | ConfigException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** What the launcher built; null when there is none. */
  private static @Nullable Path jar() {
    String jar = System.getProperty("throughline.simulator.jar");
    return jar != null && Files.isReadable(Path.of(jar)) ? Path.of(jar) : null;
  }

  /** Asks its systems to send what happens from now on. */
  void sendTo(House house) {
    try {
      for (SourceConfig source : organisation.sources()) {
        if (source.hookSecrets().isEmpty()) {
          continue; // a system without webhooks is only polled
        }
        String url = house.address() + "/hooks/" + house.hookIds().get(source.id());
        process.registerHook(source, url, hookSecret);
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "the company does not take our webhook: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Brings what users answered to its surveys, and how many were asked; what came before is known.
   */
  void answerSurveys(House house) {
    try {
      for (Survey survey : organisation.surveys()) {
        String rounds = process.get("/surveys/" + survey.id() + "/rounds.json");
        for (JsonNode round : new ObjectMapper().readTree(rounds)) {
          stored(survey, house.surveys().round(survey.id(), bytes(round.toString())));
        }
        byte[] answers = bytes(process.get("/surveys/" + survey.id() + ".csv"));
        stored(survey, house.surveys().answers(survey.id(), "text/csv", null, answers));
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "the company does not give its surveys: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void stored(Survey survey, Surveys.Result result) throws IOException {
    if (!(result instanceof Surveys.Result.Stored)) {
      throw new IOException(survey.id() + ": " + result);
    }
  }

  @Override
  public void close() {
    process.close();
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
