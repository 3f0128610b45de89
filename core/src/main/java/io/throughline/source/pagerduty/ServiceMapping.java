package io.throughline.source.pagerduty;

import io.throughline.model.fact.Project;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Services, by their names: no two of an account have the same, and the name is what {@code
 * services} of the organisation's file say. They carry no version.
 */
final class ServiceMapping {
  private ServiceMapping() {}

  /**
   * The service that an incident is of.
   *
   * @param test whether its incidents are tests; null where no services for tests are configured
   */
  record Named(long factId, @Nullable Boolean test) {}

  /** A page of the list. */
  static void page(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    for (JsonValue row : body.at("services").objects()) {
      String type = row.text("type");
      if (type != null && !type.equals("service")) {
        // A business service is what customers see of several; no incident is of one.
        continue;
      }
      String status = row.text("status");
      String name = row.requiredText("name");
      harvest.unversioned(
          new Project(
              Ids.fact(scope, Ids.of(row)),
              name,
              name,
              row.text("html_url"),
              null,
              scope.time(row, "created_at"),
              status == null ? null : "disabled".equals(status.toLowerCase(Locale.ROOT)),
              false),
          false);
    }
  }

  /** The context's service, of which PagerDuty says that there is no such service. */
  static void gone(Scope scope, Harvest harvest) throws UnmappableException {
    harvest.unversioned(
        new Project(
            Ids.fact(scope, Ids.inContext(scope, "service")),
            null,
            null,
            null,
            null,
            null,
            null,
            true),
        false);
  }

  /** The service that stands in an incident; null where none does. */
  static @Nullable Named named(Scope scope, JsonValue incident, Harvest harvest)
      throws UnmappableException {
    JsonValue service = incident.optionalObject("service");
    if (service == null) {
      return null;
    }
    String id = Ids.of(service);
    long factId = Ids.fact(scope, id);
    String name = service.text("name");
    if (name == null) {
      name = service.text("summary");
    }
    if (name != null && !name.isBlank()) {
      harvest.unversioned(
          new Project(factId, name, name, service.text("html_url"), null, null, null, null), false);
    }
    TestServices tests = TestServices.of(scope.config().settings());
    return new Named(
        factId, tests.globs().isEmpty() ? null : tests.contain(name == null ? "" : name, id));
  }
}
