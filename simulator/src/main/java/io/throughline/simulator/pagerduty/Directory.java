package io.throughline.simulator.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.production.CheckSpan.Maintenance;
import io.throughline.simulator.production.Production;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Company;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Person;
import io.throughline.simulator.world.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who and what PagerDuty knows: services by their names, people by their e-mail. */
public final class Directory {
  /** Of what is no service of the company's list. */
  static final String ELSEWHERE = "Office network";

  private static final String PAGES = "https://brightwater.pagerduty.com";

  private final Company company;
  private final Production production;
  private final String base;

  /**
   * @param base address of the interface, without a slash at its end
   */
  public Directory(Company company, Production production, String base) {
    this.company = company;
    this.production = production;
    this.base = base;
  }

  /** What becomes of the services. */
  public Production production() {
    return production;
  }

  /** The address of an incident's page. */
  public static String incidentPage(String id) {
    return PAGES + "/incidents/" + id;
  }

  String page(String path) {
    return PAGES + path;
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis / 1000 * 1000).toString();
  }

  /** PagerDuty's id of something. */
  static String id(String kind, String key) {
    return "P" + Dice.sha(3, kind + "/" + key).substring(0, 6).toUpperCase(Locale.ROOT);
  }

  /** The name of a service, which no two of an account share. */
  static String name(@Nullable Project service) {
    return service == null ? ELSEWHERE : service.name();
  }

  static String serviceId(@Nullable Project service) {
    return id("service", service == null ? "office" : service.slug());
  }

  /** A mention of something. */
  ObjectNode reference(String id, String type, String plural, String summary) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("id", id).put("type", type + "_reference").put("summary", summary);
    out.put("self", base + "/" + plural + "/" + id);
    out.put("html_url", PAGES + "/" + plural + "/" + id);
    return out;
  }

  ObjectNode service(@Nullable Project service) {
    return reference(serviceId(service), "service", "services", name(service));
  }

  ObjectNode user(Account account) {
    return reference(userId(account), "user", "users", account.name());
  }

  /** What begins incidents by itself. */
  ObjectNode integration(@Nullable Project service) {
    String id = id("integration", service == null ? "office" : service.slug());
    return reference(id, "events_api_v2_inbound_integration", "integrations", "Events API v2");
  }

  private static String userId(Account account) {
    return id("user", account.someone());
  }

  /** All services, by their names. */
  List<ObjectNode> services() {
    List<@Nullable Project> all = new ArrayList<>(production.services());
    all.add(null);
    return all.stream()
        .map(this::whole)
        .sorted((a, b) -> a.path("name").asText().compareTo(b.path("name").asText()))
        .toList();
  }

  private ObjectNode whole(@Nullable Project service) {
    ObjectNode out = service(service);
    out.put("type", "service").put("name", name(service)).putNull("description");
    out.put("created_at", time(production.era().start())).put("status", "active");
    out.putArray("teams");
    out.putArray("integrations").add(integration(service));
    return out;
  }

  /** The people who can be called. */
  List<ObjectNode> users() {
    return company.people().stream()
        .map(this::whole)
        .sorted((a, b) -> a.path("name").asText().compareTo(b.path("name").asText()))
        .toList();
  }

  private ObjectNode whole(Person person) {
    ObjectNode out = user(person.accounts().getFirst());
    out.put("type", "user").put("name", person.name()).put("email", person.email());
    out.put("time_zone", person.office().zone().toString()).put("role", "user");
    return out;
  }

  /** A planned stretch, of all services of the company's list. */
  ObjectNode window(Maintenance planned) {
    String id = id("window", Long.toString(planned.from()));
    ObjectNode out = reference(id, "maintenance_window", "maintenance_windows", planned.title());
    out.put("type", "maintenance_window").put("description", planned.title());
    out.put("start_time", time(planned.from())).put("end_time", time(planned.to()));
    ArrayNode services = out.putArray("services");
    production.services().forEach(service -> services.add(service(service)));
    return out;
  }
}
