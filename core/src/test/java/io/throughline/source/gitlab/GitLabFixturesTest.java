package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.Delivery;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every real payload of GitLab that there is, each with an expectation of its own. */
class GitLabFixturesTest {
  private static final List<String> KINDS =
      List.of(
          "projects",
          "project",
          "users",
          "user",
          "members",
          "merge_requests",
          "merge_request",
          "merge_request_commits",
          "merge_request_diffs",
          "merge_request_discussions",
          "merge_request_approvals",
          "merge_request_state_events",
          "pipelines",
          "pipeline",
          "pipeline_jobs",
          "environments",
          "deployments",
          "deployment",
          "deployment_merge_requests",
          "releases");
  private static final List<String> EVENTS =
      List.of(
          "Push Hook",
          "Tag Push Hook",
          "Merge Request Hook",
          "Note Hook",
          "Pipeline Hook",
          "Job Hook",
          "Deployment Hook",
          "Release Hook",
          "System Hook",
          "Wiki Page Hook");

  @Test
  void everyListedPayloadHasAnExpectation() {
    List<String> expected = new ArrayList<>(FixtureTable.unread());
    FixtureTable.read().forEach(row -> expected.add(row.path()));
    assertThat(expected).containsExactlyInAnyOrderElementsOf(Fixtures.listed());
  }

  @TestFactory
  Stream<DynamicTest> eachIsMappedAsExpected() {
    Fixtures.folder();
    return FixtureTable.read().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.path(),
                    () -> assertThat(Deliveries.outcome(delivery(row))).isEqualTo(row.expected())));
  }

  /** A payload under a wrong name is refused or ignored; it never breaks the line. */
  @TestFactory
  Stream<DynamicTest> noneBreaksUnderAnyKind() {
    return Fixtures.listed().stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path,
                    () -> {
                      byte[] body = Fixtures.bytes(path);
                      for (String kind : KINDS) {
                        assertThat(Deliveries.outcome(Deliveries.poll(kind, body))).isNotBlank();
                      }
                      for (String event : EVENTS) {
                        assertThat(Deliveries.outcome(Deliveries.hook(event, body))).isNotBlank();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> mappingTwiceGivesTheSame() {
    Fixtures.folder();
    return FixtureTable.read().stream()
        .map(row -> DynamicTest.dynamicTest(row.path(), () -> assertMappedTwice(delivery(row))));
  }

  private static void assertMappedTwice(Delivery delivery) throws UnmappableException {
    GitLabMapper mapper = new GitLabMapper();
    assertThat(mapper.map(delivery, Deliveries.CONFIG))
        .isEqualTo(mapper.map(delivery, Deliveries.CONFIG));
  }

  private static Delivery delivery(FixtureTable.Row row) {
    byte[] body = Fixtures.bytes(row.path());
    if (row.wrapped()) {
      body =
          ("[" + new String(body, StandardCharsets.UTF_8) + "]").getBytes(StandardCharsets.UTF_8);
    }
    return row.kind().endsWith("Hook")
        ? Deliveries.hook(row.kind(), body)
        : Deliveries.poll(row.kind(), body);
  }
}
