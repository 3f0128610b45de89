package io.throughline.source.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Ticket;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real payloads that lie beside the project on some machines; skipped where they do not. */
class JiraFixturesTest {
  private static final List<String> KINDS =
      List.of(
          "issues",
          "issue",
          "issue_changelog",
          "projects",
          "project",
          "boards",
          "board_configuration",
          "sprints",
          "statuses",
          "users",
          "remote_links",
          "fields");

  private static Path folder() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path candidate = folder.resolveSibling("shared").resolve("fixtures").resolve("jira");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
      folder = folder.getParent();
    }
    Assumptions.abort("no fixtures beside the project");
    return Path.of("");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** The kind of a page of the API; empty text for what we never ask for. */
  private static String kind(Path file) {
    String name = file.getFileName().toString();
    if (name.startsWith("sample_issues-")) {
      return "issue";
    }
    return switch (name) {
      case "all_boards.json", "all_boards_filtered.json", "jiraBoardListResponse.json" -> "boards";
      case "board_configuration.json", "sample_board_1_configuration.json" -> "board_configuration";
      case "all_fields.json", "jira_fields.json" -> "fields";
      case "all_projects.json" -> "projects";
      case "project.json" -> "project";
      case "all_statuses.json", "sample_statuses.json" -> "statuses";
      case "sprints.json", "sprints_filtered.json" -> "sprints";
      case "remote_links.json" -> "remote_links";
      case "TestOrganizationService_GetUsers.json" -> "users";
      case "jira_issues_page_1.json",
          "jira_issues_page_2.json",
          "jira_issues_page_empty.json",
          "issues_in_sprint.json",
          "release_TestProject_121212.json" ->
          "issues";
      default -> "";
    };
  }

  @TestFactory
  Stream<DynamicTest> eachPageIsMapped() throws IOException {
    return files().stream()
        .filter(file -> !kind(file).isEmpty())
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(),
                    () -> {
                      byte[] body = Files.readAllBytes(file);
                      Mapped mapped = JiraSamples.map(Channel.POLL, kind(file), body);
                      boolean nothing =
                          kind(file).equals("fields") || file.toString().contains("empty");
                      assertThat(mapped.ignored() != null).isEqualTo(nothing);
                      assertThat(JiraSamples.map(Channel.POLL, kind(file), body)).isEqualTo(mapped);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> eachWebhookIsMappedOrIgnoredWithAReason() throws IOException {
    return files().stream()
        .filter(file -> file.toString().contains("webhook"))
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> assertWebhook(file)));
  }

  private static void assertWebhook(Path file) throws IOException, UnmappableException {
    byte[] body = Files.readAllBytes(file);
    JsonValue hook = StrictJson.read(body);
    String event = hook.requiredText("webhookEvent");
    Mapped mapped = JiraSamples.map(Channel.WEBHOOK, event, body);
    assertThat(mapped.ignored() != null).isEqualTo(event.startsWith("comment_"));
    if (event.startsWith("jira:issue_")) {
      assertThat(JiraSamples.all(mapped, Ticket.class)).hasSize(1);
      assertThat(mapped.refreshes()).hasSize(event.endsWith("deleted") ? 0 : 1);
    }
  }

  /** A payload under a wrong name is refused or ignored; it never breaks the line. */
  @TestFactory
  Stream<DynamicTest> noneBreaksUnderAnyKind() throws IOException {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(),
                    () -> {
                      byte[] body = Files.readAllBytes(file);
                      for (String kind : KINDS) {
                        assertOutcome(Channel.POLL, kind, body);
                      }
                      for (String event : List.of("jira:issue_updated", "sprint_closed")) {
                        assertOutcome(Channel.WEBHOOK, event, body);
                      }
                    }));
  }

  private static void assertOutcome(Channel channel, String kind, byte[] body) {
    try {
      assertThat(JiraSamples.map(channel, kind, body)).isNotNull();
    } catch (UnmappableException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
