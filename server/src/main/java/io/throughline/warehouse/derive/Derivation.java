package io.throughline.warehouse.derive;

import io.throughline.warehouse.fact.TouchedFacts;
import io.throughline.warehouse.sql.Dialect;
import io.throughline.warehouse.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Derives accounts, projects, deployments, pipelines, merge requests, tickets, sprints, documents,
 * analyses of code, issues and what reached production from facts and dimensions, for what was
 * touched and for what depends on it, in the transaction of the facts.
 */
public final class Derivation {
  /** Merge requests or tickets at once; bounds the memory of a derivation of everything. */
  private static final int CHUNK = 20_000;

  private final Connection connection;
  private final TouchedIds touched;
  private final HealthDerivation health;
  private final IncidentDerivation incidents;
  private final Script account = new Script("account");
  private final Script accountChanged = new Script("account_changed");
  private final Script project = new Script("project");
  private final Script environment = new Script("environment");
  private final Script deployment = new Script("deployment");
  private final Script deployable = new Script("deployable");
  private final Script release = new Script("release");
  private final Script pipeline = new Script("pipeline");
  private final Script link = new Script("link");
  private final Script linkKnown = new Script("link_known");
  private final Script linkFind = new Script("link_find");
  private final Script ticketKey = new Script("ticket_key");
  private final Script ticketLink = new Script("ticket_link");
  private final Script mergeRequestCategory = new Script("merge_request_category");
  private final Script mergeRequest = new Script("merge_request");
  private final Script reviewRequest = new Script("review_request");
  private final Script personActivity = new Script("person_activity");
  private final Script board = new Script("board");
  private final Script ticketStatus = new Script("ticket_status");
  private final Script sprintPlaced = new Script("sprint_placed");
  private final Script ticket = new Script("ticket");
  private final Script ticketWork = new Script("ticket_work");
  private final Script customerIncident = new Script("customer_incident");
  private final Script ticketCategory = new Script("ticket_category");
  private final Script sprint = new Script("sprint");
  private final Script backlog = new Script("backlog");
  private final Script built = new Script("built");
  private final Script flow = new Script("flow");
  private final Script flowTeams = new Script("flow_teams");
  private final Script ticketTest = new Script("ticket_test");
  private final Script testCase = new Script("test_case");
  private final Script document = new Script("document");
  private final Script documentGit = new Script("document_git");
  private final Script ticketAddress = new Script("ticket_address");
  private final Script ticketDocument = new Script("ticket_document");
  private final Script testedSource = new Script("tested_source");
  private final Script teams = new Script("teams");
  private final Script analysedChange = new Script("analysed_change");
  private final Script codeAnalysis = new Script("code_analysis");
  private final Script codeIssue = new Script("code_issue");
  private final Script repositoryFile = new Script("repository_file");
  private final Script codeTeams = new Script("code_teams");
  private final GateDerivation gates;
  private final ProductionDerivation production;
  private final ImpactDerivation impacts;

  /** A derivation on the connection that writes. */
  public Derivation(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.touched = new TouchedIds(connection, dialect);
    this.health = new HealthDerivation(connection, touched);
    this.incidents = new IncidentDerivation(connection, dialect, touched);
    this.gates = new GateDerivation(connection, dialect, touched);
    this.production = new ProductionDerivation(connection, touched);
    this.impacts = new ImpactDerivation(connection, touched);
  }

  /** Makes the tables that are not there. */
  public void create() throws SQLException {
    for (String statement : Sql.statements(Sql.resource("derive/tables.sql"))) {
      Sql.run(connection, statement);
    }
    touched.create();
  }

  /**
   * Derives again what a batch touched.
   *
   * @return keys of the teams whose readings may have moved
   */
  public Set<String> touched(TouchedFacts facts) throws SQLException {
    for (String kind : TouchedIds.KINDS) {
      touched.fill(kind, facts.ids(kind));
    }
    return derive();
  }

  /** Derives everything, after dimensions changed. */
  public void everything() throws SQLException {
    for (String kind : TouchedIds.KINDS) {
      touched.fillAll(kind);
    }
    derive();
  }

  private Set<String> derive() throws SQLException {
    Sql.run(connection, "DELETE FROM touched_flow");
    Sql.run(connection, "DELETE FROM touched_documented");
    Sql.run(connection, "DELETE FROM touched_gated");
    Sql.run(connection, "DELETE FROM touched_production");
    Sql.run(connection, "DELETE FROM touched_reported");
    Sql.run(connection, "DELETE FROM touched_check_span");
    if (touched.any("account")) {
      account.run(connection, touched);
      if (hasRows("changed_account")) {
        accountChanged.run(connection, touched);
      }
    }
    boolean projects = touched.any("project");
    if (projects) {
      project.run(connection, touched);
    }
    if (touched.any("environment")) {
      environment.run(connection, touched);
    }
    boolean deployments = touched.any("deployment");
    if (deployments) {
      deployment.run(connection, touched);
    }
    boolean releases = touched.any("release");
    if (projects || deployments || releases) {
      deployable.run(connection, touched);
    }
    if (releases) {
      release.run(connection, touched);
    }
    if (touched.any("pipeline")) {
      built.run(connection, touched);
      pipeline.run(connection, touched);
      built.run(connection, touched);
    }
    if (touched.any("wiki_page")) {
      document.run(connection, touched);
    }
    Set<String> moved = new TreeSet<>(tickets());
    moved.addAll(mergeRequests());
    moved.addAll(code());
    moved.addAll(health.run());
    // Which deployments failed follows from what broke after them.
    moved.addAll(incidents.run());
    // What a build told of its image may be all that tells what a deployment brought.
    gates.builds(projects || deployments || releases || touched.any("code_analysis"));
    if (production.run()) {
      deployable.run(connection, touched);
      moved.addAll(mergeRequests());
    }
    if (gates.shipped()) {
      moved.addAll(teams());
    }
    moved.addAll(impacts.run());
    if (projects
        || touched.any("documented")
        || touched.any("sprint")
        || touched.any("wiki_page")) {
      ticketDocument.run(connection, touched);
    }
    moved.addAll(flow());
    return moved;
  }

  private Set<String> mergeRequests() throws SQLException {
    Set<String> moved = new TreeSet<>();
    List<Long> ids =
        touched.any("merge_request") ? touched.sorted("merge_request") : List.<Long>of();
    for (int from = 0; from < ids.size(); from += CHUNK) {
      if (ids.size() > CHUNK) {
        touched.fill("merge_request", ids.subList(from, Math.min(ids.size(), from + CHUNK)));
        touched.any("merge_request");
      }
      chunk();
      moved.addAll(teams());
    }
    if (ids.isEmpty()) {
      moved.addAll(teams());
    }
    return moved;
  }

  /** Tickets, their tests, then the sprints that any of them is or was in. */
  private Set<String> tickets() throws SQLException {
    Set<String> moved = new TreeSet<>();
    if (touched.any("board")) {
      board.run(connection, touched);
    }
    if (touched.any("ticket_status")) {
      ticketStatus.run(connection, touched);
    }
    if (touched.any("sprint")) {
      sprintPlaced.run(connection, touched);
    }
    boolean anyTicket = touched.any("ticket");
    if (anyTicket) {
      List<Long> ids = touched.sorted("ticket");
      for (int from = 0; from < ids.size(); from += CHUNK) {
        if (ids.size() > CHUNK) {
          touched.fill("ticket", ids.subList(from, Math.min(ids.size(), from + CHUNK)));
          touched.any("ticket");
        }
        ticket.run(connection, touched);
        ticketWork.run(connection, touched);
        ticketCategory.run(connection, touched);
        customerIncident.run(connection, touched);
        ticketKey.run(connection, touched);
        ticketAddress.run(connection, touched);
        ticketTest.run(connection, touched);
        moved.addAll(teams());
      }
    }
    boolean anyTest = touched.any("test_case") | touched.any("test_cycle");
    if (anyTest) {
      testCase.run(connection, touched);
    }
    if (anyTicket || anyTest) {
      testedSource.run(connection, touched);
    }
    if (touched.any("sprint")) {
      sprint.run(connection, touched);
      backlog.run(connection, touched);
    }
    return moved;
  }

  /** The way of tickets through the process, after all that it follows from. */
  private Set<String> flow() throws SQLException {
    Set<String> moved = new TreeSet<>();
    List<Long> ids = touched.any("flow") ? touched.sorted("flow") : List.of();
    for (int from = 0; from < ids.size(); from += CHUNK) {
      if (ids.size() > CHUNK) {
        touched.fill("flow", ids.subList(from, Math.min(ids.size(), from + CHUNK)));
        touched.any("flow");
      }
      flow.run(connection, touched);
      moved.addAll(keys(flowTeams));
    }
    return moved;
  }

  /** Analyses, after the merge requests that they are of, issues, and files of repositories. */
  private Set<String> code() throws SQLException {
    boolean analyses = touched.any("code_analysis");
    if (analyses) {
      codeAnalysis.run(connection, touched);
    }
    boolean issues = touched.any("code_issue");
    if (issues) {
      codeIssue.run(connection, touched);
    }
    boolean files = touched.any("repository_file");
    if (files) {
      repositoryFile.run(connection, touched);
    }
    return analyses || issues || files ? keys(codeTeams) : Set.of();
  }

  private void chunk() throws SQLException {
    link.run(connection, touched);
    touched.any("merge_request");
    linkKnown.run(connection, touched);
    if (hasRows("near_reference")) {
      linkFind.run(connection, touched);
      touched.any("merge_request");
    }
    ticketLink.run(connection, touched);
    mergeRequestCategory.run(connection, touched);
    mergeRequest.run(connection, touched);
    analysedChange.run(connection, touched);
    documentGit.run(connection, touched);
    reviewRequest.run(connection, touched);
    personActivity.run(connection, touched);
  }

  private Set<String> teams() throws SQLException {
    return keys(teams);
  }

  private Set<String> keys(Script question) throws SQLException {
    Set<String> keys = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question.question(touched))) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }

  private boolean hasRows(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
      return row.next();
    }
  }
}
