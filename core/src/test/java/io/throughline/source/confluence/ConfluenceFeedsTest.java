package io.throughline.source.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.source.Feed;
import io.throughline.source.MemoryRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfluenceFeedsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final MemoryRun.Memory memory = new MemoryRun.Memory();
  private final FakeConfluence wiki = new FakeConfluence();
  private Instant now = NOW;

  /** Pages of two, the last changed first; both interfaces. */
  private static final class FakeConfluence implements HttpDoor {
    final Map<Long, Instant> pages = new TreeMap<>();
    final Map<Long, String> hidden = new TreeMap<>();
    final Map<Long, String> labels = new TreeMap<>();
    final List<String> asked = new ArrayList<>();
    boolean cloud = true;
    boolean round;

    @Override
    public synchronized Page get(String path) throws SourceException {
      asked.add(path);
      if (path.startsWith("/wiki/") && !cloud) {
        throw new SourceException(Remedy.SKIP, "not found", 404);
      }
      if (path.startsWith("/wiki/api/v2/spaces")) {
        return page("'results':[{'id':'12','key':'SHOP'}]");
      }
      if (path.contains("/labels")) {
        String name = labels.getOrDefault(Long.valueOf(path.split("/")[5]), "prd");
        return page("'results':[{'id':'1','name':'" + name + "','prefix':'global'}]");
      }
      if (path.matches("(/wiki/api/v2/pages|/rest/api/content)/\\d+.*")) {
        long id = Long.parseLong(path.replaceAll(".*/(\\d+)(\\?.*)?$", "$1"));
        if (!hidden.containsKey(id)) {
          throw new SourceException(Remedy.SKIP, "not found", 404);
        }
        return page("'id':'" + id + "','status':'" + hidden.get(id) + "'");
      }
      List<Long> all =
          pages.entrySet().stream()
              .sorted(Map.Entry.<Long, Instant>comparingByValue(Comparator.reverseOrder()))
              .map(Map.Entry::getKey)
              .toList();
      int from =
          path.contains("from=") ? Integer.parseInt(path.replaceAll(".*from=(\\d+).*", "$1")) : 0;
      List<Long> rows = all.subList(Math.min(from, all.size()), Math.min(from + 2, all.size()));
      int to = round ? 0 : from + 2;
      String stem = path.replaceAll("&from=\\d+", "");
      String next =
          to < all.size()
              ? "'next':'" + (cloud ? "" : "/wiki-context") + stem + "&from=" + to + "',"
              : "";
      return page(
          "'results':["
              + rows.stream().map(this::row).collect(Collectors.joining(","))
              + "],'_links':{"
              + next
              + "'context':'"
              + (cloud ? "" : "/wiki-context")
              + "','base':'https://acme.example'}");
    }

    private String row(long id) {
      String when = cloud ? "createdAt" : "when";
      return "{'id':'"
          + id
          + "','title':'P"
          + id
          + "','status':'current','version':{'number':1,'"
          + when
          + "':'"
          + pages.get(id)
          + "'}"
          + (cloud
              ? "}"
              : ",'metadata':{'labels':{'results':[{'name':'"
                  + labels.getOrDefault(id, "prd")
                  + "','prefix':'global'}]}}}");
    }

    @Override
    public Page ask(String path, byte[] question) {
      throw new IllegalStateException("Confluence is not asked with a body");
    }

    private static Page page(String inside) {
      return new Page(
          200,
          Map.of("date", "Fri, 20 Nov 2026 12:00:00 GMT"),
          ("{" + inside + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
  }

  private void read(Feed feed) throws SourceException, InterruptedException {
    feed.read(new MemoryRun(memory, feed.id(), wiki, Clock.fixed(now, ZoneOffset.UTC)));
  }

  private void withPages(int count) {
    for (long id = 1; id <= count; id++) {
      wiki.pages.put(id, NOW.minus(Duration.ofDays(20 + id)));
    }
  }

  @Test
  void allPagesOfCloudAreReadWithTheirLabels() throws Exception {
    withPages(5);
    read(new PagesFeed());
    assertThat(memory.of("pages")).hasSize(3);
    assertThat(memory.of("page_labels"))
        .extracting(s -> s.context().get("page"))
        .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    assertThat(memory.completeUntil).containsEntry("pages|", NOW);
    assertThat(wiki.asked)
        .anyMatch(path -> path.contains("body-format=storage"))
        .noneMatch(path -> path.contains("start="));
  }

  @Test
  void laterReadingsOfCloudStopAtWhatIsKnown() throws Exception {
    withPages(5);
    read(new PagesFeed());
    wiki.pages.put(3L, NOW.minusSeconds(60));
    int asked = wiki.asked.size();
    read(new PagesFeed());
    assertThat(memory.of("pages")).hasSize(4);
    assertThat(memory.of("page_labels")).hasSize(6);
    assertThat(wiki.asked.subList(asked, wiki.asked.size()))
        .filteredOn(path -> path.startsWith("/wiki/api/v2/pages?"))
        .hasSize(1);
  }

  @Test
  void dataCenterIsAskedForWhatChangedInMinutes() throws Exception {
    wiki.cloud = false;
    memory.settings.put("spaces", "SHOP");
    withPages(5);
    read(new PagesFeed());
    assertThat(memory.of("pages")).hasSize(3);
    assertThat(memory.of("page_labels")).isEmpty();
    assertThat(wiki.asked).noneMatch(path -> path.startsWith("/wiki-context"));
    now = NOW.plus(Duration.ofMinutes(10));
    read(new PagesFeed());
    assertThat(wiki.asked.stream().map(p -> URLDecoder.decode(p, StandardCharsets.UTF_8)))
        .anyMatch(
            path ->
                path.contains("type=page and space in (\"SHOP\") and lastmodified >= now(\"-26m\")")
                    && path.contains("order by lastmodified desc"));
  }

  @Test
  void aReadingThatDiesGoesOnWhereItStopped() throws Exception {
    wiki.cloud = false;
    withPages(5);
    memory.storesUntilDeath = 1;
    assertThatThrownBy(() -> read(new PagesFeed())).hasMessage("killed");
    memory.storesUntilDeath = Integer.MAX_VALUE;
    int asked = wiki.asked.size();
    read(new PagesFeed());
    assertThat(memory.of("pages")).hasSize(3);
    assertThat(wiki.asked.get(asked + 1)).contains("from=2");
    assertThat(memory.cursors).containsEntry("pages|next", "");
  }

  @Test
  void whatIsGoneIsToldOnceItIsConfirmedAndToldBack() throws Exception {
    withPages(5);
    Feed sweep = new PagesSweep(Duration.ofDays(1));
    read(sweep);
    wiki.pages.remove(1L);
    wiki.pages.remove(2L);
    wiki.pages.remove(3L);
    wiki.hidden.put(2L, "trashed");
    wiki.hidden.put(3L, "current");
    now = NOW.plus(Duration.ofHours(25));
    read(sweep);
    assertThat(memory.of("page_gone"))
        .extracting(s -> s.context().get("page"))
        .containsExactly("2");
    assertThat(memory.of("page_hidden"))
        .as("gone for good or closed to us, who knows")
        .extracting(s -> s.context().get("page"))
        .containsExactly("1");
    wiki.pages.put(1L, NOW);
    wiki.pages.put(2L, NOW);
    now = NOW.plus(Duration.ofHours(50));
    read(sweep);
    assertThat(memory.of("page_gone")).hasSize(1);
    assertThat(memory.of("page_hidden")).hasSize(1);
    assertThat(memory.of("page_back"))
        .extracting(s -> s.context().get("page"))
        .containsExactly("1", "2");
  }

  /** A label may change without a new version, and nothing tells of it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void labelsAreReadAgainInTheSweep(boolean cloud) throws Exception {
    wiki.cloud = cloud;
    String kind = cloud ? "page_labels" : "pages";
    withPages(3);
    Feed sweep = new PagesSweep(Duration.ofDays(1));
    read(sweep);
    assertThat(memory.of(kind)).as("they came with their pages").isEmpty();
    now = NOW.plus(Duration.ofHours(25));
    read(sweep);
    assertThat(memory.of(kind)).as("nothing changed").isEmpty();
    wiki.labels.put(2L, "design");
    now = NOW.plus(Duration.ofHours(50));
    read(sweep);
    assertThat(memory.of(kind))
        .singleElement()
        .satisfies(s -> assertThat(s.body()).contains("design"));
  }

  @Test
  void aSpaceThatIsNotThereIsTold() throws Exception {
    withPages(1);
    memory.settings.put("spaces", "SHOP,PAY");
    read(new PagesFeed());
    assertThat(memory.notices.values())
        .anyMatch(notice -> notice.contains("No space is called PAY"));
    assertThat(wiki.asked).anyMatch(path -> path.contains("&space-id=12"));
  }

  @Test
  void aSpaceThatIsNoKeyIsNotAskedFor() {
    memory.settings.put("spaces", "SHOP\") or (\"");
    assertThatThrownBy(() -> read(new PagesFeed())).hasMessageContaining("no key of a space");
    assertThat(wiki.asked).isEmpty();
  }

  @Test
  void pagesInACircleEnd() {
    withPages(5);
    wiki.round = true;
    assertThatThrownBy(() -> read(new PagesSweep(Duration.ofDays(1))))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("circle");
  }
}
