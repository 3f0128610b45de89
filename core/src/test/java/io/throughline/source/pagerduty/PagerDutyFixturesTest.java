package io.throughline.source.pagerduty;

import static io.throughline.source.pagerduty.PagerDutySamples.id;
import static io.throughline.source.pagerduty.PagerDutySamples.incident;
import static io.throughline.source.pagerduty.PagerDutySamples.snapshots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.Incident;
import io.throughline.model.fact.IncidentEvent;
import io.throughline.model.fact.Project;
import io.throughline.source.Admission;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real payloads that lie beside the project on some machines; skipped where they do not. */
final class PagerDutyFixturesTest {
  private static final List<String> KINDS =
      List.of("services", "users", "maintenance_windows", "incident");

  private static Path folder = Path.of("");

  @BeforeAll
  static void find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolveSibling("shared").resolve("fixtures").resolve("pagerduty");
      if (Files.isDirectory(candidate)) {
        folder = candidate;
        return;
      }
    }
    Assumptions.abort("no fixtures beside the project");
  }

  private static byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }

  private static Mapped page(String kind, byte[] body) throws UnmappableException {
    return PagerDutySamples.map(Channel.POLL, kind, PagerDutySamples.CONTEXT, body, Map.of());
  }

  private static Mapped hook(String name) throws IOException, UnmappableException {
    return PagerDutySamples.map(
        Channel.WEBHOOK, "event", Map.of(), bytes("webhook-v3/" + name + ".json"), Map.of());
  }

  /** As the feed puts an incident and its log together. */
  private static byte[] together(String incident, String log) throws IOException {
    return ("{\"incident\":"
            + new String(bytes(incident), StandardCharsets.UTF_8)
            + ",\"log\":["
            + new String(bytes(log), StandardCharsets.UTF_8)
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> files(String below) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(below))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** A webhook that nobody looks at here is a hole in this test. */
  @Test
  void everyWebhookIsLookedAt() throws IOException {
    assertThat(files("webhook-v3").stream().map(f -> f.getFileName().toString()))
        .containsExactlyInAnyOrder(
            "acknowledged_v3.json",
            "annotated_v3.json",
            "go-pagerduty-priority_updated.json",
            "priority_updated_v3.json",
            "resolved_v3.json",
            "triggered_v3.json");
  }

  @Test
  void triggeredAcknowledgedAndResolved() throws Exception {
    Incident triggered = incident(hook("triggered_v3"));
    assertThat(triggered.triggeredAt()).isEqualTo(Instant.parse("2021-06-04T13:35:29.781Z"));
    assertThat(triggered.origin()).isEqualTo("person");
    assertThat(triggered.number()).isEqualTo("9");
    Incident acknowledged = incident(hook("acknowledged_v3"));
    assertThat(acknowledged.acknowledgedAt()).isEqualTo(Instant.parse("2021-06-04T13:55:30.394Z"));
    assertThat(acknowledged.triggeredAt()).as("this version of it does not tell").isNull();
    Incident resolved = incident(hook("resolved_v3"));
    assertThat(resolved.resolvedAt()).isEqualTo(Instant.parse("2021-06-04T13:16:53.816Z"));
    assertThat(resolved.triggeredAt()).isNull();
    assertThat(resolved.autoResolved()).isFalse();
    assertThat(snapshots(hook("resolved_v3"), Project.class))
        .extracting(Project::path)
        .containsExactly("pig208");
  }

  @Test
  void prioritiesAndNotes() throws Exception {
    Incident newer = incident(hook("priority_updated_v3"));
    assertThat(newer.severity()).isEqualTo(2);
    assertThat(newer.triggeredAt()).isEqualTo(Instant.parse("2026-04-01T02:07:30Z"));
    assertThat(newer.dedupKey()).isEqualTo("d387d7bd2e0a4294a5307339dfe1669a");
    Incident older = incident(hook("go-pagerduty-priority_updated"));
    assertThat(older.severity()).isEqualTo(1);
    assertThat(older.triggeredAt()).isNull();
    Mapped note = hook("annotated_v3");
    assertThat(incident(note).id()).isEqualTo(id("Q3B15VLMF3ASBD"));
    assertThat(PagerDutySamples.events(note))
        .extracting(IncidentEvent::kind, IncidentEvent::accountId)
        .containsExactly(org.assertj.core.api.Assertions.tuple("note", id("PXRUEF2")));
  }

  /**
   * The one delivery whose signature its sender has published, with a secret made for that. Read as
   * base64 the secret would be another key.
   */
  @Test
  void theSendersOwnSignatureIsGenuine() throws Exception {
    byte[] body = bytes("webhook-v3/go-pagerduty-priority_updated.json");
    String secret = "lDQHScfUeXUKaQRNF+8XIiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK";
    String signature = "v1=0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd";
    assertThat(
            PagerDutySystem.create()
                .admit(
                    new Webhook(Map.of("x-pagerduty-signature", signature), body),
                    new WebhookSecrets(List.of(secret))))
        .isInstanceOf(Admission.Accepted.class);
  }

  @Test
  void anIncidentWithItsLog() throws Exception {
    Incident open =
        incident(
            page(
                "incident",
                together(
                    "rest/get-incidents-id-response.json", "rest/get-log-entries-response.json")));
    assertThat(open.number()).isEqualTo("1234");
    assertThat(open.title()).isEqualTo("The server is on fire.");
    assertThat(open.status()).isEqualTo("acknowledged");
    assertThat(open.severity()).isEqualTo(2);
    assertThat(open.triggeredAt()).isEqualTo(Instant.parse("2015-10-06T21:30:42Z"));
    assertThat(open.acknowledgedAt()).isEqualTo(Instant.parse("2015-11-10T00:32:52Z"));
    assertThat(open.resolvedAt()).isNull();
    assertThat(open.origin()).isEqualTo("monitoring");
    assertThat(open.dedupKey()).isEqualTo("baf7cf21b1da41b4b0221008339ff357");
  }

  @Test
  void servicesAndUsers() throws Exception {
    assertThat(snapshots(page("services", bytes("rest/get-services-response.json")), Project.class))
        .extracting(Project::path, Project::archived, Project::deleted)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("My Application Service", false, false));
    assertThat(snapshots(page("users", bytes("rest/get-users-response.json")), Account.class))
        .extracting(Account::email)
        .containsExactly("125.greenholt.earline@graham.name", "126_dvm_kyler_kuhn@beahan.name");
  }

  /** Answers to questions that we do not ask: refused in words or without a meaning, never more. */
  @Test
  void everyOtherAnswerIsTakenQuietly() throws Exception {
    List<Path> rest = files("rest");
    assertThat(rest).isNotEmpty();
    Set<String> mapped = new TreeSet<>();
    for (Path file : rest) {
      byte[] body = Files.readAllBytes(file);
      for (String kind : KINDS) {
        List<byte[]> bodies = new ArrayList<>(List.of(body));
        if (kind.equals("incident")) {
          bodies.add(together("rest/" + file.getFileName(), "rest/get-log-entries-response.json"));
          bodies.add(together("rest/get-incidents-id-response.json", "rest/" + file.getFileName()));
        }
        for (byte[] one : bodies) {
          try {
            if (!page(kind, one).snapshots().isEmpty()) {
              mapped.add(kind + " " + file.getFileName());
            }
          } catch (UnmappableException e) {
            assertThat(e.getMessage()).as(file.toString()).isNotBlank();
          }
        }
      }
      assertThatCode(() -> PagerDutySamples.map(Channel.WEBHOOK, "event", Map.of(), body, Map.of()))
          .as(file.toString())
          .isInstanceOf(UnmappableException.class);
    }
    assertThat(mapped)
        .containsExactly(
            "incident get-incidents-id-response.json",
            "incident get-log-entries-response.json",
            "services get-services-response.json",
            "users get-users-response.json");
  }
}
