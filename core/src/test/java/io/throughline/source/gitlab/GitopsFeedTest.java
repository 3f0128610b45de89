package io.throughline.source.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.GitopsChange;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.MemoryRun;
import io.throughline.source.Refresh;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitopsFeedTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:30Z");
  private static final String SHA = "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd";

  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakeGitops gitlab = new FakeGitops();
  private final GitopsFeed feed = new GitopsFeed();

  private MemoryRun run() {
    return new MemoryRun(memory, "gitops", gitlab, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void read() throws SourceException, InterruptedException {
    gitlab.asked.clear();
    feed.read(run());
  }

  @BeforeEach
  void oneRepository() {
    memory.settings.put("gitops", "acme/gitops");
  }

  private static Mapped map(MemoryRun.Stored page) throws Exception {
    return new GitLabMapper()
        .map(
            new Delivery(
                1,
                "gitlab",
                Channel.POLL,
                page.kind(),
                page.context(),
                NOW,
                page.body().getBytes(StandardCharsets.UTF_8)),
            Deliveries.CONFIG);
  }

  private List<GitopsChange> changes() throws Exception {
    List<GitopsChange> all = new ArrayList<>();
    for (MemoryRun.Stored page : memory.of("gitops_commit")) {
      Mapped mapped = map(page);
      assertThat(map(page)).as("the same facts when mapped twice").isEqualTo(mapped);
      mapped.snapshots().stream()
          .filter(one -> one.snapshot() instanceof GitopsChange)
          .forEach(one -> all.add((GitopsChange) one.snapshot()));
    }
    return all;
  }

  private List<String> versions() throws Exception {
    return changes().stream()
        .map(c -> c.image() + " " + c.fromVersion() + " > " + c.toVersion())
        .toList();
  }

  @Test
  void nothing_is_asked_where_no_repository_is_named() throws Exception {
    memory.settings.clear();
    read();
    assertThat(gitlab.asked).isEmpty();
  }

  @Test
  void every_commit_is_read_once_oldest_first() throws Exception {
    for (int i = 1; i <= 5; i++) {
      gitlab.deploy(i, "acme/shop", "v" + i, "v" + (i + 1));
    }
    read();
    assertThat(versions())
        .containsExactly(
            "acme/shop v1 > v2",
            "acme/shop v2 > v3",
            "acme/shop v3 > v4",
            "acme/shop v4 > v5",
            "acme/shop v5 > v6");
    assertThat(memory.completeUntil)
        .containsEntry("gitops|12", Instant.parse("2026-11-20T12:00:00Z"));
    assertThat(gitlab.asked.get(1))
        .isEqualTo(
            FakeGitops.REPOSITORY
                + "?ref_name=main&first_parent=true&since=2025-03-01T00:00:00Z&per_page=100");
    read();
    assertThat(gitlab.asked).as("one look at the list, and nothing is new").hasSize(1);
    gitlab.deploy(6, "acme/shop", "v6", "v7");
    read();
    assertThat(memory.of("gitops_commit")).hasSize(6);
    assertThat(gitlab.asked).as("list, diff, merge requests").hasSize(3);
  }

  @Test
  void a_run_that_dies_goes_on_behind_the_last_stored_commit() throws Exception {
    for (int i = 1; i <= 3; i++) {
      gitlab.deploy(i, "acme/shop", "v" + i, "v" + (i + 1));
    }
    memory.storesUntilDeath = 3;
    assertThatThrownBy(this::read).hasMessage("killed");
    memory.storesUntilDeath = Integer.MAX_VALUE;
    assertThat(memory.completeUntil).isEmpty();
    read();
    assertThat(versions())
        .containsExactly("acme/shop v1 > v2", "acme/shop v2 > v3", "acme/shop v3 > v4");
  }

  @Test
  void a_branch_that_was_rewritten_is_read_again_into_the_same_facts() throws Exception {
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    gitlab.deploy(2, "acme/shop", "v2", "v3");
    read();
    gitlab.commits.removeLast();
    gitlab.deploy(3, "acme/shop", "v2", "v4");
    read();
    assertThat(changes().stream().map(GitopsChange::id).distinct()).hasSize(3);
  }

  @Test
  void a_fact_tells_all_that_is_known_of_a_push() throws Exception {
    gitlab.commit(
        1,
        "Deploy\\n\\nSource-Commit: " + SHA,
        "apps/kustomization.yaml",
        FakeGitops.diff("acme/shop", "v1", "v2"));
    read();
    GitopsChange change = changes().getFirst();
    assertThat(change)
        .isEqualTo(
            new GitopsChange(
                change.id(),
                Deliveries.id(12),
                FakeGitops.sha(1),
                "apps/kustomization.yaml",
                "acme/shop",
                "v1",
                "v2",
                SHA,
                "Butler",
                "butler@acme.io",
                null,
                Instant.parse("2026-11-01T09:00:00Z"),
                "https://g.example/c/" + FakeGitops.sha(1)));
  }

  @Test
  void of_a_merge_the_author_is_who_opened_it_not_who_merged_it() throws Exception {
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    gitlab.commits.set(
        0, gitlab.commits.getFirst().replace("\"parent_ids\":[", "\"parent_ids\":[\"aa\","));
    gitlab.bodies.put(
        FakeGitops.sha(1) + "/merge_requests",
        """
        [{"id":900,"iid":9,"state":"merged","target_branch":"other","author":{"id":1,"username":"x"}},
         {"id":800,"iid":8,"state":"merged","target_branch":"main","author":{"id":7,"username":"renovate-bot"}},
         {"id":100,"iid":1,"state":"opened","target_branch":"main","author":{"id":2,"username":"y"}}]""");
    read();
    GitopsChange change = changes().getFirst();
    assertThat(change.author()).isEqualTo("renovate-bot");
    assertThat(change.authorEmail()).isNull();
    assertThat(change.mergeRequestId()).isEqualTo(Deliveries.id(800));
    assertThat(Deliveries.only(map(memory.of("gitops_commit").getFirst()), Account.class).id())
        .isEqualTo(Deliveries.id(7));
  }

  @Test
  void a_fresh_commit_is_read_again_until_its_merge_request_is_written_down() throws Exception {
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    gitlab.commits.set(
        0,
        gitlab.commits.getFirst().replace("2026-11-01T10:00:00.000+01:00", "2026-11-20T12:00:00Z"));
    gitlab.deploy(2, "acme/shop", "v2", "v3");
    read();
    assertThat(memory.cursors).doesNotContainKey("gitops|12");
    gitlab.bodies.put(
        FakeGitops.sha(1) + "/merge_requests",
        "[{\"id\":800,\"iid\":8,\"state\":\"merged\",\"target_branch\":\"main\"}]");
    read();
    assertThat(memory.cursors).containsEntry("gitops|12", FakeGitops.sha(2));
    assertThat(changes().stream().map(GitopsChange::id).distinct()).hasSize(2);
    assertThat(changes()).extracting(GitopsChange::mergeRequestId).contains(Deliveries.id(800));
  }

  @Test
  void a_closed_repository_beside_it_does_not_keep_a_push_from_being_read() throws Exception {
    memory.settings.put("gitops", "acme/closed,acme/gitops");
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    assertThat(feed.refresh(run(), new Refresh("gitops", "12", ""))).isTrue();
    assertThat(versions()).hasSize(1);
  }

  @Test
  void n20_one_commit_of_many_services_is_one_change_each() throws Exception {
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    gitlab.bodies.put(
        FakeGitops.sha(1) + "/diff",
        "["
            + FakeGitops.file("a/values.yaml", FakeGitops.diff("acme/shop", "1", "2"))
            + ","
            + FakeGitops.file("b/values.yaml", FakeGitops.diff("acme/mail", "1", "2"))
            + "]");
    read();
    assertThat(versions()).containsExactly("acme/shop 1 > 2", "acme/mail 1 > 2");
    assertThat(changes().stream().map(GitopsChange::id).distinct()).hasSize(2);
    assertThat(memory.of("gitops_commit")).hasSize(1);
  }

  @Test
  void that_a_commit_changed_no_version_is_told_and_costs_one_request() throws Exception {
    gitlab.commit(1, "Tidy", "README.md", FakeGitops.diff("acme/shop", "1", "2"));
    gitlab.commit(2, "Scale", "apps/x.yaml", "@@ -1 +1 @@\\n-replicas: 1\\n+replicas: 2\\n");
    read();
    // What is not read may have changed anything.
    assertThat(memory.of("gitops_commit")).hasSize(1);
    assertThat(changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.sha()).isEqualTo(FakeGitops.sha(2));
              assertThat(change.path()).isNull();
              assertThat(change.image()).isNull();
              assertThat(change.toVersion()).isNull();
            });
    assertThat(gitlab.asked).filteredOn(path -> path.contains("merge_requests")).isEmpty();
    assertThat(memory.cursors).containsEntry("gitops|12", FakeGitops.sha(2));
  }

  @Test
  void only_the_named_files_are_read_where_some_are_named() throws Exception {
    memory.settings.put("gitops_paths", "clusters/**");
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    gitlab.commit(2, "x", "clusters/prod/x.yml", FakeGitops.diff("acme/shop", "v2", "v3"));
    read();
    assertThat(versions()).containsExactly("acme/shop v2 > v3");
  }

  @Test
  void what_stands_in_the_files_beside_versions_is_not_stored() throws Exception {
    gitlab.commit(
        1,
        "x",
        "values.yaml",
        "@@ -1,3 +1,3 @@\\n password: hunter2\\n-image: a/b:1\\n+image: a/b:2\\n hunter2\\n");
    read();
    assertThat(memory.of("gitops_commit").getFirst().body())
        .contains("a/b:2")
        .doesNotContain("hunter2");
  }

  @Test
  void a_diff_that_gitlab_cut_is_told_and_invents_nothing() throws Exception {
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    gitlab.bodies.computeIfPresent(
        FakeGitops.sha(1) + "/diff",
        (key, body) -> body.replace("\"deleted_file\"", "\"collapsed\":true,\"deleted_file\""));
    gitlab.deploy(2, "acme/shop", "v2", "v3");
    gitlab.bodies.remove(FakeGitops.sha(2) + "/diff");
    read();
    assertThat(memory.of("gitops_commit")).isEmpty();
    assertThat(memory.notices.get("gitops|acme/gitops/cut")).contains("2 commits");
  }

  @Test
  void a_gitlab_that_tells_no_merge_requests_still_tells_the_change() throws Exception {
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    gitlab.bodies.remove(FakeGitops.sha(1) + "/merge_requests");
    read();
    assertThat(versions()).hasSize(1);
    assertThat(memory.notices).containsKey("gitops|acme/gitops/merge_requests");
  }

  @Test
  void a_repository_that_is_closed_is_told_and_one_that_is_empty_too() throws Exception {
    gitlab.faults.put("acme%2Fgitops", new SourceException(Remedy.SKIP, "404", 404));
    read();
    assertThat(memory.notices.get("gitops|acme/gitops")).contains("cannot be read");
    gitlab.faults.clear();
    gitlab.branch = "null";
    read();
    assertThat(memory.notices).doesNotContainKey("gitops|acme/gitops");
    assertThat(memory.notices.get("gitops|acme/gitops/branch")).contains("no default branch");
    assertThat(memory.completeUntil).isEmpty();
  }

  @Test
  void trouble_in_the_middle_moves_the_cursor_no_further() throws Exception {
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    gitlab.deploy(2, "acme/shop", "v2", "v3");
    gitlab.bodies.put(FakeGitops.sha(2) + "/diff", "{\"message\":\"odd\"}");
    assertThatThrownBy(this::read).isInstanceOf(SourceException.class);
    assertThat(memory.cursors).containsEntry("gitops|12", FakeGitops.sha(1));
    gitlab.bodies.put(FakeGitops.sha(2) + "/diff", "[]");
    read();
    assertThat(memory.cursors).containsEntry("gitops|12", FakeGitops.sha(2));
  }

  @Test
  void a_hash_that_could_lead_elsewhere_is_refused() {
    gitlab.commits.add("{\"id\":\"../../12\"}");
    assertThatThrownBy(this::read).isInstanceOf(SourceException.class);
    assertThat(gitlab.asked).filteredOn(path -> path.contains("..")).isEmpty();
  }

  @Test
  void a_push_to_its_default_branch_wakes_the_feed() throws Exception {
    String push =
        "{'project_id':12,'ref':'refs/heads/%s','project':{'id':12,'name':'gitops',"
            + "'path_with_namespace':'Acme/GitOps','web_url':'https://g.example/x',"
            + "'default_branch':'main'},'commits':[],'total_commits_count':0}";
    MappingContext config =
        new MappingContext(3, List.of(), List.of(), List.of(), Map.of("gitops", "acme/gitops"));
    Refresh wish = new Refresh("gitops", "12", "");
    assertThat(wishes(push.formatted("main"), config)).containsExactly(wish);
    assertThat(wishes(push.formatted("draft"), config)).isEmpty();
    assertThat(wishes(push.formatted("main"), Deliveries.CONFIG)).isEmpty();
    gitlab.deploy(1, "acme/shop", "v1", "v2");
    assertThat(feed.refresh(run(), wish)).isTrue();
    assertThat(versions()).hasSize(1);
    assertThat(feed.refresh(run(), new Refresh("gitops", "13", ""))).isTrue();
    assertThat(feed.refresh(run(), new Refresh("project", "", "12"))).isFalse();
  }

  private static List<Refresh> wishes(String push, MappingContext config) throws Exception {
    return new GitLabMapper()
        .map(Deliveries.hook("Push Hook", Deliveries.json(push)), config)
        .refreshes();
  }
}
