package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.RepositoryFile;
import io.throughline.source.MemoryRun;
import io.throughline.source.SourceException;
import io.throughline.source.UnmappableException;
import io.throughline.source.gitlab.FakeGitLab.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectedModeFeedTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String TREE = "/projects/12/repository/tree";
  private static final String FILE = entry("blob", ".sonarlint/connectedMode.json");
  private static final Fault GONE = new Fault(404, "{\"message\":\"404 Tree Not Found\"}");

  private final Readings readings = new Readings();
  private final FakeGitLab gitlab = readings.gitlab;
  private final ConnectedModeFeed feed = new ConnectedModeFeed(DAY);

  @BeforeEach
  void oneProject() throws Exception {
    gitlab.bodies.put(
        "/projects",
        "[{\"id\":12,\"path_with_namespace\":\"a/b\",\"default_branch\":\"main\"},"
            + "{\"id\":13,\"path_with_namespace\":\"a/empty\",\"default_branch\":null}]");
    readings.read(new ProjectsFeed());
    readings.memory.settings.put("connected_mode", "true");
    gitlab.bodies.put(TREE, "[" + FILE + "]");
    gitlab.asked.clear();
  }

  @AfterEach
  void close() {
    readings.close();
  }

  private static String entry(String type, String path) {
    return "{\"id\":\"0a\",\"name\":\"%s\",\"type\":\"%s\",\"path\":\"%s\",\"mode\":\"100644\"}"
        .formatted(path.substring(path.lastIndexOf('/') + 1), type, path);
  }

  private void folderIsGone() {
    gitlab.bodies.put(TREE, "[" + entry("blob", "README.md") + "]");
    gitlab.faults = path -> path.contains("path=.sonarlint") ? GONE : null;
  }

  private List<MemoryRun.Stored> stored() {
    return readings.memory.of("connected_mode");
  }

  private void nextDay() throws Exception {
    readings.clock.turn(DAY);
    readings.read(feed);
  }

  @Test
  void nothing_is_asked_where_the_setting_is_left_out() throws Exception {
    for (String off : List.of("", "false")) {
      readings.memory.settings.put("connected_mode", off);
      readings.read(feed);
    }
    readings.memory.settings.clear();
    readings.read(feed);
    assertThat(gitlab.asked).isEmpty();
    assertThat(stored()).isEmpty();
  }

  @Test
  void a_repository_is_looked_at_once_a_day_and_stored_once() throws Exception {
    readings.read(feed);
    readings.read(feed);
    assertThat(gitlab.asked)
        .containsExactly("/api/v4/projects/12/repository/tree?path=.sonarlint&per_page=100");
    nextDay();
    assertThat(gitlab.asked).hasSize(2);
    assertThat(stored()).hasSize(1);
    assertThat(stored().getFirst().body()).isEqualTo("[" + FILE + "]");
    assertThat(stored().getFirst().context()).containsEntry("project", "12");
    assertThat(readings.memory.completeUntil)
        .containsOnlyKeys("connected_mode|12")
        .containsValue(readings.clock.instant());
  }

  @Test
  void every_change_is_stored_and_none_is_taken_for_a_repeat() throws Exception {
    readings.read(feed);
    folderIsGone();
    nextDay();
    nextDay();
    gitlab.faults = path -> null;
    gitlab.bodies.put(TREE, "[" + FILE + "]");
    nextDay();
    assertThat(stored())
        .extracting(MemoryRun.Stored::body)
        .containsExactly("[" + FILE + "]", "[]", "[" + FILE + "]");
    assertThat(stored()).extracting(s -> s.context().get("taken_at")).doesNotHaveDuplicates();
  }

  @Test
  void a_folder_that_holds_something_else_has_no_connected_mode() throws Exception {
    gitlab.bodies.put(
        TREE,
        "["
            + entry("blob", ".sonarlint/other.json")
            + ","
            + entry("tree", ".sonarlint/connectedMode.json")
            + "]");
    readings.read(feed);
    assertThat(stored()).extracting(MemoryRun.Stored::body).containsExactly("[]");
  }

  @Test
  void code_that_is_closed_to_the_token_is_not_known_rather_than_without_the_file()
      throws Exception {
    for (int status : new int[] {404, 403}) {
      gitlab.faults = path -> path.contains("/tree") ? new Fault(status, "{}") : null;
      nextDay();
      assertThat(stored()).as("%d", status).isEmpty();
      assertThat(readings.memory.notices.get("connected_mode|12/tree"))
          .contains("a/b", "not known");
    }
    int asked = gitlab.asked.size();
    readings.read(feed);
    assertThat(gitlab.asked).as("not again on the same day").hasSize(asked);
    assertThat(readings.memory.notices).containsKey("connected_mode|12/tree");
    gitlab.faults = path -> null;
    nextDay();
    assertThat(stored()).hasSize(1);
    assertThat(readings.memory.notices).isEmpty();
  }

  @Test
  void what_was_found_stays_while_the_repository_cannot_be_read() throws Exception {
    readings.read(feed);
    gitlab.faults = path -> path.contains("/tree") ? new Fault(404, "{}") : null;
    nextDay();
    gitlab.faults = path -> null;
    nextDay();
    assertThat(stored()).hasSize(1);
  }

  @Test
  void an_answer_that_is_no_list_is_refused_and_asked_for_again() throws Exception {
    for (String body : List.of("{}", "[1]", "[{\"type\":\"blob\"}]")) {
      gitlab.bodies.put(TREE, body);
      assertThatThrownBy(() -> readings.read(feed)).as(body).isInstanceOf(SourceException.class);
    }
    assertThat(stored()).isEmpty();
    gitlab.bodies.put(TREE, "[" + FILE + "]");
    readings.read(feed);
    assertThat(stored()).hasSize(1);
  }

  @Test
  void a_list_is_a_finding_of_its_moment() throws UnmappableException {
    RepositoryFile there =
        Deliveries.only(
            Deliveries.page(
                "connected_mode", "[{'type':'blob','path':'.sonarlint/connectedMode.json'}]"),
            RepositoryFile.class);
    assertThat(there)
        .isEqualTo(
            new RepositoryFile(
                there.id(),
                Deliveries.id(7),
                ".sonarlint/connectedMode.json",
                true,
                Deliveries.TAKEN));
    assertThat(
            Deliveries.only(Deliveries.page("connected_mode", "[]"), RepositoryFile.class)
                .present())
        .isFalse();
    assertThatThrownBy(() -> Deliveries.page("connected_mode", "{}"))
        .isInstanceOf(UnmappableException.class);
  }
}
