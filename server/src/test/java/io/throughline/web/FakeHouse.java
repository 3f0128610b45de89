package io.throughline.web;

import io.throughline.ingest.collect.Listening;
import io.throughline.metric.Finding;
import io.throughline.model.org.Dated;
import io.throughline.model.org.Incidents;
import io.throughline.model.org.Investment;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.org.Privacy;
import io.throughline.model.org.Production;
import io.throughline.model.org.ServerConfig;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Survey;
import io.throughline.model.org.Team;
import io.throughline.model.process.Conduct;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A believable organisation to make pages of. Texts that would come from outside go through {@code
 * spice}, so that a test can put hostile strings into every one of them.
 */
final class FakeHouse {
  /** A Thursday afternoon, so that the running week is provisional. */
  static final Instant NOW = Instant.parse("2026-11-19T15:20:00Z");

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");

  private final UnaryOperator<String> spice;

  FakeHouse(UnaryOperator<String> spice) {
    this.spice = spice;
  }

  static FakeHouse plain() {
    return new FakeHouse(UnaryOperator.identity());
  }

  /** All that pages read from. */
  PageSources sources() {
    Organisation organisation = organisation(true);
    return new PageSources(
        new FakeReadings(organisation, spice),
        () -> organisation,
        FakeDefinitions.all(spice),
        FakeProcess.process(spice),
        new FakeConformance(spice),
        new FakeSprints(spice),
        new FakeEvidenced(spice),
        new FakeRunning(spice),
        new FakeLedger(spice),
        this::listening,
        this::findings,
        new FakeChanges(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** The same before anything is configured. */
  PageSources bare() {
    Organisation organisation = organisation(false);
    return new PageSources(
        new FakeReadings(organisation, spice),
        () -> organisation,
        FakeDefinitions.all(spice),
        FakeProcess.process(spice),
        new FakeConformance(spice),
        new FakeSprints(spice),
        new FakeEvidenced(spice),
        new FakeRunning(spice),
        new FakeLedger(spice),
        source -> Optional.empty(),
        List::of,
        new FakeChanges(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Optional<Listening> listening(String source) {
    return source.equals("argocd")
        ? Optional.of(
            new Listening(true, NOW.minusSeconds(7200), NOW.minusSeconds(5), spice.apply("none")))
        : Optional.empty();
  }

  private List<Finding> findings() {
    return List.of(
        new Finding(
            "unmapped project",
            spice.apply("labs/prototype-basket"),
            spice.apply("41 merge requests belong to no service. Name it under services."),
            spice.apply("https://gitlab.example.com/labs/prototype-basket")),
        new Finding(
            "unmapped person",
            spice.apply("j.okafor"),
            spice.apply("Wrote 12 changes and belongs to no team. Add the account to a person."),
            null),
        new Finding(
            "negative duration",
            spice.apply("checkout!1182"),
            spice.apply(
                "Its first commit is dated after its merge, so its cycle time is not used."),
            spice.apply("https://gitlab.example.com/shop/checkout/-/merge_requests/1182")));
  }

  private List<Survey> surveys() {
    return List.of(
        survey("checkout-csat", "How checkout feels", Survey.Kind.CSAT, "checkout"),
        survey("fit", "Would you miss us", Survey.Kind.PMF, null));
  }

  private Survey survey(String id, String title, Survey.Kind kind, @Nullable String service) {
    return new Survey(
        id,
        spice.apply(title),
        kind,
        service,
        5,
        "page",
        null,
        Map.of(),
        Map.of(),
        BERLIN,
        null,
        null,
        true);
  }

  private Organisation organisation(boolean configured) {
    List<Service> services = new ArrayList<>();
    for (String id :
        List.of(
            "checkout",
            "basket",
            "payments",
            "ledger",
            "search",
            "catalogue",
            "accounts",
            "events",
            "build-tools",
            "app")) {
      services.add(
          new Service(id, spice.apply(id), Service.Kind.SERVICE, Map.of("gitlab", List.of(id))));
    }
    List<Team> teams =
        List.of(
            team("commerce", "Commerce", null, BERLIN, 0),
            team("checkout", "Checkout", "commerce", BERLIN, 8, "checkout", "basket"),
            team("payments", "Payments", "commerce", LAGOS, 9, "payments", "ledger"),
            team("discovery", "Search and discovery", "commerce", BERLIN, 7, "search", "catalogue"),
            team("platform", "Platform", null, BERLIN, 0),
            team("identity", "Identity", "platform", LAGOS, 6, "accounts"),
            team("data", "Data platform", "platform", BERLIN, 7, "events"),
            team("devex", "Developer experience", "platform", BERLIN, 3, "build-tools"),
            team("mobile", "Mobile", null, LAGOS, 8, "app"),
            team("research", "Research", null, BERLIN, 4));
    List<Person> people = new ArrayList<>();
    for (String name : List.of("Amara Nwosu", "Jonas Weber", "Ifeoma Eze", "Lena Hartmann")) {
      people.add(new Person(name.split(" ")[0], spice.apply(name), null, Map.of(), null));
    }
    SourceConfig gitlab =
        new SourceConfig(
            "gitlab",
            "gitlab",
            spice.apply("https://gitlab.example.com"),
            null,
            null,
            List.of(),
            12,
            60,
            false,
            Map.of());
    SourceConfig labs =
        new SourceConfig(
            "gitlab-labs",
            "gitlab",
            "https://gitlab.labs.example.com",
            null,
            null,
            List.of(),
            12,
            60,
            false,
            Map.of());
    SourceConfig wiki =
        new SourceConfig(
            "wiki",
            "confluence",
            "https://wiki.example.com",
            null,
            null,
            List.of(),
            12,
            60,
            false,
            Map.of());
    return new Organisation(
        spice.apply("Acme Trading"),
        BERLIN,
        Map.of(),
        people,
        teams,
        services,
        configured ? List.of(gitlab, labs, wiki) : List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        90,
        new ServerConfig("127.0.0.1:8080", null, "data"),
        Conduct.NONE,
        Investment.DEFAULT,
        Incidents.USUAL,
        new Privacy(true),
        Map.of(),
        Production.USUAL,
        configured ? surveys() : List.of());
  }

  private Team team(
      String id, String name, String parent, ZoneId zone, int members, String... services) {
    List<Dated<String>> people = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      people.add(new Dated<>(id + i, null, null));
    }
    if (id.equals("payments")) {
      people.set(0, new Dated<>("Amara", null, null));
      people.set(1, new Dated<>("Jonas", null, null));
    }
    List<Dated<String>> owned = new ArrayList<>();
    for (String service : services) {
      owned.add(new Dated<>(service, null, null));
    }
    String lead = List.of("Amara", "Jonas", "Ifeoma", "Lena").get(id.length() % 4);
    return new Team(id, spice.apply(name), parent, lead, zone, null, people, owned);
  }
}
