package io.throughline.source.newrelic;

import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import io.throughline.source.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow sends of an issue: our template, or New Relic's own. Whoever set it up may have
 * written another; then what is missing is named.
 *
 * <p>New Relic's own template has no word for an acknowledgement: it is the state {@code ACTIVATED}
 * that a person brought about.
 */
final class IssueHook {
  /** What our template says of itself. */
  static final String KIND = "newrelic.issue";

  static final long VERSION = 1;

  private static final int HEAD = 65_536;
  private static final Pattern EMPTY =
      Pattern.compile("\"([A-Za-z_][A-Za-z0-9_]{0,60})\"\\s*:\\s*[,}\\]]");
  private static final Pattern IN_ADDRESS = Pattern.compile("/issues/([A-Za-z0-9-]{8,100})");

  private IssueHook() {}

  /** The body of a webhook, or a complaint that says what the template lacks. */
  static JsonValue read(byte[] body) throws UnmappableException {
    String head = new String(body, 0, Math.min(body.length, HEAD), StandardCharsets.UTF_8);
    if (head.stripLeading().startsWith("<")) {
      throw new UnmappableException("", "a web page was sent where the JSON of an issue belongs");
    }
    try {
      return StrictJson.read(body).object();
    } catch (UnmappableException e) {
      Matcher empty = EMPTY.matcher(head);
      if (empty.find()) {
        throw new UnmappableException(
            "/" + empty.group(1),
            "the field '"
                + empty.group(1)
                + "' has no value: the template names a variable that New Relic does not know here");
      }
      throw e;
    }
  }

  /** Takes what it tells, and wishes for what only NerdGraph tells. */
  static void issue(Scope scope, JsonValue body, Harvest harvest) throws UnmappableException {
    JsonValue kind = body.at("kind");
    if (kind.present()) {
      version(body, kind);
    }
    String id = id(body);
    String state = Objects.requireNonNullElse(Issue.word(body, "state"), "");
    String trigger = Objects.requireNonNullElse(Issue.word(body, "trigger"), "");
    if (state.isEmpty()) {
      throw body.at("state").unexpected("the state of an issue");
    }
    boolean closed = state.equals("CLOSED");
    if (!closed
        && !state.equals("CREATED")
        && !state.equals("ACTIVATED")
        && !state.equals("DEACTIVATED")) {
      throw body.at("state").unexpected("CREATED, ACTIVATED, DEACTIVATED or CLOSED");
    }
    Instant createdAt = Millis.requiredTime(scope, body, "createdAt");
    Instant updatedAt = Millis.time(scope, body, "updatedAt");
    Instant version = updatedAt == null ? scope.delivery().receivedAt() : updatedAt;
    boolean person = trigger.equals("USER_ACTION");
    Instant acknowledgedAt = Millis.time(scope, body, "acknowledgedAt");
    if (acknowledgedAt == null && state.equals("ACTIVATED") && person) {
      acknowledgedAt = version;
    }
    Instant closedAt = closed ? Millis.time(scope, body, "closedAt") : null;
    new Issue(
            id,
            Issue.guid(body.at("entityGuids")),
            Issue.title(body.at("title")),
            status(state, trigger, acknowledgedAt),
            Issue.word(body, "priority"),
            createdAt,
            acknowledgedAt,
            closed && closedAt == null ? version : closedAt,
            closed && !trigger.isEmpty() ? !person : null,
            version,
            address(body))
        .tell(scope, harvest);
    harvest.refresh(IncidentsFeed.ID, "", id);
  }

  private static void version(JsonValue body, JsonValue kind) throws UnmappableException {
    if (!kind.isText() || !KIND.equals(kind.text())) {
      throw kind.unexpected("'" + KIND + "'");
    }
    if (body.requiredInteger("version") != VERSION) {
      throw body.at("version").unexpected("the version " + VERSION + " of the template");
    }
  }

  /** A template of New Relic's without an id has an address that ends in it. */
  private static String id(JsonValue body) throws UnmappableException {
    String own = body.text("id");
    if (own != null && Issue.isId(own.strip())) {
      return own.strip();
    }
    String address = own == null && !body.has("kind") ? body.text("issueUrl") : null;
    Matcher in = IN_ADDRESS.matcher(address == null ? "" : address);
    if (!in.find()) {
      throw body.at("id").unexpected("the id of an issue");
    }
    return in.group(1);
  }

  private static @Nullable String address(JsonValue body) throws UnmappableException {
    String text = body.text("issueUrl");
    return text != null && text.matches("https://[^\\s\"'<>]{1,500}") ? text : null;
  }

  /** That something was added to an issue says nothing of whether somebody had taken it. */
  private static @Nullable String status(
      String state, String trigger, @Nullable Instant acknowledgedAt) {
    if (state.equals("CLOSED")) {
      return Issue.RESOLVED;
    }
    if (acknowledgedAt != null) {
      return Issue.ACKNOWLEDGED;
    }
    boolean begins = state.equals("CREATED") || trigger.isEmpty() || trigger.equals("STATE_CHANGE");
    return begins ? Issue.TRIGGERED : null;
  }
}
