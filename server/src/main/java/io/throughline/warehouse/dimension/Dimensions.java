package io.throughline.warehouse.dimension;

import static java.util.Map.entry;

import io.throughline.model.org.DocumentRules;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.org.Production;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Team;
import io.throughline.model.time.WorkCalendar;
import io.throughline.warehouse.fact.Stored;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The organisation as rows of the dimension tables; a pure function of it and of its numbers. */
public final class Dimensions {
  private static final String DEFAULT = "default";

  private final Organisation organisation;
  private final ToIntBiFunction<String, String> numbers;
  private final TeamTree tree;
  private final Map<String, WorkCalendar> calendars;

  /**
   * Prepares the rows of an organisation.
   *
   * @param numbers gives the lasting number of (kind, name)
   */
  public Dimensions(Organisation organisation, ToIntBiFunction<String, String> numbers) {
    this.organisation = organisation;
    this.numbers = numbers;
    this.tree = new TeamTree(organisation.teams());
    this.calendars = new TreeMap<>(organisation.calendars());
    this.calendars.putIfAbsent(DEFAULT, WorkCalendar.plain(organisation.zone()));
  }

  /** Rows by table, in the order of the columns; always the same for the same organisation. */
  public Map<String, List<@Nullable Object[]>> rows() {
    Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();
    rows.put("source", sources());
    rows.put("team", teams());
    rows.put("team_person", belongings(tree.people(), true));
    rows.put("team_service", belongings(tree.services(), false));
    rows.put("team_board_name", boards());
    rows.put("person", people());
    rows.put("person_account", accounts());
    rows.put("service", services());
    rows.put("service_project", projects());
    rows.putAll(new GateRows(organisation, numbers).rows());
    rows.put("calendar", calendarRows());
    rows.put("name_pattern", patterns());
    rows.put("status_work", statuses());
    rows.put("document_rule", documentRules());
    rows.put("source_space", spaces());
    rows.putAll(new ProcessRows(organisation, numbers).rows());
    rows.put("investment_word", InvestmentRows.of(organisation.investment()));
    rows.put(
        "derive_setting",
        List.<@Nullable Object[]>of(
            row(
                organisation.oldCommitDays(),
                number("calendar", DEFAULT),
                organisation.production().watchMinutes(),
                organisation.production().togetherHours(),
                organisation.production().blameHours(),
                organisation.production().hotfixDays(),
                organisation.production().joinMinutes(),
                organisation.production().briefSeconds())));
    rows.put("service_upstream", upstream());
    return rows;
  }

  /** The calendars by number, the organisation's own included. */
  public Map<Integer, WorkCalendar> calendars() {
    Map<Integer, WorkCalendar> byNumber = new TreeMap<>();
    calendars.forEach((name, calendar) -> byNumber.put(number("calendar", name), calendar));
    return byNumber;
  }

  private List<@Nullable Object[]> sources() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (SourceConfig s : organisation.sources()) {
      rows.add(row(number("source", s.id()), s.id(), s.system(), s.url()));
    }
    return rows;
  }

  private List<@Nullable Object[]> statuses() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (SourceConfig s : organisation.sources()) {
      new TreeMap<>(s.statuses())
          .forEach((name, work) -> rows.add(row(number("source", s.id()), name, work)));
    }
    return rows;
  }

  private List<@Nullable Object[]> documentRules() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (SourceConfig s : organisation.sources()) {
      if (s.system().equals("confluence")) {
        int source = number("source", s.id());
        rules(rows, source, "prd", s.documents().prd());
        rules(rows, source, "design", s.documents().design());
      }
    }
    return rows;
  }

  private static void rules(
      List<@Nullable Object[]> rows, int source, String kind, DocumentRules.Rule rule) {
    rule.labels().forEach(label -> rows.add(row(source, kind, "label", label)));
    rule.titles()
        .forEach(
            title ->
                rows.add(row(source, kind, "title", Glob.like(title.toLowerCase(Locale.ROOT)))));
    rule.spaces()
        .forEach(space -> rows.add(row(source, kind, "space", space.toUpperCase(Locale.ROOT))));
  }

  private List<@Nullable Object[]> spaces() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (SourceConfig s : organisation.sources()) {
      for (String space : s.settings().getOrDefault("spaces", "").split(",")) {
        if (!space.isBlank()) {
          rows.add(row(number("source", s.id()), space.strip().toUpperCase(Locale.ROOT)));
        }
      }
    }
    return rows;
  }

  private List<@Nullable Object[]> teams() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Team t : organisation.teams()) {
      rows.add(
          row(
              number("team", t.id()),
              t.id(),
              t.name(),
              t.parent() == null ? null : number("team", t.parent()),
              t.zone().getId(),
              tree.depth(t.id()),
              rows.size(),
              bugsFrom(t),
              t.planning().focus()));
    }
    return rows;
  }

  private static @Nullable Object bugsFrom(Team team) {
    LocalDate from = team.planning().bugsFrom();
    return team.planning().bugs()
        ? Stored.instant(
            from == null ? TeamTree.ALWAYS : from.atStartOfDay(team.zone()).toInstant())
        : null;
  }

  private List<@Nullable Object[]> belongings(List<TeamTree.Belonging> all, boolean people) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TeamTree.Belonging b : all) {
      Object thing = people ? (Object) person(b.thing()) : (Object) number("service", b.thing());
      rows.add(
          row(
              number("team", b.team()),
              thing,
              Stored.instant(b.starts()),
              Stored.instant(b.ends())));
    }
    return rows;
  }

  /** Named as {@code SOURCE/BOARD}, or as the board alone where any source is meant. */
  private List<@Nullable Object[]> boards() {
    Set<String> ids =
        organisation.sources().stream().map(SourceConfig::id).collect(Collectors.toSet());
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TeamTree.Belonging b : tree.boards()) {
      String name = b.thing();
      int slash = name.indexOf('/');
      Integer source = null;
      if (slash > 0 && ids.contains(name.substring(0, slash))) {
        source = number("source", name.substring(0, slash));
        name = name.substring(slash + 1);
      }
      rows.add(
          row(
              number("team", b.team()),
              source,
              name.strip().toLowerCase(Locale.ROOT),
              Stored.instant(b.starts()),
              Stored.instant(b.ends())));
    }
    return rows;
  }

  private List<@Nullable Object[]> people() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Person p : organisation.people()) {
      rows.add(row(person(p.id()), p.id(), p.name(), number("calendar", calendar(p)), p.email()));
    }
    return rows;
  }

  /** A person's own calendar, else their primary (first listed) team's, else the organisation's. */
  private String calendar(Person person) {
    String name =
        person.calendar() != null
            ? person.calendar()
            : organisation.teams().stream()
                .filter(t -> t.members().stream().anyMatch(m -> m.value().equals(person.id())))
                .findFirst()
                .map(Team::calendar)
                .orElse(DEFAULT);
    return calendars.containsKey(name) ? name : DEFAULT;
  }

  private List<@Nullable Object[]> accounts() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Person p : organisation.people()) {
      new TreeMap<>(p.accounts())
          .forEach(
              (source, names) ->
                  names.forEach(
                      name ->
                          rows.add(
                              row(
                                  number("source", source),
                                  name.toLowerCase(Locale.ROOT),
                                  person(p.id())))));
    }
    return rows;
  }

  private List<@Nullable Object[]> services() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Service s : organisation.services()) {
      rows.add(
          row(
              number("service", s.id()),
              s.id(),
              s.name(),
              s.kind().name().toLowerCase(Locale.ROOT)));
    }
    return rows;
  }

  private List<@Nullable Object[]> projects() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Service s : organisation.services()) {
      new TreeMap<>(s.names())
          .forEach(
              (system, paths) ->
                  paths.forEach(path -> rows.add(row(system, path, number("service", s.id())))));
    }
    return rows;
  }

  private List<@Nullable Object[]> calendarRows() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    calendars.forEach(
        (name, c) ->
            rows.add(
                row(number("calendar", name), name, c.zone().getId(), (int) c.day().toSeconds())));
    rows.sort(Comparator.comparing(r -> (Integer) r[0]));
    return rows;
  }

  private List<@Nullable Object[]> patterns() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Map.Entry<String, List<String>> e :
        List.of(
            entry("agent", organisation.agents()),
            entry("agent", MachineNames.AGENTS),
            entry("bot", organisation.bots()),
            entry("bot", MachineNames.BOTS))) {
      e.getValue().forEach(g -> rows.add(row(e.getKey(), Glob.like(g.toLowerCase(Locale.ROOT)))));
    }
    organisation.trackedBranches().forEach(g -> rows.add(row("tracked_branch", Glob.like(g))));
    organisation
        .incidents()
        .requests()
        .forEach(g -> rows.add(row("incident_request", Glob.like(g.toLowerCase(Locale.ROOT)))));
    TestPaths.GLOBS.forEach(g -> rows.add(row("test_path", Glob.like(g))));
    Production production = organisation.production();
    production.hotfixLabels().forEach(g -> rows.add(row("hotfix_label", lowerLike(g))));
    production.hotfixBranches().forEach(g -> rows.add(row("hotfix_branch", lowerLike(g))));
    new TreeMap<>(production.causes())
        .forEach((cause, all) -> all.forEach(g -> rows.add(row("cause_" + cause, lowerLike(g)))));
    new TreeMap<>(production.escaped())
        .forEach((gate, all) -> all.forEach(g -> rows.add(row("escaped_" + gate, lowerLike(g)))));
    return rows;
  }

  private List<@Nullable Object[]> upstream() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    new TreeMap<>(organisation.production().upstream())
        .forEach(
            (service, called) ->
                called.forEach(
                    one -> rows.add(row(number("service", service), number("service", one)))));
    return rows;
  }

  private static String lowerLike(String glob) {
    return Glob.like(glob.toLowerCase(Locale.ROOT));
  }

  private int number(String kind, String name) {
    return numbers.applyAsInt(kind, name);
  }

  private long person(String id) {
    return number("person", id);
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }
}
