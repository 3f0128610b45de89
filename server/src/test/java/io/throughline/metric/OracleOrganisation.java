package io.throughline.metric;

import io.throughline.model.org.Dated;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.org.ServerConfig;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Team;
import io.throughline.model.time.WorkCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Two teams under one, people that move between them, and services that are handed over. */
final class OracleOrganisation {
  private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata");

  private final Random random;

  OracleOrganisation(Random random) {
    this.random = random;
  }

  Organisation organise() {
    ZoneId zone = ZoneId.of(zone());
    Map<String, WorkCalendar> calendars =
        Map.of(
            "default",
            new WorkCalendar(zone, WEEK, null, null, Set.of()),
            "office",
            new WorkCalendar(
                ZoneId.of("Europe/Berlin"),
                WEEK,
                LocalTime.of(9, 0),
                LocalTime.of(17, 0),
                Set.of(LocalDate.of(2026, 4, 6), LocalDate.of(2026, 3, 18))));
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      people.add(
          new Person(
              "p" + i,
              "Person " + i,
              "p" + i + "@acme.io",
              Map.of("gl", List.of("P" + i)),
              random.nextInt(3) == 0 ? "office" : null));
    }
    LocalDate move = OracleWorld.FIRST.plusDays(5 + random.nextInt(35));
    LocalDate handover = OracleWorld.FIRST.plusDays(5 + random.nextInt(35));
    ZoneId other = ZoneId.of(zone());
    List<Team> teams =
        List.of(
            new Team("all", "All", null, null, zone, null, List.of(), List.of()),
            new Team(
                "red",
                "Red",
                "all",
                null,
                zone,
                null,
                List.of(
                    always("p0"),
                    always("p1"),
                    always("p2"),
                    always("p3"),
                    new Dated<>("p4", null, move)),
                List.of(new Dated<>("shop", null, handover))),
            new Team(
                "blue",
                "Blue",
                "all",
                null,
                other,
                random.nextBoolean() ? "office" : null,
                List.of(new Dated<>("p4", move, null), always("p5"), always("p0"), always("p6")),
                List.of(new Dated<>("shop", handover, null), always("kit"))));
    return new Organisation(
        "Acme",
        zone,
        calendars,
        people,
        teams,
        List.of(
            new Service(
                "shop", "Shop", Service.Kind.SERVICE, Map.of("gitlab", List.of("acme/shop"))),
            new Service("kit", "Kit", Service.Kind.LIBRARY, Map.of("gitlab", List.of("acme/kit")))),
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
                Map.of()),
            new SourceConfig(
                "ji",
                "jira",
                "https://jira.example",
                null,
                null,
                List.of(),
                12,
                60,
                false,
                Map.of())),
        List.of(),
        List.of(),
        List.of("robo-*"),
        List.of("release/*"),
        List.of(),
        List.of(),
        90,
        new ServerConfig("127.0.0.1:0", null, "data"));
  }

  private String zone() {
    return ZONES.get(random.nextInt(ZONES.size()));
  }

  private static Dated<String> always(String name) {
    return new Dated<>(name, null, null);
  }
}
