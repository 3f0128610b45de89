package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.model.fact.Pipeline;
import io.throughline.source.Mapped;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineTimesTest {
  private static final String TIMES =
      "{\"id\":\"gid://gitlab/Ci::Pipeline/%d\",\"status\":\"%s\",\"duration\":61,"
          + "\"startedAt\":\"2026-01-10T08:00:05Z\",\"finishedAt\":\"2026-01-10T08:01:15Z\","
          + "\"updatedAt\":\"2026-01-10T08:01:15Z\"}";

  private final Readings readings = new Readings();
  private final FakeGitLab gitlab = readings.gitlab;
  private final PipelinesFeed feed = new PipelinesFeed();

  @BeforeEach
  void eightPipelines() throws Exception {
    gitlab.bodies.put(
        "/projects", "[{\"id\":12,\"path_with_namespace\":\"a/b\",\"default_branch\":\"main\"}]");
    readings.read(new ProjectsFeed());
    gitlab.bodies.put("/projects/12/jobs", "[]");
    gitlab.bodies.put(
        "/projects/12/pipelines",
        numbers().mapToObj(PipelineTimesTest::listed).collect(Collectors.joining(",", "[", "]")));
    numbers().forEach(id -> gitlab.bodies.put("/projects/12/pipelines/" + id, listed(id)));
  }

  @AfterEach
  void close() {
    readings.close();
  }

  private static IntStream numbers() {
    return IntStream.rangeClosed(1, 8);
  }

  private static String listed(int id) {
    return ("{\"id\":%d,\"iid\":%d,\"ref\":\"main\",\"status\":\"success\","
            + "\"created_at\":\"2026-01-10T08:00:00Z\",\"updated_at\":\"2026-01-10T08:01:15.250Z\"}")
        .formatted(id, id);
  }

  private static String answer(String nodes, String pageInfo) {
    return "{\"data\":{\"project\":{\"pipelines\":{\"pageInfo\":{%s},\"nodes\":[%s]}}}}"
        .formatted(pageInfo, nodes);
  }

  private static String all(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(id -> TIMES.formatted(id, "SUCCESS"))
        .collect(Collectors.joining(","));
  }

  @Test
  void times_of_a_whole_page_come_at_once() throws Exception {
    gitlab.graph = question -> answer(all(1, 8), "\"hasNextPage\":false");
    readings.read(feed);

    assertThat(readings.memory.of(PipelineTimes.KIND)).hasSize(1);
    assertThat(readings.memory.of("pipeline")).isEmpty();
  }

  @Test
  void pages_are_followed_by_their_cursor() throws Exception {
    gitlab.graph =
        question ->
            question.contains("\"after\":\"c1\"")
                ? answer(all(5, 8), "\"hasNextPage\":false")
                : answer(all(1, 4), "\"hasNextPage\":true,\"endCursor\":\"c1\"");
    readings.read(feed);

    assertThat(readings.memory.of(PipelineTimes.KIND)).hasSize(2);
    assertThat(readings.memory.of("pipeline")).isEmpty();
  }

  @Test
  void what_is_missing_or_not_finished_is_asked_for_by_itself() throws Exception {
    gitlab.graph =
        question ->
            answer(all(1, 6) + "," + TIMES.formatted(7, "RUNNING"), "\"hasNextPage\":false");
    readings.read(feed);

    assertThat(readings.memory.of("pipeline")).hasSize(2);
    assertThat(gitlab.asked("/pipelines/7")).isPositive();
    assertThat(gitlab.asked("/pipelines/8")).isPositive();
  }

  @Test
  void without_graphql_each_is_asked_for() throws Exception {
    readings.read(feed);

    assertThat(readings.memory.of("pipeline")).hasSize(8);
  }

  @Test
  void they_add_to_what_the_list_told() throws Exception {
    Mapped mapped = Deliveries.page(PipelineTimes.KIND, answer(all(5, 5), "\"hasNextPage\":false"));

    assertThat(Deliveries.summary(mapped)).isEqualTo("Pipeline~=1");
    Pipeline pipeline = Deliveries.only(mapped, Pipeline.class);
    assertThat(pipeline.id()).isEqualTo(Deliveries.id(5));
    assertThat(pipeline.status()).isEqualTo("success");
    assertThat(pipeline.startedAt()).isEqualTo(Instant.parse("2026-01-10T08:00:05Z"));
    assertThat(pipeline.finishedAt()).isEqualTo(Instant.parse("2026-01-10T08:01:15Z"));
    assertThat(pipeline.durationSeconds()).isEqualTo(61);
    assertThat(pipeline.ref()).isNull();
  }
}
