package io.throughline.source.jira;

import static io.throughline.source.jira.JiraSamples.all;
import static io.throughline.source.jira.JiraSamples.changed;
import static io.throughline.source.jira.JiraSamples.event;
import static io.throughline.source.jira.JiraSamples.id;
import static io.throughline.source.jira.JiraSamples.issue;
import static io.throughline.source.jira.JiraSamples.members;
import static io.throughline.source.jira.JiraSamples.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.Account;
import io.throughline.model.fact.Board;
import io.throughline.model.fact.BoardColumn;
import io.throughline.model.fact.Criteria;
import io.throughline.model.fact.Sprint;
import io.throughline.model.fact.Ticket;
import io.throughline.model.fact.TicketChange;
import io.throughline.model.fact.TicketField;
import io.throughline.model.fact.TicketKind;
import io.throughline.model.fact.TicketLink;
import io.throughline.model.fact.TicketReference;
import io.throughline.model.fact.TicketRequest;
import io.throughline.model.fact.TicketStatus;
import io.throughline.model.fact.Worklog;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JiraMapperTest {
  private static Ticket ticket(String fields) throws UnmappableException {
    return all(page("issue", issue(fields)), Ticket.class).getFirst();
  }

  private static List<TicketChange> changes(String items) throws UnmappableException {
    return members(page("issue", changed(items)), TicketChange.class);
  }

  @Test
  void anIssueIsATicketWithItsCustomFields() throws UnmappableException {
    Ticket ticket =
        ticket(
            "'customfield_1':null,'customfield_2':5.0,'customfield_5':[{'value':'Impediment'}],"
                + "'labels':['a','b'],'resolution':{'name':'Won\u2019t Do'},'parent':{'id':'9'}");
    assertThat(ticket.id()).isEqualTo(id(10001));
    assertThat(ticket.points()).isEqualTo(5);
    assertThat(ticket.flagged()).isTrue();
    assertThat(ticket.labels()).isEqualTo(",a,b,");
    assertThat(ticket.outcome()).isEqualTo("wont_do");
    assertThat(ticket.parentId()).isEqualTo(id(9));
    assertThat(ticket.kind()).isEqualTo(TicketKind.STORY);
    assertThat(ticket.statusId()).isEqualTo(3);
    assertThat(ticket.statusCategory()).isEqualTo("in_progress");
    assertThat(ticket.trackerId()).isEqualTo(id(10000));
    assertThat(ticket.webUrl()).isEqualTo("https://jira.acme.io/browse/SHOP-1");
  }

  @Test
  void d19_absentFieldsAndChangedTypesAreNoFailure() throws UnmappableException {
    Ticket ticket = ticket("'customfield_1':'soon','description':null");
    assertThat(ticket.points()).isNull();
    assertThat(ticket.criteriaText()).isEqualTo(Criteria.MISSING);
    assertThat(ticket.sprints()).isEmpty();
  }

  /** Numbers in quotes are numbers; words are seen as words, and are no estimate. */
  @Test
  void pointsAsTextAreReadWhereTheyAreNumbers() throws UnmappableException {
    assertThat(ticket("'customfield_1':'5'").points()).isEqualTo(5.0);
    assertThat(ticket("'customfield_1':{'value':'8'}").points()).isEqualTo(8.0);
    assertThat(ticket("'customfield_1':['5']").points()).isNull();
    assertThat(
            changes(
                "{'field':'Story Points','fieldId':'customfield_1','fromString':'3',"
                    + "'toString':'rather large'}"))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.fromValue()).isEqualTo("3.0");
              assertThat(c.toValue()).isNull();
              assertThat(c.toName()).isEqualTo("rather large");
            });
  }

  @Test
  void aRequestOfAServiceDeskIsKnownByItsField() throws UnmappableException {
    String desk = "'customfield_7':{'requestType':{'id':'9','name':'Report a fault'}}";
    assertThat(requests(desk + ",'reporter':{'accountId':'q:1','accountType':'customer'}"))
        .containsExactly(new TicketRequest(id(10001), "request", "Report a fault", true));
    assertThat(requests(desk + ",'reporter':{'accountId':'a:1','accountType':'atlassian'}"))
        .containsExactly(new TicketRequest(id(10001), "request", "Report a fault", false));
    assertThat(requests(desk + ",'reporter':{'key':'ada'}"))
        .containsExactly(new TicketRequest(id(10001), "request", "Report a fault", null));
    // Another field of that name, and an issue that is none.
    assertThat(requests("'customfield_7':{'value':'Fault'}")).isEmpty();
    assertThat(requests("'customfield_7':'Fault'")).isEmpty();
    assertThat(requests("'customfield_7':null")).isEmpty();
  }

  @Test
  void theQueuesOfAServiceDeskCountAsOneBoard() throws UnmappableException {
    String project = "{'id':'10300','key':'SUP','name':'Customer support','projectTypeKey':'%s'}";
    assertThat(boards(project.formatted("service_desk")))
        .singleElement()
        .satisfies(
            board -> {
              assertThat(board.id()).isEqualTo(id(Board.QUEUES + 10300));
              assertThat(board.trackerId()).isEqualTo(id(10300));
              assertThat(board.name()).isEqualTo("Customer support");
              assertThat(board.kind()).isEqualTo("service_desk");
            });
    assertThat(boards(project.formatted("software"))).isEmpty();
  }

  private static List<Board> boards(String project) throws UnmappableException {
    return all(page("project", project), Board.class);
  }

  private static List<TicketRequest> requests(String fields) throws UnmappableException {
    Map<String, String> context = new HashMap<>(JiraSamples.CONTEXT);
    context.put("request_type", "customfield_7");
    Mapped mapped =
        new JiraMapper()
            .map(
                new Delivery(
                    1,
                    "jira",
                    Channel.POLL,
                    "issue",
                    context,
                    JiraSamples.RECEIVED,
                    JiraSamples.json(issue(fields))),
                JiraSamples.CONFIG);
    assertThat(mapped.sets()).anyMatch(set -> set.type() == TicketRequest.class && set.replaces());
    return members(mapped, TicketRequest.class);
  }

  @Test
  void aWorkLogIsTimeOfATicketAndMayBeTakenBack() throws UnmappableException {
    Mapped mapped =
        page(
            "worklogs",
            "[{'id':'5','issueId':'10001','author':{'accountId':'a:1'},'timeSpentSeconds':5400,"
                + "'started':'2026-11-02T09:00:00.000+0100',"
                + "'updated':'2026-11-02T10:30:00.000+0100','comment':'private'}]");
    Worklog log = all(mapped, Worklog.class).getFirst();
    assertThat(log.ticketId()).isEqualTo(id(10001));
    assertThat(log.seconds()).isEqualTo(5400);
    assertThat(log.startedAt()).isEqualTo(Instant.parse("2026-11-02T08:00:00Z"));
    assertThat(log.accountId()).isNotNull();
    Mapped gone =
        page(
            "worklogs_deleted",
            "{'values':[{'worklogId':5,'updatedTime':"
                + Instant.parse("2026-11-03T08:00:00Z").toEpochMilli()
                + "}]}");
    assertThat(all(gone, Worklog.class).getFirst().deleted()).isTrue();
  }

  @Test
  void bothShapesOfSearchAreRead() throws UnmappableException {
    for (String head : List.of("'startAt':0,'total':1", "'isLast':false,'nextPageToken':'t'")) {
      Mapped mapped = page("issues", "{" + head + ",'issues':[" + issue("") + "]}");
      assertThat(all(mapped, Ticket.class)).hasSize(1);
      assertThat(mapped.snapshots()).anyMatch(v -> v.complete() && v.snapshot() instanceof Ticket);
    }
    assertThatThrownBy(() -> page("issues", "{'issues':[{'id':'1','key':'A-1'}]}"))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/issues/0/fields"));
  }

  @Test
  void sprintsComeAsObjectsAndAsTextWithAwkwardNames() throws UnmappableException {
    Mapped mapped =
        page(
            "issue",
            issue(
                "'customfield_4':['com.atlassian.greenhopper.service.sprint.Sprint@a8[id=7,"
                    + "rapidViewId=2,state=CLOSED,name=One, two [b] | c=d,startDate="
                    + "2018-05-09T06:39:30.147Z,endDate=<null>,completeDate=<null>,sequence=1]',"
                    + "{'id':8,'state':'active','name':'Eight','boardId':2}]"));
    assertThat(all(mapped, Ticket.class).getFirst().sprints()).isEqualTo(",7,8,");
    Sprint text = all(mapped, Sprint.class).getFirst();
    assertThat(text.name()).isEqualTo("One, two [b] | c=d");
    assertThat(text.state()).isEqualTo("closed");
    assertThat(text.boardId()).isEqualTo(id(2));
    assertThat(text.startAt()).isEqualTo(Instant.parse("2018-05-09T06:39:30.147Z"));
    assertThat(text.plannedEndAt()).isNull();
  }

  @Test
  void aChangeOfSprintsIsARowForEach() throws UnmappableException {
    assertThat(changes("{'field':'Sprint','from':'76, 78','to':'78, 77'}"))
        .extracting(c -> c.key() + " " + c.fromValue() + " " + c.toValue())
        .containsExactly("77:0:-76 76 null", "77:0:+77 null 77");
    assertThat(changes("{'field':'Sprint','from':'','to':'197'}")).hasSize(1);
    assertThat(changes("{'field':'Sprint','from':null,'fromString':'A','to':null}")).isEmpty();
  }

  @Test
  void d17_aMoveChangesKeyAndTrackerAndKeepsTheId() throws UnmappableException {
    List<TicketChange> moved =
        changes(
            "{'field':'Key','fromString':'SHOP-1','toString':'OPS-9'},"
                + "{'field':'project','from':'10000','fromString':'Shop','to':'10002',"
                + "'toString':'Ops'}");
    assertThat(moved)
        .extracting(TicketChange::field)
        .containsExactly(TicketField.KEY, TicketField.TRACKER);
    assertThat(moved.get(1).toValue()).isEqualTo(Long.toString(id(10002)));
    assertThat(moved.get(1).toName()).isEqualTo("OPS");
    assertThat(moved.get(0).at()).isEqualTo(Instant.parse("2017-08-11T13:54:41.970Z"));
  }

  @Test
  void changesAreInOurWords() throws UnmappableException {
    List<TicketChange> all =
        changes(
            "{'field':'status','from':'1','fromString':'Open','to':'3','toString':'Doing'},"
                + "{'field':'issuetype','fromString':'Task','toString':'Bug'},"
                + "{'field':'resolution','fromString':null,'toString':'Duplicate'},"
                + "{'field':'Points','fieldId':'customfield_2','fromString':'3','toString':'5'},"
                + "{'field':'Flagged','fieldId':'customfield_5','fromString':'','toString':'Impediment'},"
                + "{'field':'Rank','fromString':'','toString':'higher'}");
    assertThat(all)
        .extracting(c -> c.field() + " " + c.fromValue() + " " + c.toValue())
        .containsExactly(
            "STATUS 1 3",
            "KIND task bug",
            "OUTCOME null duplicate",
            "POINTS 3.0 5.0",
            "FLAGGED null true");
  }

  @Test
  void aDescriptionIsAChangeOnlyWhereItSaysSomethingElse() throws UnmappableException {
    assertThat(
            changes(
                "{'field':'description','fromString':'old','toString':"
                    + "'h3. Acceptance criteria\\n* [ ] The cart is kept'}"))
        .extracting(c -> c.field() + " " + c.fromValue() + " " + c.toValue())
        .containsExactly("CRITERIA_TEXT missing present", "CHECKLIST 0 1");
    assertThat(changes("{'field':'description','fromString':'old','toString':'new'}")).isEmpty();
  }

  @Test
  void aCutChangelogAddsAndAWholeOneReplaces() throws UnmappableException {
    String items = "{'field':'status','from':'1','to':'3'}";
    Mapped cut = page("issue", changed(items).replace("'total':1", "'total':9"));
    assertThat(cut.sets().getLast().replaces()).isFalse();
    assertThat(page("issue", changed(items)).sets().getLast().replaces()).isTrue();
    Mapped rest =
        page(
            "issue_changelog",
            "{'total':1,'values':[{'id':'77','created':'2017-08-11T06:54:41Z','items':["
                + items
                + "]}]}");
    assertThat(rest.sets().getFirst().feed()).isEqualTo("changelog");
    assertThat(members(rest, TicketChange.class).getFirst().key()).isEqualTo("77:0");
  }

  @Test
  void anEpicKnownByItsKeyIsALink() throws UnmappableException {
    Mapped mapped =
        page(
            "issue",
            issue(
                "'customfield_6':'SHOP-9','issuelinks':[{'id':'5','type':{'inward':'Is tested by',"
                    + "'outward':'tests'},'inwardIssue':{'id':'11','key':'T-1'}}]"));
    assertThat(members(mapped, TicketLink.class))
        .extracting(l -> l.kind() + " " + l.otherKey())
        .containsExactly("is tested by T-1", "epic link SHOP-9");
  }

  @Test
  void aWebhookTellsAPartAndWishesTheRest() throws UnmappableException {
    Mapped mapped =
        event(
            "jira:issue_updated",
            "{'timestamp':1793000000000,'webhookEvent':'jira:issue_updated','user':{'name':'ann',"
                + "'key':'JIRAUSER1'},'issue':"
                + issue("")
                + ",'changelog':{'id':'77','items':[{'field':'status','from':'1','to':'3'},"
                + "{'field':'Story Points','fromString':null,'toString':'8'}]}}");
    assertThat(mapped.snapshots()).noneMatch(v -> v.complete() && v.snapshot() instanceof Ticket);
    assertThat(mapped.refreshes()).containsExactly(new Refresh("issue", "", "10001"));
    assertThat(members(mapped, TicketChange.class))
        .extracting(TicketChange::key)
        .containsExactly("77:0", "77:1");
    assertThat(members(mapped, TicketChange.class).getFirst().at())
        .isEqualTo(Instant.ofEpochMilli(1793000000000L));
    assertThat(all(mapped, Account.class).getFirst().username()).isEqualTo("ann");
  }

  @Test
  void d16_whatAWebhookCallsDeletedIsGone() throws UnmappableException {
    Mapped mapped =
        event("jira:issue_deleted", "{'timestamp':1793000000000,'issue':{'id':'10001'}}");
    assertThat(all(mapped, Ticket.class).getFirst().deleted()).isTrue();
    assertThat(all(page("issue_gone", "{}"), Ticket.class).getFirst().deleted()).isTrue();
  }

  @Test
  void d18_deletedUsersWithoutIdAreNobodyAndBotsAreKnown() throws UnmappableException {
    Mapped mapped =
        page(
            "issue",
            issue(
                "'assignee':{'accountId':'unknown','displayName':'Former user'},"
                    + "'reporter':{'accountId':'b:2','accountType':'app','emailAddress':'B@X.io'}"));
    Ticket ticket = all(mapped, Ticket.class).getFirst();
    assertThat(ticket.assigneeId()).isNull();
    Account reporter = all(mapped, Account.class).getFirst();
    assertThat(ticket.reporterId()).isEqualTo(reporter.id());
    assertThat(reporter.bot()).isTrue();
    assertThat(reporter.email()).isEqualTo("b@x.io");
  }

  @Test
  void boardsStatusesAndLinksBetweenIssues() throws UnmappableException {
    Mapped board =
        page(
            "board_configuration",
            "{'id':1,'name':'B','type':'scrum','columnConfig':{'columns':[{'name':'Empty',"
                + "'statuses':[]},{'name':'Done','statuses':[{'id':'9'}]}]},"
                + "'estimation':{'type':'field','field':{'fieldId':'customfield_1'}}}");
    assertThat(members(board, BoardColumn.class))
        .containsExactly(new BoardColumn(id(1), "9", "Done", 1));
    assertThat(
            all(
                page("statuses", "[{'id':'1','name':'X','statusCategory':{'key':'undefined'}}]"),
                TicketStatus.class))
        .containsExactly(new TicketStatus(id(1), "X", null));
    assertThat(
            event(
                    "issuelink_created",
                    "{'issueLink':{'id':1,'sourceIssueId':2,'destinationIssueId':3}}")
                .refreshes())
        .containsExactly(new Refresh("issue", "", "2"), new Refresh("issue", "", "3"));
  }

  @Test
  void whatIsNotTrackedSaysWhy() throws UnmappableException {
    for (String kind : List.of("comment_created", "jira:version_released", "worklog_created")) {
      assertThat(event(kind, "{}").ignored()).contains("not tracked");
    }
    assertThatThrownBy(() -> event("jira:issue_updated", "{}"))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/issue"));
  }

  @Test
  void aDescriptionLinksToDocuments() throws Exception {
    String doc =
        "{'type':'doc','content':[{'type':'paragraph','content':[{'type':'inlineCard','attrs':"
            + "{'url':'https://acme.example/wiki/spaces/SHOP/pages/47/Refunds'}},{'type':'text',"
            + "'text':'design','marks':[{'type':'link','attrs':{'href':"
            + "'https://gitlab.acme.io/shop/api/-/blob/main/docs/design.md'}}]},{'type':'text',"
            + "'text':'see https://acme.example/browse/SHOP-2, too'}]}]}";
    Mapped mapped = JiraSamples.page("issue", JiraSamples.issue("'description':" + doc));
    assertThat(JiraSamples.members(mapped, TicketReference.class))
        .extracting(TicketReference::url)
        .containsExactly(
            "https://acme.example/wiki/spaces/SHOP/pages/47/Refunds",
            "https://gitlab.acme.io/shop/api/-/blob/main/docs/design.md");
  }

  @Test
  void changesTellWhenALinkToADocumentCameAndWent() throws Exception {
    Mapped mapped =
        JiraSamples.page(
            "issue",
            JiraSamples.changed(
                "{'field':'RemoteIssueLink','from':null,'to':'10041','toString':'links to X'},"
                    + "{'field':'description','fromString':'[a|https://w.io/display/S/Old].',"
                    + "'toString':'[https://w.io/pages/viewpage.action?pageId=7|smart-link]'}"));
    assertThat(JiraSamples.members(mapped, TicketChange.class))
        .filteredOn(c -> c.field() == TicketField.REMOTE_LINK || c.field() == TicketField.DOCUMENT)
        .extracting(c -> c.field() + " " + c.fromValue() + " " + c.toValue())
        .containsExactly(
            "REMOTE_LINK null 10041",
            "DOCUMENT https://w.io/display/S/Old null",
            "DOCUMENT null https://w.io/pages/viewpage.action?pageId=7");
  }
}
