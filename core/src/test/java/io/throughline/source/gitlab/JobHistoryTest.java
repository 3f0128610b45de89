package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.SourceException;
import io.throughline.source.gitlab.FakeGitLab.Fault;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobHistoryTest {
  private static final String OLD =
      "{\"id\":%d,\"iid\":%d,\"ref\":\"%s\",\"status\":\"%s\","
          + "\"created_at\":\"2026-01-10T08:00:00Z\",\"updated_at\":\"2026-01-10T08:%02d:00Z\"}";

  private final Readings readings = new Readings();
  private final FakeGitLab gitlab = readings.gitlab;
  private final PipelinesFeed feed = new PipelinesFeed();

  @BeforeEach
  void oneProject() throws Exception {
    gitlab.bodies.put(
        "/projects", "[{\"id\":12,\"path_with_namespace\":\"a/b\",\"default_branch\":\"main\"}]");
    readings.read(new ProjectsFeed());
    gitlab.bodies.put("/projects/12/pipelines", "[" + old(5, "main", "success") + "]");
    gitlab.bodies.put(
        "/projects/12/jobs",
        "[{\"id\":70,\"created_at\":\"2026-01-10T08:00:00Z\",\"pipeline\":{\"id\":5}}]");
    for (int id : new int[] {5, 6, 7}) {
      gitlab.bodies.put("/projects/12/pipelines/" + id, old(id, "main", "success"));
      gitlab.bodies.put("/projects/12/pipelines/" + id + "/jobs", "[]");
    }
  }

  @AfterEach
  void close() {
    readings.close();
  }

  private static String old(int id, String ref, String status) {
    return OLD.formatted(id, id, ref, status, id);
  }

  @Test
  void jobs_of_the_history_come_in_one_list() throws Exception {
    readings.read(feed);

    assertThat(readings.memory.of("jobs")).hasSize(1);
    assertThat(readings.memory.of("pipeline")).hasSize(1);
    assertThat(gitlab.asked("/pipelines/5/jobs")).isZero();
  }

  @Test
  void only_pipelines_of_the_default_branch_are_asked_for_their_times() throws Exception {
    gitlab.bodies.put(
        "/projects/12/pipelines",
        "[" + old(5, "main", "success") + "," + old(6, "a-branch", "success") + "]");
    readings.read(feed);

    assertThat(gitlab.asked("/pipelines/5")).isOne();
    assertThat(gitlab.asked("/pipelines/6")).isZero();
  }

  @Test
  void what_changes_later_is_asked_for_with_its_jobs() throws Exception {
    readings.read(feed);
    gitlab.bodies.put(
        "/projects/12/pipelines",
        "[" + old(7, "main", "success").replace("2026-01-10T08:07", "2026-12-31T08:07") + "]");
    readings.read(feed);

    assertThat(gitlab.asked("/projects/12/jobs")).as("read once").isOne();
    assertThat(gitlab.asked("/pipelines/7/jobs")).isOne();
  }

  @Test
  void an_unfinished_pipeline_of_the_history_is_read_until_it_is_final() throws Exception {
    gitlab.bodies.put("/projects/12/pipelines", "[" + old(6, "a-branch", "running") + "]");
    readings.read(feed);
    assertThat(gitlab.asked("/pipelines/6/jobs")).as("its end is still to come").isZero();
    readings.read(feed);

    assertThat(gitlab.asked("/pipelines/6/jobs")).isOne();
  }

  @Test
  void a_reading_that_broke_off_goes_on_where_it_was() throws Exception {
    gitlab.perPage = 1;
    gitlab.bodies.remove("/projects/12/jobs");
    for (int id : new int[] {1, 2, 3}) {
      gitlab.put(
          12,
          "jobs",
          new FakeGitLab.Thing(id, id, Instant.parse("2026-01-10T08:00:00Z"), "success"));
    }
    gitlab.faults =
        path -> path.contains("/jobs") && path.contains("page=3") ? new Fault(500, "{}") : null;
    assertThatThrownBy(() -> readings.read(feed)).isInstanceOf(SourceException.class);
    gitlab.faults = path -> null;
    gitlab.asked.clear();
    readings.read(feed);

    assertThat(gitlab.asked("/projects/12/jobs")).isOne();
    assertThat(readings.memory.of("jobs")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 405})
  void where_the_list_is_refused_each_pipeline_is_asked(int status) throws Exception {
    gitlab.faults = path -> path.contains("/12/jobs") ? new Fault(status, "{}") : null;
    readings.read(feed);

    assertThat(gitlab.asked("/pipelines/5/jobs")).isOne();
  }
}
