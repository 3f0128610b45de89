package io.throughline.source.sonarqube;

import static io.throughline.source.sonarqube.SonarQubeSamples.ANALYSED;
import static io.throughline.source.sonarqube.SonarQubeSamples.MAIN;
import static io.throughline.source.sonarqube.SonarQubeSamples.TAKEN;
import static io.throughline.source.sonarqube.SonarQubeSamples.analysis;
import static io.throughline.source.sonarqube.SonarQubeSamples.check;
import static io.throughline.source.sonarqube.SonarQubeSamples.hook;
import static io.throughline.source.sonarqube.SonarQubeSamples.id;
import static io.throughline.source.sonarqube.SonarQubeSamples.main;
import static io.throughline.source.sonarqube.SonarQubeSamples.members;
import static io.throughline.source.sonarqube.SonarQubeSamples.page;
import static io.throughline.source.sonarqube.SonarQubeSamples.pullRequest;
import static io.throughline.source.sonarqube.SonarQubeSamples.snapshots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.CodeAnalysis;
import io.throughline.model.fact.CodeIssue;
import io.throughline.model.fact.GateCheck;
import io.throughline.model.fact.GateOutcome;
import io.throughline.model.fact.GateRun;
import io.throughline.model.fact.Project;
import io.throughline.source.Mapped;
import io.throughline.source.Refresh;
import io.throughline.source.UnmappableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SonarQubeMapperTest {
  private static final String NEW_CODE =
      "{'projectStatus':{'status':'OK',%s'conditions':["
          + "{'status':'OK','metricKey':'new_coverage','comparator':'LT','errorThreshold':'80',"
          + "'actualValue':'%s'},"
          + "{'status':'OK','metricKey':'new_violations','comparator':'GT','errorThreshold':'0',"
          + "'actualValue':'0'}]}}";

  @Test
  void aProjectIsKnownByItsKey() throws Exception {
    Mapped mapped =
        page(
            "projects",
            Map.of(),
            "{'components':[{'key':'shop:checkout','name':'Checkout','qualifier':'TRK'},"
                + "{'key':'shop:src','name':'src','qualifier':'DIR'}]}");
    List<Project> projects = snapshots(mapped, Project.class);
    assertThat(projects).hasSize(1);
    assertThat(projects.getFirst().id()).isEqualTo(id("shop:checkout"));
    assertThat(projects.getFirst().path()).isEqualTo("shop:checkout");
    assertThat(projects.getFirst().name()).isEqualTo("Checkout");
    assertThat(projects.getFirst().defaultBranch()).isNull();
  }

  @Test
  void theMainBranchComesFromTheBranches() throws Exception {
    Mapped mapped =
        page(
            "branches",
            MAIN,
            "{'branches':[{'name':'release/1','isMain':false},{'name':'trunk','isMain':true}]}");
    assertThat(snapshots(mapped, Project.class).getFirst().defaultBranch()).isEqualTo("trunk");
    assertThat(snapshots(page("project_gone", MAIN, "{}"), Project.class).getFirst().deleted())
        .isTrue();
  }

  @Test
  void numbersAreReadFromTextsAndNewCodeFromItsPeriod() throws Exception {
    CodeAnalysis analysis =
        analysis(
            page(
                "measures",
                MAIN,
                "{'component':{'key':'shop:checkout','measures':["
                    + "{'metric':'reliability_rating','value':'3.0'},"
                    + "{'metric':'sqale_rating','value':'1.0'},"
                    + "{'metric':'software_quality_reliability_rating','value':'5.0'},"
                    + "{'metric':'new_reliability_rating','period':{'index':1,'value':'1.0'}},"
                    + "{'metric':'new_lines','periods':[{'index':1,'value':'17'}]},"
                    + "{'metric':'coverage','value':'82.5'},"
                    + "{'metric':'lines_to_cover','value':'200'},"
                    + "{'metric':'uncovered_lines','value':'40'},"
                    + "{'metric':'conditions_to_cover','value':'10'},"
                    + "{'metric':'bugs','value':'4'},"
                    + "{'metric':'accepted_issues','value':'2'},"
                    + "{'metric':'false_positive_issues','value':'3'},"
                    + "{'metric':'new_coverage','period':{'index':1}},"
                    + "{'metric':'security_hotspots_reviewed','value':'1.0E-4'}]}}"));
    assertThat(analysis.mode()).isEqualTo("standard");
    assertThat(analysis.reliability()).isEqualTo(3);
    assertThat(analysis.maintainability()).isEqualTo(1);
    assertThat(analysis.security()).as("not told").isNull();
    assertThat(analysis.newReliability()).isEqualTo(1);
    assertThat(analysis.newLines()).isEqualTo(17);
    assertThat(analysis.coverage()).isEqualTo(82.5);
    assertThat(analysis.coveredLines()).isEqualTo(160);
    assertThat(analysis.coveredConditions()).as("half told").isNull();
    assertThat(analysis.bugs()).isEqualTo(4);
    assertThat(analysis.accepted()).isEqualTo(5);
    assertThat(analysis.newCoverage()).as("a period without a value").isNull();
    assertThat(analysis.hotspotsReviewed()).isEqualTo(0.0001);
    assertThat(analysis.at()).isEqualTo(ANALYSED);
    assertThat(analysis.mainBranch()).isTrue();
    assertThat(analysis.change()).isNull();
  }

  @Test
  void theModeSaysWhichOfTwoWaysOfCountingCounts() throws Exception {
    String both =
        "{'component':{'measures':[{'metric':'reliability_rating','value':'3.0'},"
            + "{'metric':'software_quality_reliability_rating','value':'5.0'},"
            + "{'metric':'bugs','value':'4'},"
            + "{'metric':'software_quality_reliability_issues','value':'9'}]}}";
    CodeAnalysis mqr = analysis(page("measures", main("mode", "mqr"), both));
    assertThat(mqr.mode()).isEqualTo("mqr");
    assertThat(mqr.reliability()).isEqualTo(5);
    assertThat(mqr.bugs()).isEqualTo(9);
    assertThat(analysis(page("measures", MAIN, both)).reliability()).isEqualTo(3);
    CodeAnalysis before =
        analysis(
            page(
                "measures",
                main("mode", "mqr"),
                "{'component':{'measures':[{'metric':'reliability_rating','value':'2.0'}]}}"));
    assertThat(before.mode()).as("from before the server counted so").isEqualTo("standard");
    assertThat(before.reliability()).isEqualTo(2);
  }

  @Test
  void aRatingBeyondTheGridIsRefused() {
    assertThatThrownBy(
            () ->
                page(
                    "measures",
                    MAIN,
                    "{'component':{'measures':[{'metric':'reliability_rating','value':'6.0'}]}}"))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("a rating from 1 to 5");
  }

  @Test
  void listHistoryAndMeasuresTellOfTheSameAnalysis() throws Exception {
    Mapped list =
        page(
            "analyses",
            MAIN,
            "{'analyses':[{'key':'b','date':'2026-11-20T10:30:00+0100','revision':'ABC123'},"
                + "{'key':'a','date':'2026-11-19T10:30:00+0100'}]}");
    List<CodeAnalysis> listed = snapshots(list, CodeAnalysis.class);
    Mapped past =
        page(
            "history",
            MAIN,
            "{'measures':[{'metric':'bugs','history':[{'date':'2026-11-19T10:30:00+0100',"
                + "'value':'7'},{'date':'2026-11-20T10:30:00+0100'}]},"
                + "{'metric':'alert_status','history':[{'date':'2026-11-19T10:30:00+0100',"
                + "'value':'ERROR'},{'date':'2026-11-20T10:30:00+0100','value':'OK'}]}]}");
    List<CodeAnalysis> history = snapshots(past, CodeAnalysis.class);
    CodeAnalysis now = analysis(page("measures", MAIN, "{'component':{'measures':[]}}"));
    assertThat(listed.get(0).sha()).isEqualTo("abc123");
    assertThat(listed.get(0).id()).isEqualTo(now.id()).isEqualTo(history.get(1).id());
    assertThat(listed.get(1).id()).isEqualTo(history.get(0).id()).isNotEqualTo(now.id());
    assertThat(history.get(0).bugs()).isEqualTo(7);
    assertThat(history.get(0).gateStatus()).isEqualTo("error");
    assertThat(history.get(1).bugs()).as("no value then").isNull();
    assertThat(history.get(1).gateStatus()).isEqualTo("ok");
    assertThat(past.snapshots().get(0).version()).isEqualTo("2026-11-19T09:30:00Z");
  }

  @Test
  void eachAnalysisOfAChangeIsAFactOfItsOwn() throws Exception {
    String measures =
        "{'component':{'measures':[{'metric':'new_violations','period':{'value':'%s'}}]}}";
    CodeAnalysis first = analysis(page("measures", pullRequest(), measures.formatted(3)));
    CodeAnalysis later =
        analysis(
            page(
                "measures",
                pullRequest("analysed_at", "2026-11-20T10:30:00Z"),
                measures.formatted(0)));
    assertThat(first.change()).isEqualTo(42);
    assertThat(first.mainBranch()).isFalse();
    assertThat(first.newIssues()).isEqualTo(3);
    assertThat(later.newIssues()).isZero();
    assertThat(later.id()).isNotEqualTo(first.id());
  }

  @Test
  void aConditionThatASmallChangeLetsPassDoesNotApply() throws Exception {
    Mapped mapped =
        page(
            "gate",
            pullRequest("new_lines", "12", "revision", "C0FFEE"),
            NEW_CODE.formatted("", "10.0"));
    assertThat(snapshots(mapped, GateRun.class).getFirst().sha()).isEqualTo("c0ffee");
    GateCheck coverage = check(mapped, "new_coverage");
    assertThat(coverage.verdict()).isEqualTo("not_applicable");
    assertThat(coverage.why()).isEqualTo("small change: 12 new lines, fewer than 20");
    assertThat(check(mapped, "new_violations").verdict()).isEqualTo("pass");
    assertThat(snapshots(mapped, GateRun.class).getFirst().verdict()).isEqualTo("pass");
  }

  @Test
  void theSameConditionPassesOnAChangeThatIsNotSmall() throws Exception {
    Mapped mapped = page("gate", pullRequest("new_lines", "20"), NEW_CODE.formatted("", "91.0"));
    assertThat(check(mapped, "new_coverage").verdict()).isEqualTo("pass");
    assertThat(check(mapped, "new_coverage").bound()).isEqualTo("at least");
    assertThat(check(mapped, "new_coverage").limitValue()).isEqualTo(80);
    assertThat(check(mapped, "new_coverage").value()).isEqualTo(91);
    assertThat(check(mapped, "new_coverage").unit()).isEqualTo("percent");
    assertThat(check(mapped, "new_violations").bound()).isEqualTo("at most");
  }

  @Test
  void aGateOfWhichNothingAppliesDidNotPass() throws Exception {
    Mapped mapped =
        page(
            "gate",
            pullRequest("new_lines", "3"),
            "{'projectStatus':{'status':'OK','conditions':[{'status':'OK',"
                + "'metricKey':'new_coverage','comparator':'LT','errorThreshold':'80',"
                + "'actualValue':'0.0'}]}}");
    assertThat(members(mapped, GateOutcome.class).getFirst().verdict()).isEqualTo("not_applicable");
  }

  @Test
  void theServersOwnWordOfIgnoredConditionsCountsOnTheMainBranchToo() throws Exception {
    Mapped mapped = page("gate", MAIN, NEW_CODE.formatted("'ignoredConditions':true,", "10.0"));
    assertThat(check(mapped, "new_coverage").verdict()).isEqualTo("not_applicable");
    assertThat(check(page("gate", MAIN, NEW_CODE.formatted("", "91")), "new_coverage").verdict())
        .isEqualTo("pass");
  }

  @Test
  void aConditionWithoutAValueIsNoDataAndDecidesNothing() throws Exception {
    Mapped mapped =
        page(
            "gate",
            MAIN,
            "{'projectStatus':{'status':'OK','conditions':["
                + "{'status':'OK','metricKey':'skipped_tests','comparator':'GT',"
                + "'actualValue':'0'},"
                + "{'status':'NO_VALUE','metricKey':'new_violations','comparator':'GT',"
                + "'errorThreshold':'0'}]}}");
    assertThat(check(mapped, "new_violations").verdict()).isEqualTo("no_data");
    assertThat(check(mapped, "skipped_tests").limitValue()).isNull();
    assertThat(snapshots(mapped, GateRun.class).getFirst().verdict()).isEqualTo("pass");
    assertThat(
            snapshots(
                    page("gate", MAIN, "{'projectStatus':{'status':'NONE','conditions':[]}}"),
                    GateRun.class)
                .getFirst()
                .verdict())
        .isEqualTo("no_data");
  }

  @Test
  void aWebhookTellsTheGateAndWishesForTheMeasures() throws Exception {
    Mapped mapped =
        hook(
            "{'taskId':'T1','status':'SUCCESS','analysedAt':'2026-11-20T10:30:00+0100',"
                + "'changedAt':'2026-11-20T10:30:00+0100','revision':'C0FFEE',"
                + "'project':{'key':'shop:checkout','name':'Checkout','url':'https://s/d?id=1'},"
                + "'branch':{'name':'42','type':'PULL_REQUEST','isMain':false,"
                + "'url':'https://s/d?pullRequest=42'},"
                + "'qualityGate':{'name':'Sonar way','status':'ERROR','conditions':["
                + "{'metric':'new_coverage','operator':'LESS_THAN','value':'91','status':'OK',"
                + "'errorThreshold':'80'},"
                + "{'metric':'new_violations','operator':'GREATER_THAN','value':'3',"
                + "'status':'ERROR','errorThreshold':'0'}]}}");
    CodeAnalysis analysis = analysis(mapped);
    Mapped polled = page("measures", pullRequest(), "{'component':{'measures':[]}}");
    assertThat(analysis.id()).isEqualTo(analysis(polled).id());
    assertThat(analysis.sha()).isEqualTo("c0ffee");
    assertThat(analysis.gateStatus()).isEqualTo("error");
    assertThat(analysis.change()).isEqualTo(42);
    assertThat(analysis.mode()).as("no rating is told").isNull();
    GateRun run = snapshots(mapped, GateRun.class).getFirst();
    assertThat(run.id()).isEqualTo(analysis.id());
    assertThat(run.tool()).isEqualTo("sonarqube");
    assertThat(run.verdict()).isEqualTo("fail");
    assertThat(members(mapped, GateOutcome.class).getFirst().gate()).isEqualTo("static-analysis");
    assertThat(check(mapped, "new_violations").verdict()).isEqualTo("fail");
    assertThat(check(mapped, "new_coverage").verdict())
        .as("whether the change is small is not told")
        .isEqualTo("no_data");
    assertThat(mapped.refreshes()).containsExactly(new Refresh("analyses", "shop:checkout", "42"));
  }

  /** A poll that was begun before the analysis, by our slow clock, still wins over the webhook. */
  @Test
  void whatIsReadOfAnAnalysisIsNeverOlderThanIt() throws Exception {
    Mapped slow =
        page("measures", main("taken_at", "2026-11-20T09:00:00Z"), "{'component':{'measures':[]}}");
    assertThat(slow.snapshots().getFirst().version()).isEqualTo(ANALYSED);
    assertThat(
            page("measures", MAIN, "{'component':{'measures':[]}}")
                .snapshots()
                .getFirst()
                .version())
        .isEqualTo(TAKEN);
  }

  @Test
  void aTaskThatFailedIsUnderstoodAndSaysNothingOfTheCode() throws Exception {
    Mapped mapped = hook("{'status':'FAILED','project':{'key':'shop:checkout','name':'Checkout'}}");
    assertThat(mapped.snapshots()).isEmpty();
    assertThat(mapped.ignored()).contains("could not finish the analysis").contains("FAILED");
  }

  @Test
  void aWebhookWithoutABranchIsOfTheMainOne() throws Exception {
    Mapped mapped =
        hook(
            "{'status':'SUCCESS','changedAt':'2026-11-20T10:30:00+0100',"
                + "'project':{'key':'shop:checkout'},"
                + "'qualityGate':{'name':'g','status':'OK','conditions':[]}}");
    assertThat(analysis(mapped).mainBranch()).isTrue();
    assertThat(analysis(mapped).id())
        .isEqualTo(analysis(page("measures", MAIN, "{'component':{'measures':[]}}")).id());
    assertThat(mapped.refreshes()).containsExactly(new Refresh("analyses", "shop:checkout", ""));
  }

  private static CodeIssue issue(String mode, String fields) throws UnmappableException {
    return snapshots(
            page(
                "issues",
                main("mode", mode),
                "{'issues':[{'key':'I1','project':'shop:checkout','rule':'java:S1',"
                    + "'component':'shop:checkout:src/A.java','line':7,'message':'m',"
                    + "'creationDate':'2026-10-01T08:00:00+0000',"
                    + "'updateDate':'2026-10-02T08:00:00+0000',"
                    + fields
                    + "}]}"),
            CodeIssue.class)
        .getFirst();
  }

  @Test
  void anIssueIsToldInTheWordsOfTheMode() throws Exception {
    String both =
        "'type':'CODE_SMELL','severity':'MAJOR','status':'OPEN','issueStatus':'OPEN',"
            + "'impacts':[{'softwareQuality':'MAINTAINABILITY','severity':'BLOCKER'},"
            + "{'softwareQuality':'SECURITY','severity':'LOW'}]";
    CodeIssue standard = issue("standard", both);
    assertThat(standard.quality()).isEqualTo("maintainability");
    assertThat(standard.severity()).isEqualTo("medium");
    assertThat(standard.component()).isEqualTo("src/A.java");
    assertThat(standard.openedAt()).isEqualTo(Instant.parse("2026-10-01T08:00:00Z"));
    assertThat(standard.closedAt()).isNull();
    CodeIssue mqr = issue("mqr", both);
    assertThat(mqr.quality()).as("what harms security counts so").isEqualTo("security");
    assertThat(mqr.severity()).isEqualTo("low");
  }

  @Test
  void whatWasDecidedIsKeptApartFromWhatWasMended() throws Exception {
    String head = "'type':'BUG','severity':'BLOCKER',";
    assertThat(issue("standard", head + "'status':'RESOLVED','resolution':'WONTFIX'").state())
        .isEqualTo("accepted");
    assertThat(
            issue("standard", head + "'status':'RESOLVED','resolution':'FALSE-POSITIVE'").state())
        .isEqualTo("false_positive");
    CodeIssue fixed =
        issue(
            "standard",
            head + "'status':'CLOSED','resolution':'FIXED','closeDate':'2026-10-05T08:00:00+0000'");
    assertThat(fixed.state()).isEqualTo("fixed");
    assertThat(fixed.closedAt()).isEqualTo(Instant.parse("2026-10-05T08:00:00Z"));
    CodeIssue accepted = issue("standard", head + "'status':'RESOLVED','issueStatus':'ACCEPTED'");
    assertThat(accepted.state()).isEqualTo("accepted");
    assertThat(accepted.closedAt()).isEqualTo(Instant.parse("2026-10-02T08:00:00Z"));
    assertThat(issue("standard", head + "'status':'REOPENED'").state()).isEqualTo("open");
    assertThat(issue("standard", head + "'status':'IN_SANDBOX'").state()).isNull();
  }

  @Test
  void theSameDeliveryGivesTheSameFacts() throws Exception {
    String gate = NEW_CODE.formatted("", "10.0");
    assertThat(page("gate", MAIN, gate)).isEqualTo(page("gate", MAIN, gate));
  }
}
