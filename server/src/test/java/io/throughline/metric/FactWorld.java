package io.throughline.metric;

import io.throughline.evidenced.Evidenced;
import io.throughline.evidenced.WarehouseEvidenced;
import io.throughline.model.fact.Account;
import io.throughline.model.fact.Deployment;
import io.throughline.model.fact.DeploymentChange;
import io.throughline.model.fact.FactId;
import io.throughline.model.fact.FactSet;
import io.throughline.model.fact.Member;
import io.throughline.model.fact.MergeRequest;
import io.throughline.model.fact.MergeRequestCommit;
import io.throughline.model.fact.Project;
import io.throughline.model.fact.ReviewEvent;
import io.throughline.model.fact.ReviewEventKind;
import io.throughline.model.fact.Snapshot;
import io.throughline.model.fact.Versioned;
import io.throughline.model.org.Dated;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.org.ServerConfig;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Target;
import io.throughline.model.org.Team;
import io.throughline.model.process.Conduct;
import io.throughline.model.time.WorkCalendar;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.warehouse.DuckDbWarehouse;
import io.throughline.warehouse.FactBatch;
import io.throughline.warehouse.WarehouseSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small company told fact by fact, asked through the whole product. Zone Europe/Berlin; people a
 * to f; team {@code pay} (a to e, service {@code shop}) and team {@code ops} (f) below {@code all}.
 */
final class FactWorld implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final long SHOP = FactId.of(1, 20);
  static final long BOT = FactId.of(1, 8);
  static final long AGENT = FactId.of(1, 9);
  // Read once: a hundred files, and the tests make hundreds of worlds.
  static final Catalogue SHIPPED = Catalogue.shipped();
  private static final Instant READ = Instant.parse("2026-06-10T11:00:00Z");

  final DuckDbWarehouse warehouse;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Versioned> told = new ArrayList<>();
  private final List<FactSet<?>> sets = new ArrayList<>();
  private final Map<Long, List<ReviewEvent>> events = new HashMap<>();
  private final Map<Long, List<MergeRequestCommit>> commits = new HashMap<>();
  Organisation organisation;
  private @Nullable Random shuffle;

  /** What is done between the organisation and the facts. */
  Runnable organised = () -> {};

  FactWorld(Path folder) {
    this(
        folder,
        List.of(
            new Team("all", "All", null, null, ZONE, null, List.of(), List.of()),
            team(
                "pay",
                List.of(always("a"), always("b"), always("c"), always("d"), always("e")),
                List.of(always("shop"))),
            team("ops", List.of(always("f")), List.of())),
        List.of());
  }

  FactWorld(Path folder, List<Team> teams, List<Target> targets) {
    warehouse =
        DuckDbWarehouse.open(WarehouseSettings.in(folder), Clock.fixed(NOW, ZoneOffset.UTC));
    List<Person> people = new ArrayList<>();
    for (char c = 'a'; c <= 'f'; c++) {
      String name = String.valueOf(c);
      people.add(new Person(name, name, name + "@acme.io", Map.of("gl", List.of(name)), null));
      tell(new Account(person(name), name, name, null, false, "active"));
    }
    tell(new Account(BOT, "renovate", "Renovate", null, true, "active"));
    tell(new Account(AGENT, "robo-writer", "Writer", null, true, "active"));
    tell(
        new Project(
            SHOP,
            "acme/shop",
            "shop",
            "https://x/shop",
            "main",
            at("2026-01-01T00:00"),
            false,
            false));
    organisation =
        new Organisation(
            "Acme",
            ZONE,
            Map.of(),
            people,
            teams,
            List.of(
                new Service(
                    "shop", "Shop", Service.Kind.SERVICE, Map.of("gitlab", List.of("acme/shop")))),
            List.of(
                new SourceConfig(
                    "gl",
                    "gitlab",
                    "https://gitlab.example",
                    null,
                    null,
                    List.of(),
                    12,
                    60,
                    false,
                    Map.of())),
            targets,
            List.of(),
            List.of("robo-*"),
            List.of("release/*"),
            List.of(),
            List.of(),
            90,
            new ServerConfig("127.0.0.1:0", null, "data"));
  }

  static Dated<String> always(String name) {
    return new Dated<>(name, null, null);
  }

  static Team team(String id, List<Dated<String>> members, List<Dated<String>> services) {
    return new Team(id, id, "all", null, ZONE, null, members, services);
  }

  static long person(String name) {
    return FactId.of(1, 1 + name.charAt(0) - 'a');
  }

  /** Local time in Berlin, {@code 2026-05-04T10:00}. */
  static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  void tell(Snapshot snapshot) {
    told.add(new Versioned(snapshot, READ, true));
  }

  <M extends Member> void members(Class<M> type, long parent, String feed, List<M> members) {
    sets.add(set(type, parent, feed, members));
  }

  /** A merge request into main; merged null: open. */
  long merge(int number, long author, String created, @Nullable String merged) {
    return merge(number, author, created, merged, null, null);
  }

  /** With what looks like keys of tickets in its branch. */
  long merge(int number, long author, String created, @Nullable String merged, String keys) {
    return merge(number, author, created, merged, null, null, keys);
  }

  long merge(
      int number,
      long author,
      String created,
      @Nullable String merged,
      @Nullable Long revertsIid,
      @Nullable String pickOf) {
    return merge(number, author, created, merged, revertsIid, pickOf, null);
  }

  private long merge(
      int number,
      long author,
      String created,
      @Nullable String merged,
      @Nullable Long revertsIid,
      @Nullable String pickOf,
      @Nullable String keys) {
    long id = FactId.of(1, 100 + number);
    tell(
        new MergeRequest(
            id,
            SHOP,
            (long) number,
            "Change",
            "https://x/" + number,
            author,
            "topic" + number,
            "main",
            SHOP,
            merged == null ? "opened" : "merged",
            false,
            at(created),
            merged == null ? null : at(merged),
            null,
            null,
            null,
            sha(number),
            null,
            "",
            revertsIid,
            null,
            pickOf,
            null,
            keys,
            null,
            null,
            false));
    events.put(id, new ArrayList<>());
    commits.put(id, new ArrayList<>());
    return id;
  }

  static String sha(int number) {
    return "%040x".formatted(0xabcdef000000L + number);
  }

  void commit(long mr, String authored) {
    commit(mr, authored, null);
  }

  void commit(long mr, String authored, @Nullable String pickedFrom) {
    List<MergeRequestCommit> list = commits.get(mr);
    list.add(
        new MergeRequestCommit(
            mr,
            "%040x".formatted(mr * 100 + list.size()),
            at(authored),
            at(authored),
            null,
            null,
            pickedFrom,
            null));
  }

  void event(long mr, ReviewEventKind kind, long who, String when) {
    event(mr, kind, who, when, null);
  }

  void event(long mr, ReviewEventKind kind, long who, String when, @Nullable Long target) {
    List<ReviewEvent> list = events.get(mr);
    list.add(
        new ReviewEvent(
            mr,
            "e" + list.size(),
            kind,
            who,
            null,
            target,
            kind == ReviewEventKind.COMMENT ? "t" + list.size() : null,
            at(when)));
  }

  void deploy(int number, String finished, long... carried) {
    long id = FactId.of(1, 500 + number);
    tell(
        new Deployment(
            id,
            SHOP,
            "production",
            "production",
            "success",
            "main",
            sha(900 + number),
            null,
            at(finished),
            at(finished),
            null));
    List<DeploymentChange> changes = new ArrayList<>();
    for (long mr : carried) {
      changes.add(new DeploymentChange(id, mr));
    }
    sets.add(set(DeploymentChange.class, id, "merge_requests", changes));
  }

  /** From now on everything is told one by one, in any order, in batches of any size. */
  void shuffled(Random random) {
    shuffle = random;
  }

  /** Reads a wiki at https://wiki.example, too; its source has the number 3. */
  void wiki(String... spaces) {
    numbers.put("source wiki", 3);
    read(
        "wiki",
        "confluence",
        spaces.length == 0 ? Map.of() : Map.of("spaces", String.join(",", spaces)));
  }

  /** Lets a Jenkins build the shop, as {@code pay/shop}; its source has the number 4. */
  void jenkins() {
    numbers.put("source jk", 4);
    read("jk", "jenkins", Map.of());
    named("jenkins", "pay/shop");
  }

  /** Tells what a mapper made of something. */
  void tell(Mapped mapped) {
    told.addAll(mapped.snapshots());
    sets.addAll(mapped.sets());
  }

  /** Reads a SonarQube, too, with these projects of the service; its source has the number 4. */
  void sonarqube(String... keys) {
    numbers.put("source sonar", 4);
    read("sonar", "sonarqube", Map.of());
    named("sonarqube", keys);
  }

  /** Lets the service live in one more project of GitLab. */
  void alsoGitLab(String path) {
    named("gitlab", "acme/shop", path);
  }

  private void named(String system, String... paths) {
    Organisation o = organisation;
    Service shop = o.services().getFirst();
    Map<String, List<String>> names = new HashMap<>(shop.names());
    names.put(system, List.of(paths));
    organisation =
        new OrganisationWith(o)
            .services(List.of(new Service(shop.id(), shop.name(), shop.kind(), names)));
  }

  private void read(String id, String system, Map<String, String> settings) {
    List<SourceConfig> sources = new ArrayList<>(organisation.sources());
    sources.add(
        new SourceConfig(
            id,
            system,
            "https://%s.example".formatted(id),
            null,
            null,
            List.of(),
            12,
            60,
            false,
            settings));
    organisation = new OrganisationWith(organisation).sources(sources);
  }

  /** Lets it follow a process. */
  void process(Conduct conduct) {
    organisation = new OrganisationWith(organisation).conduct(conduct);
  }

  /** Lets the file say what happens in statuses. */
  void statuses(Map<String, String> works) {
    SourceConfig s = organisation.sources().getFirst();
    organisation =
        new OrganisationWith(organisation)
            .sources(
                List.of(
                    new SourceConfig(
                        s.id(),
                        s.system(),
                        s.url(),
                        null,
                        null,
                        List.of(),
                        12,
                        60,
                        false,
                        Map.of(),
                        works,
                        s.documents())));
  }

  /** Lets everybody work from Monday to Friday, in these hours. */
  void hours(LocalTime from, LocalTime to) {
    Set<DayOfWeek> week = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    WorkCalendar calendar = new WorkCalendar(ZONE, week, from, to, Set.of());
    organisation = new OrganisationWith(organisation).calendars(Map.of("default", calendar));
  }

  /** Puts other teams in the place of those that are there. */
  void teams(List<Team> teams) {
    organisation = new OrganisationWith(organisation).teams(teams);
  }

  /** Tells everything and opens it for reading. */
  Readings readings() {
    events.forEach((mr, list) -> sets.add(set(ReviewEvent.class, mr, "discussions", list)));
    commits.forEach((mr, list) -> sets.add(set(MergeRequestCommit.class, mr, "commits", list)));
    organise();
    organised.run();
    batches().forEach(warehouse::apply);
    return opened(SHIPPED);
  }

  /** What was told before, by the organisation as it is now. */
  Readings organisedAnew() {
    organise();
    return opened(Catalogue.shipped());
  }

  private void organise() {
    numbers.put("source gl", 1);
    warehouse.load(
        organisation,
        (kind, name) -> numbers.computeIfAbsent(kind + " " + name, k -> numbers.size() + 1));
  }

  /** What was told before, by an organisation with rates. */
  Readings pricedReadings() {
    return opened(SHIPPED.priced("EUR"));
  }

  /** What pages say of gates, of what was told before. */
  Evidenced evidenced() {
    return new WarehouseEvidenced(warehouse, () -> organisation, () -> NOW);
  }

  private Readings opened(Catalogue catalogue) {
    return new WarehouseReadings(
        warehouse, catalogue, () -> organisation, needs -> Optional.of(READ), () -> NOW);
  }

  private List<FactBatch> batches() {
    List<Mapped> all = new ArrayList<>();
    if (shuffle == null) {
      all.add(new Mapped(told, sets, List.of(), null));
    } else {
      told.forEach(v -> all.add(new Mapped(List.of(v), List.of(), List.of(), null)));
      sets.forEach(s -> all.add(new Mapped(List.of(), List.of(s), List.of(), null)));
      Collections.shuffle(all, shuffle);
    }
    List<FactBatch> batches = new ArrayList<>();
    List<FactBatch.Entry> entries = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      entries.add(new FactBatch.Entry(i + 1, Channel.POLL, all.get(i)));
      if (i == all.size() - 1 || shuffle != null && shuffle.nextInt(12) == 0) {
        batches.add(new FactBatch(List.copyOf(entries), i + 1));
        entries.clear();
      }
    }
    return batches;
  }

  private static <M extends Member> FactSet<M> set(
      Class<M> type, long parent, String feed, List<M> members) {
    return new FactSet<>(type, parent, feed, READ, true, members);
  }

  @Override
  public void close() {
    warehouse.close();
  }

  static LocalDate day(String day) {
    return LocalDate.parse(day);
  }
}
