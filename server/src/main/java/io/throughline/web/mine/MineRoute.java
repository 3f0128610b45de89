package io.throughline.web.mine;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.api.PersonalLinks;
import io.throughline.ledger.Look;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.org.Team;
import io.throughline.sprint.PersonLoad;
import io.throughline.web.Frames;
import io.throughline.web.Links;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import io.throughline.web.mine.MinePage.Led;
import io.throughline.web.mine.MinePage.LoadRow;
import io.throughline.web.mine.MinePage.LookRow;
import io.throughline.web.part.Times;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How loaded a person is, for that person; and for their lead, where the organisation allows it
 * (R16). A lead's look is kept before anything is shown.
 */
@Path("/mine")
@Blocking
@Produces(MediaType.TEXT_HTML)
class MineRoute {
  private static final String COOKIE = "throughline_person";
  private static final int LOOKS = 100;

  private final PageSources sources;
  private final Frames frames;
  private final PersonalLinks links;

  MineRoute(PageSources sources, Frames frames, PersonalLinks links) {
    this.sources = sources;
    this.frames = frames;
    this.links = links;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance mine(MinePage page);

    static native TemplateInstance led(LedPage page);
  }

  /** Opens a personal link: the browser keeps its key, and the address without it is shown. */
  @GET
  @Path("/enter")
  public Response enter(@QueryParam("key") @Nullable String key) {
    if (key == null || person(key).isEmpty()) {
      throw PageProblem.notFound(
          "This personal link is not good any more. Ask whoever runs the server for a new one.");
    }
    return Response.seeOther(URI.create("/mine"))
        .cookie(cookie(key, (int) PersonalLinks.VALID.toSeconds()))
        .build();
  }

  /** Forgets who this browser belongs to. */
  @POST
  @Path("/leave")
  public Response leave() {
    return Response.seeOther(URI.create("/mine")).cookie(cookie("", 0)).build();
  }

  private static NewCookie cookie(String key, int seconds) {
    return new NewCookie.Builder(COOKIE)
        .value(key)
        .path("/mine")
        .maxAge(seconds)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  @GET
  public TemplateInstance own(@CookieParam(COOKIE) @Nullable String key) {
    Organisation organisation = sources.organisation().get();
    Person person = key == null ? null : person(key).orElse(null);
    if (person == null) {
      return Templates.mine(
          new MinePage(
              frames.frame("My workload", "mine", null),
              "",
              List.of(),
              List.of(),
              false,
              List.of()));
    }
    List<LoadRow> rows = new ArrayList<>();
    for (Team team : organisation.teams()) {
      if (isMember(team, person.id())) {
        sources.sprints().people(team.id()).stream()
            .filter(load -> load.person().equals(person.id()))
            .map(load -> LoadWords.row(team.name(), health(team), load))
            .forEach(rows::add);
      }
    }
    return Templates.mine(
        new MinePage(
            frames.frame("My workload", "mine", null),
            person.name(),
            rows,
            organisation.teams().stream()
                .filter(team -> person.id().equals(team.lead()))
                .map(team -> new Led(team.name(), "/mine/teams/" + Links.encode(team.id())))
                .toList(),
            organisation.privacy().leadSeesPeople(),
            looks(organisation, person)));
  }

  private List<LookRow> looks(Organisation organisation, Person person) {
    Map<String, Person> people = byId(organisation);
    return sources.ledger().looks(person.id(), LOOKS).stream()
        .map(
            look -> {
              Person viewer = people.get(look.viewer());
              return new LookRow(
                  Times.moment(look.at(), organisation.zone()),
                  viewer == null ? look.viewer() : viewer.name(),
                  look.what());
            })
        .toList();
  }

  /** Every failure looks like a team that is not there: who leads what is nobody's business. */
  @GET
  @Path("/teams/{id}")
  public TemplateInstance led(
      @CookieParam(COOKIE) @Nullable String key, @PathParam("id") String id) {
    Organisation organisation = sources.organisation().get();
    Person lead = Optional.ofNullable(key).flatMap(this::person).orElseThrow(MineRoute::refused);
    Team team =
        organisation.teams().stream()
            .filter(t -> t.id().equals(id) && lead.id().equals(t.lead()))
            .filter(t -> organisation.privacy().leadSeesPeople())
            .findFirst()
            .orElseThrow(MineRoute::refused);
    Map<String, Person> people = byId(organisation);
    List<PersonLoad> loads =
        sources.sprints().people(team.id()).stream()
            .filter(load -> isMember(team, load.person()) && people.containsKey(load.person()))
            .toList();
    Instant now = sources.clock().instant();
    sources
        .ledger()
        .noteLooks(
            loads.stream()
                .filter(load -> !load.person().equals(lead.id()))
                .map(load -> new Look(now, lead.id(), load.person(), "workload"))
                .toList());
    return Templates.led(
        new LedPage(
            frames.frame(team.name() + ": who has how much", "mine", null),
            team.name(),
            health(team),
            loads.stream()
                .map(load -> LoadWords.row(name(people, load), "", load))
                .sorted(Comparator.comparing(LoadRow::name))
                .toList()));
  }

  private static String health(Team team) {
    return "/health?team=" + Links.encode(team.id());
  }

  private static PageProblem refused() {
    return PageProblem.notFound(
        "Only the lead of a team sees this, by their personal link, and only where privacy:"
            + " lead_sees_people is on in throughline.yaml.");
  }

  private static String name(Map<String, Person> people, PersonLoad load) {
    Person person = people.get(load.person());
    return person == null ? load.person() : person.name();
  }

  private boolean isMember(Team team, String person) {
    LocalDate today = LocalDate.ofInstant(sources.clock().instant(), team.zone());
    return team.members().stream()
        .filter(member -> member.value().equals(person))
        .anyMatch(member -> member.holdsOn(today));
  }

  private Optional<Person> person(String key) {
    Map<String, Person> people = byId(sources.organisation().get());
    return links.person(key).map(people::get);
  }

  private static Map<String, Person> byId(Organisation organisation) {
    return organisation.people().stream()
        .collect(Collectors.toMap(Person::id, Function.identity()));
  }
}
