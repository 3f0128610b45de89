package io.throughline.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.model.org.Person;
import io.throughline.model.org.Team;
import io.throughline.model.process.Conduct;
import io.throughline.model.process.DeliveryProcess;
import io.throughline.model.process.Waiver;
import io.throughline.process.ProcessReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads which process an organisation follows, and what it lets pass. */
final class ConductReader {
  private final Values values;
  private final Path folder;

  ConductReader(Values values, Path folder) {
    this.values = values;
    this.folder = folder;
  }

  Conduct read(JsonNode root, List<Team> teams, List<Person> people) {
    DeliveryProcess process = process(root.path("process"));
    return new Conduct(process, waivers(root.path("waivers"), process, teams, people));
  }

  private DeliveryProcess process(JsonNode node) {
    if (!node.isTextual()) {
      return ProcessReader.shipped();
    }
    Path file = folder.resolve(node.asText());
    try (InputStream stream = Files.newInputStream(file)) {
      return ProcessReader.read(stream);
    } catch (NoSuchFileException e) {
      values.problem(node, "process", "there is no file " + file);
    } catch (IOException e) {
      values.problem(
          node, "process", "the process in " + file + " cannot be read: " + e.getMessage());
    }
    return ProcessReader.shipped();
  }

  private List<Waiver> waivers(
      JsonNode nodes, DeliveryProcess process, List<Team> teams, List<Person> people) {
    List<Waiver> all = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String where = "waivers[" + i + "]";
      String phase = node.path("phase").asText();
      String output = node.path("output").asText();
      String owner = node.path("owner").asText();
      String team = Values.text(node, "team");
      if (process.phases().stream().noneMatch(p -> has(p, phase, output))) {
        values.problem(
            node,
            where + ".output",
            "no output of the phase " + phase + " has the rule " + output + "; see the process");
      }
      if (people.stream().noneMatch(p -> p.id().equals(owner))) {
        values.problem(node.path("owner"), where + ".owner", "there is no person " + owner);
      }
      if (team != null && teams.stream().noneMatch(t -> t.id().equals(team))) {
        values.problem(node.path("team"), where + ".team", "there is no team " + team);
      }
      LocalDate from = values.date(node.path("from"), where + ".from");
      LocalDate until = values.date(node.path("until"), where + ".until");
      if (from != null && until != null && until.isBefore(from)) {
        values.problem(node, where, "it ends before it begins");
      }
      if (until != null) {
        all.add(
            new Waiver(
                Values.text(node, "ticket"),
                team,
                phase,
                output,
                owner,
                Objects.requireNonNullElse(Values.text(node, "reason"), ""),
                from,
                until));
      }
    }
    return all;
  }

  private static boolean has(DeliveryProcess.Phase phase, String id, @Nullable String output) {
    return phase.id().equals(id)
        && phase.outputs().stream().anyMatch(o -> Objects.equals(o.rule(), output));
  }
}
