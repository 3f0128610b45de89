package io.throughline.source.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.WikiPage;
import io.throughline.model.fact.WikiPageEdit;
import io.throughline.model.fact.WikiPageLabel;
import io.throughline.model.fact.WikiPageLink;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfluenceMapperTest {
  private static final int SOURCE = 8;
  private static final String CLOUD_PAGE =
      "{'id':'4711','status':'current','title':'Refunds: PRD','spaceId':'12','parentId':'40',"
          + "'parentType':'page','authorId':'5b10','createdAt':'2026-04-02T09:05:00.000Z',"
          + "'version':{'number':3,'authorId':'5b11','createdAt':'2026-05-02T10:00:00.000Z'},"
          + "'body':{'storage':{'representation':'storage','value':'BODY'}},"
          + "'_links':{'webui':'/spaces/SHOP/pages/4711/Refunds'}}";
  private static final String CLOUD_LIST =
      "{'results':[" + CLOUD_PAGE + "],'_links':{'base':'https://acme.example/wiki'}}";

  private static Mapped page(String kind, String sample) throws UnmappableException {
    return map(kind, sample.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static Mapped map(String kind, byte[] body) throws UnmappableException {
    return new ConfluenceMapper()
        .map(
            new Delivery(
                1,
                "wiki",
                Channel.POLL,
                kind,
                Map.of("page", "4711", "taken_at", "2026-11-20T11:59:00Z"),
                Instant.parse("2026-11-20T12:00:00Z"),
                body),
            new MappingContext(SOURCE, List.of(), List.of(), List.of(), Map.of()));
  }

  private static List<WikiPage> pages(Mapped mapped) {
    return mapped.snapshots().stream().map(v -> (WikiPage) v.snapshot()).toList();
  }

  private static <M> List<M> members(Mapped mapped, Class<M> type) {
    return mapped.sets().stream()
        .map(FactSet::members)
        .flatMap(List::stream)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static long id(long number) {
    return FactId.of(SOURCE, number);
  }

  @Test
  void aPageOfCloudIsMappedWithoutItsPeople() throws Exception {
    Mapped mapped = page("pages", CLOUD_LIST);
    WikiPage page = pages(mapped).getFirst();
    assertThat(page.id()).isEqualTo(id(4711));
    assertThat(page.space()).isEqualTo("SHOP");
    assertThat(page.title()).isEqualTo("Refunds: PRD");
    assertThat(page.webUrl()).isEqualTo("https://acme.example/wiki/spaces/SHOP/pages/4711/Refunds");
    assertThat(page.parentId()).isEqualTo(id(40));
    assertThat(page.createdAt()).isEqualTo(Instant.parse("2026-04-02T09:05:00Z"));
    assertThat(page.updatedAt()).isEqualTo(Instant.parse("2026-05-02T10:00:00Z"));
    assertThat(page.version()).isEqualTo(3);
    assertThat(page.archived()).isFalse();
    assertThat(page.deleted()).isFalse();
    assertThat(members(mapped, WikiPageEdit.class))
        .extracting(WikiPageEdit::number, WikiPageEdit::at)
        .containsExactly(
            tuple(1, Instant.parse("2026-04-02T09:05:00Z")),
            tuple(3, Instant.parse("2026-05-02T10:00:00Z")));
    assertThat(mapped.toString()).doesNotContain("5b10").doesNotContain("5b11");
    assertThat(page("pages", CLOUD_LIST)).isEqualTo(mapped);
  }

  @Test
  void aPageInTheBinIsDeletedAndOneThatWasPutAwayIsNot() throws Exception {
    assertThat(pages(page("pages", CLOUD_LIST.replace("current", "trashed"))).getFirst().deleted())
        .isTrue();
    WikiPage archived = pages(page("pages", CLOUD_LIST.replace("current", "archived"))).getFirst();
    assertThat(archived.archived()).isTrue();
    assertThat(archived.deleted()).isFalse();
  }

  @Test
  void labelsAreThoseOfEverybody() throws Exception {
    Mapped mapped =
        page(
            "page_labels",
            "{'results':[{'id':'1','name':'PRD','prefix':'global'},"
                + "{'id':'2','name':'favourite','prefix':'my'}]}");
    assertThat(members(mapped, WikiPageLabel.class))
        .containsExactly(new WikiPageLabel(id(4711), "prd"));
  }

  @Test
  void aPageIsToldGoneAndBack() throws Exception {
    assertThat(pages(page("page_gone", "{}")).getFirst().deleted()).isTrue();
    assertThat(pages(page("page_hidden", "{}")).getFirst())
        .satisfies(
            hidden -> {
              assertThat(hidden.hidden()).isTrue();
              assertThat(hidden.deleted()).as("nobody knows").isNull();
            });
    assertThat(pages(page("page_back", "{}")).getFirst().hidden()).isFalse();
    assertThat(pages(page("page_back", "{}")).getFirst().deleted()).isFalse();
  }

  @Test
  void ticketsAreLinkedByMacrosAndAddressesAndNotByProse() {
    String storage =
        "<p>As said in PAY-1, &nbsp;and <code>PAY-2</code>.</p>"
            + "<ac:structured-macro ac:name=\"jira\"><ac:parameter ac:name=\"server\">Jira"
            + "</ac:parameter><ac:parameter ac:name=\"key\">pay-3</ac:parameter>"
            + "</ac:structured-macro>"
            + "<ac:structured-macro ac:name=\"jira\"><ac:parameter ac:name=\"jqlQuery\">key = PAY-4"
            + "</ac:parameter></ac:structured-macro>"
            + "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body>"
            + "<![CDATA[<a href=\"https://jira.acme.example/browse/PAY-5\">x</a>]]>"
            + "</ac:plain-text-body></ac:structured-macro>"
            + "<a href=\"https://jira.acme.example/browse/PAY-6\" data-card-appearance=\"inline\">"
            + "PAY-6</a><a href=\"https://jira.acme.example/browse/PAY-6\">again</a>"
            + "<a href=\"https://jira.acme.example/jira/boards/7?a=b&amp;selectedIssue=PAY-7\">b</a>"
            + "<a href=\"javascript:alert(1)/browse/PAY-8\">c</a><a href=\"/browse/PAY-9\">d</a>"
            + "<a href=\"//jira.acme.example/browse/PAY-11\">f</a>"
            + "<a href=\"https://x y/browse/PAY-10\">e</a>";
    assertThat(StorageLinks.of(1, storage))
        .extracting(WikiPageLink::ticketKey)
        .containsExactly("PAY-3", "PAY-6", "PAY-7");
  }

  @Test
  void hostileStorageLoadsNothingAndEnds() {
    String entities =
        "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a href=\"https://j.example/browse/"
            + "&x;\">&x;</a><ac:structured-macro ac:name=\"jira\"><ac:parameter ac:name=\"key\">&x;"
            + "</ac:parameter></ac:structured-macro>";
    assertThat(StorageLinks.of(1, entities)).isEmpty();
    String deep = "<p>".repeat(50_000) + "<a href=\"https://j.example/browse/PAY-1\">x</a>";
    assertThat(StorageLinks.of(1, deep)).hasSize(1);
    StringBuilder many = new StringBuilder();
    for (int i = 1; i <= 1_500; i++) {
      many.append("<a href=\"https://j.example/browse/PAY-").append(i).append("\">x</a>");
    }
    assertThat(StorageLinks.of(1, many.toString())).hasSize(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{'results':{}}",
        "{'results':[{'title':'X'}]}",
        "{'results':[{'id':'x','title':'X'}]}",
        "{'results':[{'id':-1,'title':'X'}]}",
        "{'results':[{'id':1}]}",
        "{'results':[{'id':1,'title':'X','createdAt':'soon'}]}",
        "{'results':[{'id':1,'title':'X','version':{'createdAt':'2026-01-01T00:00:00Z'}}]}",
        "{'results':[{'id':1,'title':'X','version':{'number':0,'when':'2026-01-01T00:00:00Z'}}]}"
      })
  void hostileBodiesAreRefusedWithAReason(String body) {
    assertThatThrownBy(() -> page("pages", body))
        .isInstanceOf(UnmappableException.class)
        .message()
        .isNotBlank();
  }

  /** Real pages lie beside the project on some machines; these tests are skipped where not. */
  @Test
  void realPagesAreMapped() throws Exception {
    Mapped list = map("pages", fixture("confluence_contents.json"));
    assertThat(pages(list))
        .extracting(WikiPage::title)
        .containsExactly("TSC", "Colorado Release Status");
    assertThat(pages(list)).extracting(WikiPage::space).containsExactly("meetings", "fuel");
    assertThat(pages(list).getFirst().parentId()).isEqualTo(id(128548921));
    assertThat(pages(list).getFirst().webUrl())
        .isEqualTo("http://example.com/display/meetings/TSC");
    assertThat(pages(map("pages", fixture("confluence_content_space.json"))))
        .extracting(WikiPage::space)
        .containsExactly("TEST");
    assertThat(map("pages", fixture("confluence_contents_empty.json")).ignored()).isNotNull();
  }

  @Test
  void aRealHistoricalPageIsAVersionAndNotHowThePageIs() throws Exception {
    Mapped old = map("page", fixture("confluence_content_1_v1.json"));
    assertThat(pages(old)).isEmpty();
    assertThat(members(old, WikiPageEdit.class))
        .extracting(WikiPageEdit::number, WikiPageEdit::at)
        .containsExactly(tuple(1, Instant.parse("2016-06-10T20:05:21Z")));
    Mapped now = map("page", fixture("confluence_content_1_v3.json"));
    assertThat(pages(now).getFirst().title()).isEqualTo("Steady State Project - 2016-06-17 Goals");
    assertThat(now.toString()).doesNotContain("John").doesNotContain("jdoe");
  }

  private static byte[] fixture(String name) throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolveSibling("shared").resolve("fixtures/confluence").resolve(name);
      if (Files.isReadable(file)) {
        return Files.readAllBytes(file);
      }
    }
    Assumptions.abort("no fixtures beside the project");
    return new byte[0];
  }
}
