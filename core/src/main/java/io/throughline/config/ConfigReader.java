package io.throughline.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.model.org.Incidents;
import io.throughline.model.org.Organisation;
import io.throughline.model.org.Person;
import io.throughline.model.org.Planning;
import io.throughline.model.org.Privacy;
import io.throughline.model.org.ServerConfig;
import io.throughline.model.org.Service;
import io.throughline.model.org.SourceConfig;
import io.throughline.model.org.Target;
import io.throughline.model.org.Team;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code throughline.yaml} into an {@link Organisation}; reports every mistake at once. */
public final class ConfigReader {
  private static final String SCHEMA = "throughline.schema.json";
  private static final int DEFAULT_MONTHS = 12;
  private static final int DEFAULT_POLL_SECONDS = 60;
  private static final int DEFAULT_OLD_COMMIT_DAYS = 90;
  private static final String DEFAULT_LISTEN = "127.0.0.1:8420";

  /** The systems whose projects a service is made of. */
  private static final List<String> SYSTEMS_OF_PROJECTS =
      List.of(
          "gitlab",
          "jenkins",
          "sonarqube",
          "argocd",
          "newrelic",
          "pagerduty",
          "freshping",
          "surveys");

  /** Where systems are that are the same for everybody. */
  private static final Map<String, String> USUAL_ADDRESSES =
      Map.of("newrelic", "https://api.newrelic.com");

  private final YamlDocument document;
  private final Values values;
  private final Secrets secrets;
  private final Path folder;

  private ConfigReader(YamlDocument document, Secrets secrets, Path folder) {
    this.document = document;
    this.values = new Values(document);
    this.secrets = secrets;
    this.folder = folder;
  }

  /**
   * Reads a file.
   *
   * @param environment where {@code ${NAME}} is looked up
   * @throws ConfigException with all mistakes
   */
  public static Organisation read(Path file, Map<String, String> environment)
      throws ConfigException {
    try {
      return read(
          file.toString(),
          Files.readString(file),
          environment,
          Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of("")));
    } catch (NoSuchFileException e) {
      throw broken(file, "there is no such file; write one, or name it with --config");
    } catch (CharacterCodingException e) {
      throw broken(file, "this is not UTF-8; save it as UTF-8");
    } catch (IOException e) {
      throw broken(file, "it cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads a text.
   *
   * @param name what mistakes call it
   * @param folder what relative paths start from
   */
  public static Organisation read(
      String name, String text, Map<String, String> environment, Path folder)
      throws ConfigException {
    YamlDocument document = YamlDocument.parse(name, text, SCHEMA);
    if (!document.problems().isEmpty()) {
      throw new ConfigException(document.problems());
    }
    GatesReader.check(document);
    Organisation organisation =
        new ConfigReader(document, new Secrets(environment, folder), folder).organisation();
    if (!document.problems().isEmpty()) {
      throw new ConfigException(document.problems());
    }
    return organisation;
  }

  private static ConfigException broken(Path file, String message) {
    return new ConfigException(List.of(new ConfigProblem(file.toString(), 0, "", message)));
  }

  private Organisation organisation() {
    JsonNode root = document.root();
    JsonNode head = root.path("organisation");
    ZoneId zone =
        values.zone(
            head.path("zone"),
            "organisation.zone",
            values.zone(root.path("zone"), "zone", ZoneOffset.UTC));
    CalendarReader calendars = new CalendarReader(values, root, zone);
    List<Person> people = people(root.path("people"), calendars);
    SurveyReader surveys = new SurveyReader(values, zone);
    List<Service> services = surveys.about(services(root.path("services")), root);
    List<Team> teams =
        teams(
            root.path("teams"),
            calendars,
            zone,
            people.stream().map(Person::id).collect(Collectors.toSet()),
            services.stream().map(Service::id).collect(Collectors.toSet()));
    List<SourceConfig> sources = surveys.with(sources(root.path("sources")), root.path("surveys"));
    accountsNameSources(root.path("people"), sources);
    return new Organisation(
        head.isTextual() ? head.asText() : head.path("name").asText(),
        zone,
        calendars.calendars(),
        people,
        teams,
        services,
        sources,
        targets(root.path("targets"), teams),
        Values.texts(root.path("bots")),
        Values.texts(root.path("agents")),
        root.has("tracked_branches")
            ? Values.texts(root.path("tracked_branches"))
            : List.of("release/*"),
        Values.texts(root.path("generated_paths")),
        Values.texts(root.path("version_paths")),
        root.path("old_commit_days").asInt(DEFAULT_OLD_COMMIT_DAYS),
        server(root.path("server")),
        new ConductReader(values, folder).read(root, teams, people),
        new InvestmentReader(values).read(root),
        incidents(root.path("incidents")),
        new Privacy(root.path("privacy").path("lead_sees_people").asBoolean()),
        GatesReader.required(document, services),
        new ProductionReader(values).read(root.path("production"), services),
        surveys.read(root.path("surveys")));
  }

  private static Incidents incidents(JsonNode node) {
    return node.has("requests")
        ? new Incidents(Values.texts(node.path("requests")))
        : Incidents.USUAL;
  }

  private List<Person> people(JsonNode nodes, CalendarReader calendars) {
    values.unique(nodes, "people");
    List<Person> all = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String where = "people[" + i + "]";
      String id = node.path("id").asText();
      Map<String, List<String>> accounts = new LinkedHashMap<>();
      node.path("accounts")
          .properties()
          .forEach(
              e -> {
                accounts.put(e.getKey(), Values.texts(e.getValue()));
                for (String name : Values.texts(e.getValue())) {
                  String other = owners.put(e.getKey() + " " + name.toLowerCase(Locale.ROOT), id);
                  if (other != null) {
                    values.problem(
                        e.getValue(),
                        where + ".accounts." + e.getKey(),
                        "the account " + name + " already belongs to " + other);
                  }
                }
              });
      String email = Values.text(node, "email");
      ZoneId own =
          node.has("zone") ? values.zone(node.path("zone"), where + ".zone", ZoneOffset.UTC) : null;
      all.add(
          new Person(
              id,
              node.path("name").asText(),
              email == null ? null : email.toLowerCase(Locale.ROOT),
              accounts,
              calendars.named(node, where, own)));
    }
    return all;
  }

  private List<Service> services(JsonNode nodes) {
    values.unique(nodes, "services");
    List<Service> all = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String id = node.path("id").asText();
      Map<String, List<String>> names = new LinkedHashMap<>();
      for (String system : SYSTEMS_OF_PROJECTS) {
        if (node.has(system)) {
          names.put(system, Values.texts(node.path(system)));
          for (String path : Values.texts(node.path(system))) {
            String other = owners.put(system + " " + path.toLowerCase(Locale.ROOT), id);
            if (other != null) {
              values.problem(
                  node.path(system),
                  "services[" + i + "]." + system,
                  "the project " + path + " already belongs to " + other);
            }
          }
        }
      }
      String name = Values.text(node, "name");
      all.add(
          new Service(
              id,
              name == null ? id : name,
              "library".equals(Values.text(node, "kind"))
                  ? Service.Kind.LIBRARY
                  : Service.Kind.SERVICE,
              names));
    }
    return all;
  }

  private List<Team> teams(
      JsonNode nodes,
      CalendarReader calendars,
      ZoneId zone,
      Set<String> people,
      Set<String> services) {
    values.unique(nodes, "teams");
    Map<String, String> parents = new HashMap<>();
    nodes.forEach(n -> parents.putIfAbsent(n.path("id").asText(), n.path("parent").asText("")));
    List<Team> all = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String where = "teams[" + i + "]";
      String parent = Values.text(node, "parent");
      if (parent != null && !parents.containsKey(parent)) {
        values.problem(node.path("parent"), where + ".parent", "there is no team " + parent);
      }
      Set<String> seen = new HashSet<>();
      for (String up = node.path("id").asText(); !up.isEmpty(); up = parents.getOrDefault(up, "")) {
        if (!seen.add(up)) {
          values.problem(node, where + ".parent", "teams form a ring; one of them must be the top");
          break;
        }
      }
      String lead = Values.text(node, "lead");
      if (lead != null && !people.contains(lead)) {
        values.problem(node.path("lead"), where + ".lead", "there is no person " + lead);
      }
      ZoneId own = values.zone(node.path("zone"), where + ".zone", zone);
      all.add(
          new Team(
              node.path("id").asText(),
              node.path("name").asText(),
              parent,
              lead,
              own,
              calendars.named(node, where, own),
              values.dated(node.path("members"), "person", where + ".members", people),
              values.dated(node.path("services"), "service", where + ".services", services),
              values.dated(node.path("boards"), "board", where + ".boards", null),
              planning(node.path("planning"), where + ".planning")));
    }
    return all;
  }

  private Planning planning(JsonNode node, String where) {
    JsonNode bugs = node.path("estimate_bugs");
    return new Planning(
        bugs.isTextual() || bugs.asBoolean(false),
        bugs.isTextual() ? values.date(bugs, where + ".estimate_bugs") : null,
        node.path("focus_factor").asDouble(Planning.USUAL.focus()));
  }

  private List<SourceConfig> sources(JsonNode nodes) {
    values.unique(nodes, "sources");
    List<SourceConfig> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String where = "sources[" + i + "]";
      String system = node.path("system").asText();
      String id = Objects.requireNonNullElse(Values.text(node, "id"), system);
      if (!ids.add(id)) {
        values.problem(
            node, where + ".id", "there are two sources " + id + "; give each its own id");
      }
      JsonNode hooks = node.path("hooks");
      List<String> hookSecrets = new ArrayList<>();
      for (String field : List.of("token", "former_token")) {
        String secret = secret(hooks, field, where + ".hooks");
        if (secret != null) {
          hookSecrets.add(secret);
        }
      }
      Map<String, String> settings = new HashMap<>();
      for (String field :
          List.of(
              "groups",
              "projects",
              "production_environments",
              "allow_private",
              "concurrency",
              "spaces",
              "user",
              "organization",
              "auth",
              "default_branch",
              "evidence",
              "points_field",
              "criteria_field",
              "criteria_min",
              "sweep_share",
              "worklogs",
              "gates",
              "gates_job",
              "test_reports",
              "connected_mode",
              "test_services",
              "rollouts",
              "watch",
              "account",
              "apdex_t",
              "sample_minutes",
              "track_attribute",
              "write_markers",
              "gitops",
              "gitops_paths")) {
        if (node.has(field)) {
          settings.put(field, String.join(",", Values.texts(node.path(field))));
        }
      }
      String url = node.path("url").asText(USUAL_ADDRESSES.getOrDefault(system, ""));
      all.add(
          new SourceConfig(
              id,
              system,
              url.replaceAll("/+$", ""),
              secret(node, "token", where),
              Values.text(hooks, "id"),
              hookSecrets,
              node.path("since_months").asInt(DEFAULT_MONTHS),
              node.path("poll_seconds").asInt(DEFAULT_POLL_SECONDS),
              url.startsWith("http:"),
              settings,
              statuses(node.path("statuses"), where + ".statuses"),
              new DocumentsReader(values).read(node, where + ".documents")));
    }
    return all;
  }

  private Map<String, String> statuses(JsonNode node, String where) {
    Map<String, String> works = new HashMap<>();
    node.properties()
        .forEach(
            e -> {
              String name = e.getKey().strip().toLowerCase(Locale.ROOT);
              if (works.put(name, e.getValue().asText()) != null) {
                values.problem(
                    e.getValue(), where, "the status " + e.getKey() + " stands here twice");
              }
            });
    return works;
  }

  private @Nullable String secret(JsonNode node, String field, String where) {
    String reference = Values.text(node, field);
    if (reference == null) {
      return null;
    }
    try {
      return secrets.resolve(reference);
    } catch (IllegalArgumentException e) {
      values.problem(
          node.path(field),
          where + "." + field,
          Objects.requireNonNullElse(e.getMessage(), "this secret cannot be read"));
      return null;
    }
  }

  private void accountsNameSources(JsonNode people, List<SourceConfig> sources) {
    Set<String> ids = sources.stream().map(SourceConfig::id).collect(Collectors.toSet());
    for (int i = 0; i < people.size(); i++) {
      String where = "people[" + i + "].accounts";
      people
          .get(i)
          .path("accounts")
          .properties()
          .forEach(
              e -> {
                if (!ids.contains(e.getKey())) {
                  values.problem(
                      e.getValue(), where, "there is no source " + e.getKey() + "; known: " + ids);
                }
              });
    }
  }

  private List<Target> targets(JsonNode nodes, List<Team> teams) {
    Set<String> ids = teams.stream().map(Team::id).collect(Collectors.toSet());
    List<Target> all = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String where = "targets[" + i + "]";
      String team = Values.text(node, "team");
      if (team != null && !ids.contains(team)) {
        values.problem(node.path("team"), where + ".team", "there is no team " + team);
      }
      all.add(
          new Target(
              node.path("metric").asText(),
              team,
              node.path("on").asText("value"),
              node.path("green").asDouble(),
              Values.number(node, "amber"),
              Values.number(node, "low"),
              values.date(node.path("from"), where + ".from"),
              Values.number(node, "baseline"),
              Values.text(node, "source")));
    }
    return all;
  }

  private ServerConfig server(JsonNode node) {
    String data = Objects.requireNonNullElse(Values.text(node, "data"), "data");
    String listen = node.path("listen").asText(DEFAULT_LISTEN);
    String hooksListen = Values.text(node.path("hooks"), "listen");
    ListenAddress pages = listens(node.path("listen"), "server.listen", listen);
    if (pages != null && !pages.isLoopback()) {
      values.problem(
          node.path("listen"),
          "server.listen",
          "pages and API are for this machine only until sign-in is set up: write "
              + DEFAULT_LISTEN
              + ", and let other machines send webhooks to server.hooks.listen");
    }
    if (hooksListen != null) {
      JsonNode at = node.path("hooks").path("listen");
      ListenAddress hooks = listens(at, "server.hooks.listen", hooksListen);
      if (hooks != null && hooks.equals(pages) && hooks.port() != 0) {
        values.problem(
            at, "server.hooks.listen", "this is where the pages listen; give hooks another port");
      }
    }
    return new ServerConfig(listen, hooksListen, folder.resolve(data).toString());
  }

  private @Nullable ListenAddress listens(JsonNode node, String where, String text) {
    try {
      return ListenAddress.of(text);
    } catch (IllegalArgumentException e) {
      values.problem(node, where, String.valueOf(e.getMessage()));
      return null;
    }
  }
}
