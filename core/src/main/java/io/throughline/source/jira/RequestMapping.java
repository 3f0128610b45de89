package io.throughline.source.jira;

import io.throughline.model.fact.TicketRequest;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests of a service desk, told by the field that Jira keeps in their issues. So they come with
 * the issues, by search and with no further right; the desk's own interface shows each agent only
 * the desks that they serve.
 */
final class RequestMapping {
  private RequestMapping() {}

  /** What an issue of the API tells of it; nothing where this Jira has no such field. */
  static void embedded(Scope scope, JsonValue issue, FieldIds ids, Harvest harvest)
      throws UnmappableException {
    if (!ids.knows("request_type")) {
      return;
    }
    JsonValue fields = issue.object("fields");
    JsonValue value = ids.value(fields, "request_type");
    long ticket = scope.id(issue, "id");
    harvest.replace(
        TicketRequest.class,
        ticket,
        TicketRequest.ONLY,
        scope.takenAt(),
        // Another field of the same name may be a list of choices or a text.
        value == null || !value.isObject() || !value.at("requestType").present()
            ? List.of()
            : List.of(
                new TicketRequest(
                    ticket,
                    TicketRequest.ONLY,
                    value.object("requestType").text("name"),
                    byCustomer(fields.optionalObject("reporter")))));
  }

  private static @Nullable Boolean byCustomer(@Nullable JsonValue reporter)
      throws UnmappableException {
    String type = reporter == null ? null : reporter.text("accountType");
    return type == null ? null : type.equals("customer");
  }
}
