package io.throughline.source.jira;

import static io.throughline.source.jira.JiraSamples.changed;
import static io.throughline.source.jira.JiraSamples.event;
import static io.throughline.source.jira.JiraSamples.issue;
import static io.throughline.source.jira.JiraSamples.map;
import static io.throughline.source.jira.JiraSamples.members;
import static io.throughline.source.jira.JiraSamples.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.TicketChange;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What genuine deliveries of Jira may hold that means harm or nothing: each gets a reason. */
final class HostileJiraTest {
  private static final List<String> EVENTS =
      List.of(
          "jira:issue_created",
          "jira:issue_updated",
          "jira:issue_deleted",
          "issuelink_created",
          "sprint_started",
          "sprint_deleted",
          "board_updated",
          "project_deleted",
          "user_updated");
  private static final List<String> PAGES =
      List.of("issues", "issue", "issue_changelog", "projects", "boards", "sprints", "statuses");

  private static void refused(Channel channel, String kind, byte[] body) {
    assertThatThrownBy(() -> map(channel, kind, body))
        .as(kind)
        .isInstanceOf(UnmappableException.class)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  void c11_whatIsMadeToCostMuchIsRefusedQuickly() {
    List<Supplier<byte[]>> bodies =
        List.of(
            () -> bytes("[".repeat(65) + "]".repeat(65)),
            () -> bytes("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
            () -> bytes("[".repeat(20 << 20)),
            () -> new byte[100 << 20],
            () -> bytes("{\"timestamp\":" + "9".repeat(5_000) + "}"),
            () -> bytes("{\"timestamp\":1e999999999}"),
            () -> bytes("{\"issue\":1,\"issue\":2}"),
            () -> bytes("{\"issue\":1}{}"),
            () ->
                bytes(
                    IntStream.range(0, 1_000_000)
                        .mapToObj(i -> "\"" + i + "\":1")
                        .collect(Collectors.joining(",", "{", "}"))));
    for (Supplier<byte[]> body : bodies) {
      byte[] made = body.get();
      long before = cpuNanos();
      refused(Channel.WEBHOOK, "jira:issue_updated", made);
      // What a warm server does in 100 ms, a cold one does in ten times that.
      assertThat(Duration.ofNanos(cpuNanos() - before)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "null", "true", "7", "\"text\"", "", " ", "<html></html>"})
  void c12_aWebhookThatIsNoObjectIsRefused(String body) {
    EVENTS.forEach(event -> refused(Channel.WEBHOOK, event, bytes(body)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"text\"", "[7]", "{\"issues\":7,\"values\":7,\"histories\":7}"})
  void c12_aPageOfAnotherShapeIsRefused(String body) {
    PAGES.forEach(kind -> refused(Channel.POLL, kind, bytes(body)));
  }

  @Test
  void c12_nullWhereAFieldIsExpectedNamesTheField() {
    for (String event : List.of("jira:issue_updated", "jira:issue_deleted", "sprint_started")) {
      assertThatThrownBy(() -> event(event, "{'issue':null,'sprint':null}"))
          .isInstanceOfSatisfying(
              UnmappableException.class, e -> assertThat(e.pointer()).startsWith("/"));
    }
  }

  @Test
  void c18_anEventThatNobodyKnowsIsIgnoredWithItsName() throws UnmappableException {
    assertThat(event("jira:unheard_of", "{}").ignored()).contains("jira:unheard_of");
  }

  /** Nothing happened yet; that is no failure, and an older history is not kept for it. */
  @Test
  void anEmptyChangelogReplacesWithNothing() throws UnmappableException {
    Mapped mapped =
        page(
            "issue",
            issue("'summary':'x'").replaceFirst("}$", "")
                + ",'changelog':{'startAt':0,'maxResults':0,'total':0,'histories':[]}}");
    assertThat(members(mapped, TicketChange.class)).isEmpty();
    assertThat(mapped.sets())
        .anyMatch(
            set -> set.type() == TicketChange.class && set.replaces() && set.members().isEmpty());
  }

  /** Names are the users' own: what looks like the next part of the text is part of the name. */
  @Test
  void sprintNamesMayHoldBracketsAndCommas() {
    assertThat(
            SprintMapping.parts(
                "com.atlassian.greenhopper.service.sprint.Sprint@1b2c[id=7,rapidViewId=3,"
                    + "state=CLOSED,name=Week [12], the \"odd\" one, startDate unknown,"
                    + "startDate=2026-03-02T09:00:00.000Z,endDate=<null>,sequence=7]"))
        .containsEntry("id", "7")
        .containsEntry("name", "Week [12], the \"odd\" one, startDate unknown")
        .containsEntry("startDate", "2026-03-02T09:00:00.000Z")
        .doesNotContainKey("endDate");
    // Whoever names a sprint so loses a part of the name and no fact.
    assertThat(SprintMapping.parts("Sprint@1[id=7,state=ACTIVE,name=x,id=9,sequence=7]"))
        .containsEntry("id", "7");
  }

  @Test
  void d19_aHistoryWithoutANumberOrWithAnAbsurdTimeIsADeadLetterThatSaysWhere() {
    assertThatThrownBy(() -> page("issue", changed("").replace("'id':'77'", "'id':null")))
        .isInstanceOfSatisfying(
            UnmappableException.class,
            e -> assertThat(e.pointer()).isEqualTo("/changelog/histories/0/id"));
    assertThatThrownBy(
            () -> page("issue", changed("").replace("2017-08-11T06:54", "2097-08-11T06:54")))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("2097");
  }
}
