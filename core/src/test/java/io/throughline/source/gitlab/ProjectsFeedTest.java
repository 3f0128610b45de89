package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.source.gitlab.FakeGitLab.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectsFeedTest {
  private final Readings readings = new Readings();
  private final FakeGitLab gitlab = readings.gitlab;
  private final ProjectsFeed feed = new ProjectsFeed();

  @BeforeEach
  void someProjects() {
    for (long id = 1; id <= 25; id++) {
      gitlab.projects.put(id, "shop/p" + id);
    }
    gitlab.perPage = 10;
  }

  @AfterEach
  void close() {
    readings.close();
  }

  private KnownProjects known() {
    return KnownProjects.of(readings.run(feed));
  }

  @Test
  void d09_keyset_pages_are_followed_and_an_unchanged_list_is_stored_once() throws Exception {
    readings.read(feed);
    readings.read(feed);
    assertThat(known().byId()).hasSize(25);
    assertThat(readings.memory.of("projects")).hasSize(3);
    assertThat(gitlab.asked.getFirst()).contains("membership=true", "pagination=keyset");
  }

  @Test
  void d09_a_gitlab_without_keyset_pages_is_read_by_its_next_links() throws Exception {
    gitlab.faults = path -> path.contains("keyset") ? new Fault(405, "{}") : null;
    readings.read(feed);
    assertThat(known().byId()).hasSize(25);
  }

  @Test
  void d16_a_deleted_project_is_gone_once_gitlab_says_so_of_it_alone() throws Exception {
    readings.read(feed);
    gitlab.projects.remove(7L);
    readings.read(feed);
    readings.read(feed);
    assertThat(readings.memory.of("project_gone"))
        .singleElement()
        .satisfies(gone -> assertThat(gone.context()).containsEntry("project", "7"));
    assertThat(known().byId()).hasSize(24);
  }

  @Test
  void d16_a_project_closed_to_the_token_is_kept_with_a_notice() throws Exception {
    readings.read(feed);
    gitlab.projects.remove(7L);
    gitlab.faults = path -> path.endsWith("/projects/7") ? new Fault(403, "{}") : null;
    readings.read(feed);
    assertThat(readings.memory.of("project_gone")).isEmpty();
    assertThat(readings.memory.notices.get("projects|7")).contains("No access to shop/p7");
    assertThat(known().byId()).containsKey(7L);
  }

  @Test
  void d16_a_group_that_is_gone_or_closed_deletes_nothing() throws Exception {
    readings.memory.settings.put("groups", "shop, other/team");
    readings.read(feed);
    gitlab.projects.clear();
    gitlab.faults = path -> path.contains("/groups/other%2Fteam") ? new Fault(404, "{}") : null;
    readings.read(feed);
    assertThat(readings.memory.of("project_gone")).isEmpty();
    assertThat(known().byId()).hasSize(25);
    assertThat(readings.memory.notices.get("projects|group/other/team")).contains("No access");
  }

  @Test
  void d16_when_all_are_missing_at_once_it_is_the_access_that_was_lost() throws Exception {
    readings.read(feed);
    gitlab.projects.clear();
    readings.read(feed);
    assertThat(readings.memory.of("project_gone")).isEmpty();
    assertThat(known().byId()).hasSize(25);
  }

  @Test
  void d17_a_transferred_project_is_the_same_project_with_a_new_path() throws Exception {
    readings.read(feed);
    gitlab.projects.put(7L, "ops/p7");
    readings.read(feed);
    gitlab.projects.put(7L, "shop/p7");
    readings.read(feed);
    assertThat(known().name("7")).isEqualTo("shop/p7");
    assertThat(readings.memory.of("project_gone")).isEmpty();
    assertThat(readings.memory.of("projects")).hasSize(5);
    assertThat(readings.memory.of("projects").getLast().body()).contains("shop/p7");
  }

  @Test
  void named_projects_are_read_one_by_one() throws Exception {
    readings.memory.settings.put("projects", "3, 4");
    readings.read(feed);
    assertThat(known().byId()).containsOnlyKeys(3L, 4L);
    assertThat(readings.memory.of("project")).hasSize(2);
  }
}
