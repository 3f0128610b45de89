package io.throughline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.api.PersonalLinks;
import io.throughline.config.ConfigReader;
import io.throughline.model.org.Organisation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a personal link, by which a person sees what is about themselves. */
@Command(
    name = "link",
    description = {
      "Makes a personal link, in the server that runs.",
      "Whoever opens it is taken for this person, and sees how loaded they are; a lead sees it of"
          + " their team's members as well when privacy: lead_sees_people is on. Give it to nobody"
          + " else. It is good for 90 days."
    },
    mixinStandardHelpOptions = true)
final class LinkCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PERSON", description = "Id of the person in throughline.yaml.")
  String person = "";

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "throughline.yaml",
      description = "The configuration of the server (default: ${DEFAULT-VALUE}).")
  Path config = Path.of("throughline.yaml");

  @Override
  public Integer call() throws Exception {
    Organisation organisation = ConfigReader.read(config, System.getenv());
    if (organisation.people().stream().noneMatch(p -> p.id().equals(person))) {
      throw new IllegalStateException("there is no person " + person + " in " + config);
    }
    Optional<RunningServer> server = RunningServer.of(organisation);
    Optional<JsonNode> answer =
        server.isEmpty()
            ? Optional.empty()
            : server.get().post("/api/v1/people/" + person + "/link");
    if (answer.isEmpty()) {
      throw new IllegalStateException(
          "no server runs on " + organisation.server().data() + "; start it first");
    }
    System.out.println(
        "  For " + person + " alone, good for " + PersonalLinks.VALID.toDays() + " days:");
    System.out.println("  " + server.get().address() + answer.get().path("path").asText());
    return 0;
  }
}
