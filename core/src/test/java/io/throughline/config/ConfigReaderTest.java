package io.throughline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.model.org.Dated;
import io.throughline.model.org.DocumentRules;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Planning;
import io.throughline.model.org.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  private static final String WHOLE =
      """
      organisation: { name: Acme, zone: Europe/Berlin }
      calendar: { days: [mon, tue, wed, thu, fri], hours: "09:00-17:00", holidays: [2026-12-25] }
      people:
        - { id: ada, name: Ada, email: Ada@Acme.io, accounts: { gitlab: [ada.l, ada] } }
        - { id: bob, name: Bob, zone: Asia/Kolkata }
      services:
        - { id: checkout, gitlab: acme/shop/checkout }
        - { id: ui-kit, name: UI kit, kind: library, gitlab: [acme/ui] }
      teams:
        - { id: shop, name: Shop }
        - id: payments
          name: Payments
          parent: shop
          lead: ada
          members: [ada, { person: bob, from: 2026-05-15, to: 2026-09-01 }]
          services: [checkout]
      sources:
        - { system: gitlab, url: "https://gitlab.acme.io/", token: "${TOKEN}", groups: [acme], hooks: { token: "file:hook" } }
      """;

  @TempDir Path folder;

  private Organisation read(String text) throws ConfigException {
    return ConfigReader.read("throughline.yaml", text, Map.of("TOKEN", "glpat-secret"), folder);
  }

  @Test
  void theRulesOfGatesAreCheckedAsWell() {
    assertThat(
            refused("organisation: A\ngates:\n  unit-test:\n    require: { cover: 1 }\n")
                .getMessage())
        .startsWith("throughline.yaml:4: gates.unit-test.require: nothing is measured that");
  }

  @Test
  void leadsSeeNobodyUnlessTheFileSaysSo() throws ConfigException {
    assertThat(read("organisation: Acme\n").privacy().leadSeesPeople()).isFalse();
    assertThat(
            read("organisation: Acme\nprivacy: { lead_sees_people: true }\n")
                .privacy()
                .leadSeesPeople())
        .isTrue();
    assertThat(refused("organisation: Acme\nprivacy: { lead_sees_people: maybe }\n").problems())
        .isNotEmpty();
  }

  @Test
  void aJiraSaysHowItsFieldsAreCalled() throws ConfigException {
    Organisation acme =
        read(
            """
            organisation: Acme
            sources:
              - system: jira
                url: https://acme.atlassian.net
                user: bot@acme.io
                token: ${TOKEN}
                projects: [SHOP, OPS]
                points_field: Size
                criteria_field: customfield_10050
                criteria_min: 30
            people:
              - {id: ada, name: Ada, accounts: {jira: "557058:8b6b"}}
            """);
    assertThat(acme.sources().get(0).settings())
        .containsEntry("projects", "SHOP,OPS")
        .containsEntry("user", "bot@acme.io")
        .containsEntry("points_field", "Size")
        .containsEntry("criteria_field", "customfield_10050")
        .containsEntry("criteria_min", "30");
    assertThat(acme.people().get(0).accounts().get("jira")).containsExactly("557058:8b6b");
  }

  @Test
  void aGitLabSaysWhereItsVerdictsAre() throws ConfigException {
    String gitlab = "organisation: Acme\nsources:\n  - system: gitlab\n    url: https://g.io\n";
    Organisation acme =
        read(
            gitlab
                + "    gates: .throughline/results/gates.json\n"
                + "    test_reports: true\n    connected_mode: true\n"
                + "    gitops: [acme/gitops, acme/more]\n    gitops_paths: ['apps/**']\n");

    assertThat(acme.sources().get(0).settings())
        .containsEntry("gates", ".throughline/results/gates.json")
        .containsEntry("test_reports", "true")
        .containsEntry("connected_mode", "true")
        .containsEntry("gitops", "acme/gitops,acme/more")
        .containsEntry("gitops_paths", "apps/**");
    assertThat(refused(gitlab + "    gitops: [\"a/b?c\"]\n").problems()).isNotEmpty();
    for (String path : List.of("../secret.json", "/etc/passwd", "a/../b", "a//b", "a?b", "./a")) {
      assertThat(refused(gitlab + "    gates: \"" + path + "\"\n").problems())
          .as(path)
          .isNotEmpty();
    }
  }

  @Test
  void aJenkinsSaysWhatIsReadAndServicesWhichJobsBuildThem() throws ConfigException {
    String jenkins =
        """
        organisation: Acme
        sources:
          - system: jenkins
            url: https://ci.acme.io
            user: ada
            token: ${TOKEN}
            projects: [payments]
            default_branch: trunk
            evidence: results/gates.json
        services:
          - { id: ledger, gitlab: acme/ledger, jenkins: [payments/ledger, payments/nightly] }
        """;
    Organisation acme = read(jenkins);
    assertThat(acme.sources().getFirst().settings())
        .containsOnly(
            Map.entry("user", "ada"),
            Map.entry("projects", "payments"),
            Map.entry("default_branch", "trunk"),
            Map.entry("evidence", "results/gates.json"));
    assertThat(acme.services().getFirst().names())
        .containsEntry("gitlab", List.of("acme/ledger"))
        .containsEntry("jenkins", List.of("payments/ledger", "payments/nightly"));
    // The same path in two systems is two things; the same job in two services is a mistake.
    assertThat(read(jenkins + "  - { id: other, gitlab: payments/ledger }\n").services())
        .hasSize(2);
    assertThat(refused(jenkins + "  - { id: other, jenkins: Payments/Ledger }\n").getMessage())
        .contains("services[1].jenkins", "already belongs to ledger");
    assertThat(refused(jenkins.replace("gates.json", "gates/")).problems()).isNotEmpty();
  }

  @Test
  void aNewRelicIsOneAccountAndHasAnAddressOfItsOwn() throws ConfigException {
    String newRelic =
        """
        organisation: Acme
        sources:
          - system: newrelic
            token: ${TOKEN}
            account: 4711
            apdex_t: 0.25
            sample_minutes: 5
            track_attribute: rollout.role
            write_markers: true
        services:
          - { id: checkout, newrelic: [Checkout, MXxBUE18QVBQTElDQVRJT058MQ] }
        """;
    Organisation acme = read(newRelic);
    assertThat(acme.sources().getFirst().url()).isEqualTo("https://api.newrelic.com");
    assertThat(acme.sources().getFirst().settings())
        .containsOnly(
            Map.entry("account", "4711"),
            Map.entry("apdex_t", "0.25"),
            Map.entry("sample_minutes", "5"),
            Map.entry("track_attribute", "rollout.role"),
            Map.entry("write_markers", "true"));
    assertThat(
            read(newRelic.replace("account", "url: https://api.eu.newrelic.com\n    account"))
                .sources()
                .getFirst()
                .url())
        .isEqualTo("https://api.eu.newrelic.com");
    assertThat(refused(newRelic.replace("    account: 4711\n", "")).getMessage())
        .contains("account");
    assertThat(refused(newRelic.replace("sample_minutes: 5", "sample_minutes: 7")).problems())
        .isNotEmpty();
    assertThat(refused(newRelic.replace("rollout.role", "\"a` = 1\"")).problems()).isNotEmpty();
  }

  @Test
  void aSourceSaysWhatHappensInItsStatuses() throws ConfigException {
    String jira = "organisation: Acme\nsources:\n  - system: jira\n    url: https://j.io\n";
    Organisation acme = read(jira + "    statuses: {Code Review: active, To Deploy: wait}\n");
    assertThat(acme.sources().get(0).statuses())
        .isEqualTo(Map.of("code review", "active", "to deploy", "wait"));
    assertThat(refused(jira + "    statuses: {Review: sleeping}\n").getMessage())
        .contains("statuses");
    assertThat(refused(jira + "    statuses: {Review: wait, review: active}\n").getMessage())
        .contains("twice");
  }

  @Test
  void aConfluenceSaysWhichOfItsPagesAreDocuments() throws ConfigException {
    String wiki = "organisation: Acme\nsources:\n  - system: confluence\n    url: https://w.io\n";
    DocumentRules rules =
        read(wiki
                + "    documents: {prd: {labels: [Spec], spaces: [PRD]}, design: {titles: []}, stale_days: 30}\n")
            .sources()
            .getFirst()
            .documents();
    assertThat(rules.prd().labels()).containsExactly("spec");
    assertThat(rules.prd().titles()).isEqualTo(DocumentRules.USUAL.prd().titles());
    assertThat(rules.prd().spaces()).containsExactly("PRD");
    assertThat(rules.design().titles()).isEmpty();
    assertThat(rules.design().labels()).isEqualTo(DocumentRules.USUAL.design().labels());
    assertThat(rules.staleDays()).isEqualTo(30);
    assertThat(read(wiki).sources().getFirst().documents()).isEqualTo(DocumentRules.USUAL);
    assertThat(refused(wiki + "    documents: {prd: {labels: [], titles: []}}\n").problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(5);
              assertThat(problem.where()).isEqualTo("sources[0].documents.prd");
            });
    assertThat(refused(wiki + "    documents: {prd: {label: x}}\n").getMessage()).contains("label");
    assertThat(
            refused(
                    "organisation: Acme\nsources:\n  - system: jira\n    url: https://j.io\n"
                        + "    documents: {}\n")
                .getMessage())
        .contains("only a Confluence");
  }

  @Test
  void aTeamSaysHowItPlans() throws ConfigException {
    String team = "organisation: Acme\nteams:\n  - {id: pay, name: Pay, planning: {";
    assertThat(
            read("organisation: Acme\nteams: [{id: pay, name: Pay}]\n").teams().get(0).planning())
        .isEqualTo(new Planning(false, null, 0.8));
    assertThat(read(team + "estimate_bugs: true, focus_factor: 0.7}}\n").teams().get(0).planning())
        .isEqualTo(new Planning(true, null, 0.7));
    assertThat(read(team + "estimate_bugs: \"2026-05-01\"}}\n").teams().get(0).planning())
        .isEqualTo(new Planning(true, LocalDate.parse("2026-05-01"), 0.8));
    assertThat(refused(team + "focus_factor: 1.2}}\n").getMessage()).contains("focus_factor");
    assertThat(refused(team + "estimate_bugs: \"2026-02-31\"}}\n").getMessage())
        .contains("estimate_bugs");
  }

  private ConfigException refused(String text) {
    return catchThrowableOfType(ConfigException.class, () -> read(text));
  }

  @Test
  void readsTheWholeTruth() throws Exception {
    Files.writeString(folder.resolve("hook"), "hook-secret\n");

    Organisation acme = read(WHOLE);

    assertThat(acme.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(acme.calendars().get("default").from()).isEqualTo(LocalTime.of(9, 0));
    assertThat(acme.calendars().get("default").days())
        .doesNotContain(DayOfWeek.SATURDAY)
        .hasSize(5);
    assertThat(acme.calendars().get("default@Asia/Kolkata").zone())
        .isEqualTo(ZoneId.of("Asia/Kolkata"));
    assertThat(acme.people().get(0).email()).isEqualTo("ada@acme.io");
    assertThat(acme.people().get(0).accounts().get("gitlab")).containsExactly("ada.l", "ada");
    assertThat(acme.people().get(1).calendar()).isEqualTo("default@Asia/Kolkata");
    assertThat(acme.teams().get(1).members())
        .containsExactly(
            new Dated<>("ada", null, null),
            new Dated<>("bob", LocalDate.of(2026, 5, 15), LocalDate.of(2026, 9, 1)));
    assertThat(acme.services().get(1).kind()).isEqualTo(Service.Kind.LIBRARY);
    assertThat(acme.sources().get(0).url()).isEqualTo("https://gitlab.acme.io");
    assertThat(acme.sources().get(0).token()).isEqualTo("glpat-secret");
    assertThat(acme.sources().get(0).hookSecrets()).containsExactly("hook-secret");
    assertThat(acme.sources().get(0).settings()).containsEntry("groups", "acme");
  }

  @Test
  void anOrganisationBringsItsOwnProcessAndWaivers() throws Exception {
    Files.writeString(folder.resolve("hook"), "hook-secret");
    Files.writeString(
        folder.resolve("ours.yaml"),
        """
        name: Ours
        version: 4
        effective: "2026-01-01"
        phases:
          - id: doing
            title: Doing
            group: technical
            order: 1
            enters: [in-progress]
            leaves: [done]
            summary: It is done.
            inputs: []
            objective: Do it.
            outputs: [{ title: Estimate, rule: estimated }]
            responsible: Everybody
            participants: []
            expected: a day
            expectedDays: 1
            metrics: []
            gates: []
        aspects: []
        """);
    String waiver =
        "\nwaivers: [{ ticket: SHOP-1, phase: doing, output: estimated, owner: ada, reason: why,"
            + " until: 2026-12-31 }]\n";

    Organisation acme = read(WHOLE + "process: ours.yaml" + waiver);

    assertThat(acme.conduct().process().name()).isEqualTo("Ours");
    assertThat(acme.conduct().waivers())
        .singleElement()
        .satisfies(w -> assertThat(w.until()).isEqualTo(LocalDate.of(2026, 12, 31)));
    assertThat(read(WHOLE).conduct().process().phases()).hasSize(8);
    assertThat(problems(WHOLE + "process: theirs.yaml\n")).contains("there is no file");
    assertThat(problems(WHOLE + waiver)).contains("no output of the phase doing");
    assertThat(problems(WHOLE + waiver.replace("owner: ada", "owner: eve")))
        .contains("there is no person eve");
    assertThat(problems(WHOLE + waiver.replace("ticket: SHOP-1, ", ""))).contains("waivers");
  }

  private String problems(String text) {
    return catchThrowableOfType(ConfigException.class, () -> read(text)).getMessage();
  }

  @Test
  void aCalendarMayBeWrittenOutOrNamed() throws Exception {
    Organisation acme =
        read(
            """
            organisation: Acme
            calendars: { late: { hours: "12:00-20:00" } }
            people:
              - { id: a, name: A, calendar: late }
              - { id: b, name: B, zone: Asia/Kolkata, calendar: { holidays: [2026-01-26] } }
              - { id: c, name: C, calendar: { zone: Asia/Kolkata, holidays: [2026-01-26] } }
            """);

    assertThat(acme.people().get(0).calendar()).isEqualTo("late");
    String own = acme.people().get(1).calendar();
    assertThat(acme.people().get(2).calendar()).isEqualTo(own);
    assertThat(acme.calendars().get(own).zone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
    assertThat(acme.calendars().get(own).holidays()).containsExactly(LocalDate.of(2026, 1, 26));
  }

  @Test
  void tenLinesAreEnough() throws Exception {
    Organisation small =
        read(
            "organisation: Acme\nsources:\n  - { system: gitlab, url: https://g.io, token: \"${TOKEN}\" }\n");

    assertThat(small.zone()).isEqualTo(ZoneId.of("Z"));
    assertThat(small.teams()).isEmpty();
    assertThat(small.sources().get(0).id()).isEqualTo("gitlab");
    assertThat(small.trackedBranches()).containsExactly("release/*");
    assertThat(small.server().listen()).startsWith("127.0.0.1:");
  }

  @Test
  void onlyHooksMayListenForOtherMachines() throws Exception {
    assertThat(
            read("organisation: Acme\nserver: { hooks: { listen: \"0.0.0.0:8421\" } }\n")
                .server()
                .hooksListen())
        .isEqualTo("0.0.0.0:8421");
    assertThat(refused("organisation: Acme\nserver:\n  listen: 0.0.0.0:8420\n").problems())
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.toString())
                    .startsWith("throughline.yaml:3: server.listen")
                    .contains("127.0.0.1:8420", "server.hooks.listen"));
    assertThat(
            refused("organisation: Acme\nserver: { hooks: { listen: \"127.0.0.1:8420\" } }\n")
                .problems())
        .singleElement()
        .satisfies(p -> assertThat(p.toString()).contains("give hooks another port"));
    assertThat(
            refused("organisation: Acme\nserver: { hooks: { listen: \"0.0.0.0:84210\" } }\n")
                .problems())
        .singleElement()
        .satisfies(p -> assertThat(p.toString()).contains("server.hooks.listen", "65535"));
  }

  @Test
  void aMistakeNamesFileLineAndWhatWasExpected() {
    ConfigException refusal =
        refused(
            "organisation: Acme\nteams:\n  - id: pay\n    nmae: Payments\nsources:\n  - system: gitlb\n    url: x\n");

    assertThat(refusal.problems())
        .anySatisfy(
            p ->
                assertThat(p.toString())
                    .startsWith("throughline.yaml:3: teams[0]")
                    .contains("nmae"))
        .anySatisfy(
            p ->
                assertThat(p.toString())
                    .startsWith("throughline.yaml:3: teams[0]")
                    .contains("name"))
        .anySatisfy(
            p ->
                assertThat(p.toString())
                    .startsWith("throughline.yaml:6: sources[0].system")
                    .contains("gitlab"))
        .anySatisfy(
            p ->
                assertThat(p.toString())
                    .startsWith("throughline.yaml:7: sources[0].url")
                    .contains("https://gitlab.acme.io"));
  }

  @Test
  void whatIsNamedMustExist() {
    ConfigException refusal =
        refused(
            """
            organisation: Acme
            calendar: { zone: Europe/Berln }
            teams:
              - { id: a, name: A, parent: b, members: [nobody], services: [nothing], lead: ghost, calendar: odd }
              - { id: b, name: B, parent: a }
              - { id: b, name: Twice }
            """);

    assertThat(refusal.getMessage())
        .contains("there is no zone Europe/Berln")
        .contains("there is no person nobody")
        .contains("there is no service nothing")
        .contains("there is no person ghost")
        .contains("there is no calendar odd")
        .contains("teams form a ring")
        .contains("b is used twice");
  }

  @Test
  void secretsAreNeverInTheFileNorInMessages() {
    assertThat(
            refused(
                    "organisation: A\nsources:\n  - { system: gitlab, url: https://g.io, token: glpat-oops }\n")
                .getMessage())
        .contains("throughline.yaml:3")
        .contains("does not belong into this file")
        .doesNotContain("glpat-oops");
    assertThat(
            refused(
                    "organisation: A\nsources:\n  - { system: gitlab, url: https://g.io, token: \"${NOPE}\" }\n")
                .getMessage())
        .contains("the environment variable NOPE is not set");
  }

  @Test
  void brokenYamlNamesTheLine() {
    assertThat(refused("organisation: Acme\nteams: [\n").problems().get(0).line()).isGreaterThan(1);
    assertThat(refused("- a\n").getMessage()).contains("expected a mapping");
    assertThat(refused("organisation: A\norganisation: B\n").getMessage()).contains("no YAML");
  }
}
