package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Admission;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.gitlab.FakeGitLab.Fault;
import io.throughline.source.gitlab.FakeGitLab.Thing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtherFeedsTest {
  private static final Instant START = Instant.parse("2026-01-10T08:00:00Z");

  private final Readings readings = new Readings();
  private final FakeGitLab gitlab = readings.gitlab;

  @BeforeEach
  void oneProject() throws Exception {
    gitlab.projects.put(12L, "shop/cart");
    readings.read(new ProjectsFeed());
  }

  @AfterEach
  void close() {
    readings.close();
  }

  @Test
  void n08_an_unfinished_pipeline_is_read_until_it_is_final() throws Exception {
    PipelinesFeed feed = new PipelinesFeed();
    gitlab.put(12, "pipelines", new Thing(5, 1, START, "running"));
    gitlab.put(12, "pipelines", new Thing(6, 2, START.plusSeconds(9000), "success"));
    readings.read(feed);
    // It ends without its updated_at being moved.
    gitlab.put(12, "pipelines", new Thing(5, 1, START, "success"));
    readings.read(feed);
    readings.read(feed);
    assertThat(readings.memory.of("pipeline"))
        .filteredOn(page -> page.body().contains("\"id\":5"))
        .extracting(page -> page.body().contains("success"))
        .containsExactly(false, true);
    assertThat(readings.memory.of("pipeline_jobs")).hasSize(3);
  }

  @Test
  void n08_an_unfinished_deployment_is_read_until_it_is_final() throws Exception {
    DeploymentsFeed feed = new DeploymentsFeed();
    gitlab.put(12, "deployments", new Thing(5, 1, START, "running"));
    readings.read(feed);
    assertThat(readings.memory.of("deployment_merge_requests")).isEmpty();
    gitlab.put(12, "deployments", new Thing(5, 1, START, "success"));
    readings.read(feed);
    readings.read(feed);
    assertThat(readings.memory.of("deployment")).hasSize(1);
    assertThat(readings.memory.of("deployment_merge_requests")).hasSize(1);
  }

  @Test
  void what_is_switched_off_in_a_project_is_a_notice_that_goes_when_it_is_switched_on()
      throws Exception {
    PipelinesFeed feed = new PipelinesFeed();
    gitlab.faults = path -> path.contains("/pipelines") ? new Fault(403, "{}") : null;
    readings.read(feed);
    assertThat(readings.memory.notices.get("pipelines|12")).contains("Pipelines of shop/cart");
    gitlab.faults = path -> null;
    readings.read(feed);
    assertThat(readings.memory.notices).isEmpty();
  }

  @Test
  void a_change_back_of_something_without_version_is_stored_again() throws Exception {
    ReleasesFeed feed = new ReleasesFeed();
    for (String name : new String[] {"A", "A", "B", "A"}) {
      gitlab.bodies.put("/projects/12/releases", "[{\"name\":\"" + name + "\",\"id\":1}]");
      readings.read(feed);
      readings.clock.turn(Duration.ofSeconds(1));
    }
    assertThat(readings.memory.of("releases"))
        .extracting(page -> page.body().substring(10, 11))
        .containsExactly("A", "B", "A");
  }

  @Test
  void releases_have_no_id_and_are_stored_all_the_same() throws Exception {
    gitlab.bodies.put("/projects/12/releases", "[{\"tag_name\":\"v1\",\"name\":\"One\"}]");
    readings.read(new ReleasesFeed());
    assertThat(readings.memory.of("releases")).hasSize(1);
  }

  @Test
  void d18_members_are_read_daily_and_each_user_once() throws Exception {
    UsersFeed feed = new UsersFeed(Duration.ofDays(1));
    gitlab.bodies.put("/projects/12/members/all", "[{\"id\":7},{\"id\":8}]");
    gitlab.bodies.put("/users/7", "{\"id\":7,\"bot\":false}");
    gitlab.bodies.put("/users/8", "{\"id\":8,\"bot\":true}");
    readings.read(feed);
    readings.read(feed);
    readings.clock.turn(Duration.ofDays(1));
    gitlab.bodies.put("/projects/12/members/all", "[{\"id\":7,\"name\":\"New\"},{\"id\":8}]");
    readings.read(feed);
    assertThat(readings.memory.of("members")).hasSize(2);
    assertThat(readings.memory.of("user")).hasSize(2);
    assertThat(feed.refresh(readings.run(feed), new Refresh("user", "", "8"))).isTrue();
    assertThat(readings.memory.of("user")).hasSize(3);
  }

  @Test
  void environments_are_looked_at_once_an_hour() throws Exception {
    EnvironmentsFeed feed = new EnvironmentsFeed(Duration.ofHours(1));
    gitlab.bodies.put("/projects/12/environments", "[{\"id\":1,\"tier\":\"production\"}]");
    readings.read(feed);
    readings.read(feed);
    assertThat(gitlab.asked("/environments")).isEqualTo(1);
    assertThat(readings.memory.of("environments")).hasSize(1);
  }

  @Test
  void what_a_deployment_brought_is_asked_for_unless_gitlab_calls_its_environment_less()
      throws Exception {
    gitlab.bodies.put(
        "/projects/12/environments",
        "[{\"id\":1,\"name\":\"live\",\"tier\":\"production\"},"
            + "{\"id\":2,\"name\":\"trial\",\"tier\":\"staging\"},"
            + "{\"id\":4,\"name\":\"trial\\nlive\\nlive\",\"tier\":\"staging\"},"
            + "{\"id\":3,\"name\":\"else\",\"tier\":\"other\"}]");
    readings.read(new EnvironmentsFeed(Duration.ofHours(1)));
    gitlab.bodies.put(
        "/projects/12/deployments",
        "["
            + deployment(5, "live")
            + ","
            + deployment(6, "trial")
            + ","
            + deployment(7, "else")
            + ","
            + deployment(8, "unheard-of")
            + "]");
    for (int id = 5; id <= 8; id++) {
      gitlab.bodies.put("/projects/12/deployments/" + id + "/merge_requests", "[]");
    }
    readings.read(new DeploymentsFeed());
    assertThat(readings.memory.of("deployment_merge_requests"))
        .extracting(page -> page.context().get("deployment"))
        .containsExactlyInAnyOrder("5", "7", "8");
  }

  private static String deployment(int id, String environment) {
    return "{\"id\":%d,\"iid\":%d,\"status\":\"success\",\"updated_at\":\"%s\",\"environment\":{\"id\":1,\"name\":\"%s\"}}"
        .formatted(id, id, START, environment);
  }

  @Test
  void one_project_that_answers_nonsense_does_not_stop_the_others() throws Exception {
    gitlab.projects.put(13L, "shop/till");
    readings.read(new ProjectsFeed());
    gitlab.put(13, "pipelines", new Thing(6, 2, START, "success"));
    gitlab.faults = path -> path.contains("/projects/12/pipelines") ? new Fault(200, "[{]") : null;
    assertThatThrownBy(() -> readings.read(new PipelinesFeed()))
        .isInstanceOf(SourceException.class);
    assertThat(readings.memory.of("pipeline")).hasSize(1);
  }

  @Test
  void check_tells_the_version_and_what_is_wrong_with_a_token() throws Exception {
    GitLabSystem system =
        new GitLabSystem(
            (delivery, context) -> Mapped.ignored("not mapped here"),
            (webhook, secrets) -> new Admission.Refused("not judged here"));
    gitlab.bodies.put("/version", "{\"version\":\"17.4.1-ee\"}");
    assertThat(system.check(readings.door)).contains("GitLab 17.4.1-ee");
    gitlab.faults = path -> new Fault(401, "{}");
    assertThatThrownBy(() -> system.check(readings.door)).hasMessageContaining("token was refused");
  }
}
