package io.throughline.simulator.newrelic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.production.Outage;
import io.throughline.simulator.production.Production;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Alert issues: outages of which New Relic told. It closes them itself; people answer elsewhere.
 */
public final class Issues {
  private static final int PAGE = 50;

  private final Production production;

  /** Those of the company. */
  public Issues(Production production) {
    this.production = production;
  }

  /** One of them as it is at a moment. */
  private record Issue(Outage outage, long createdAt, boolean closed) {
    long updatedAt() {
      return closed ? outage.resolvedAt() : createdAt;
    }
  }

  private List<Issue> all(long now) {
    List<Issue> out = new ArrayList<>();
    for (Outage outage : production.outages(now)) {
      Long at = outage.newRelicAt();
      if (at != null && at <= now) {
        out.add(new Issue(outage, at, outage.resolvedAt() <= now));
      }
    }
    out.sort(Comparator.comparingLong(Issue::createdAt).thenComparing(i -> i.outage().issueId()));
    return out;
  }

  /**
   * A page of those that were at any time of a window.
   *
   * @param ids those that are wanted; null for all
   */
  ObjectNode page(long from, long to, @Nullable Set<String> ids, String cursor, long now) {
    List<Issue> found =
        all(now).stream()
            .filter(i -> i.createdAt() < to && (!i.closed() || i.outage().resolvedAt() >= from))
            .filter(i -> ids == null || ids.contains(i.outage().issueId()))
            .toList();
    int first = Math.min(found.size(), Cursor.parse(cursor));
    int last = Math.min(found.size(), first + PAGE);
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode issues = out.putArray("issues");
    found.subList(first, last).forEach(issue -> row(issues.addObject(), issue));
    return out.put("nextCursor", last < found.size() ? Cursor.of(last) : null);
  }

  private static void row(ObjectNode out, Issue issue) {
    Outage outage = issue.outage();
    out.put("issueId", outage.issueId());
    out.putArray("title").add(outage.title());
    out.put("priority", priority(outage)).put("state", issue.closed() ? "CLOSED" : "ACTIVATED");
    out.put("createdAt", issue.createdAt()).putNull("acknowledgedAt");
    out.put("closedAt", issue.closed() ? (Long) outage.resolvedAt() : null).putNull("closedBy");
    out.put("updatedAt", issue.updatedAt());
    entities(out, outage, "entityGuids", "entityNames");
  }

  private static void entities(ObjectNode out, Outage outage, String guids, String names) {
    ArrayNode ids = out.putArray(guids);
    ArrayNode called = out.putArray(names);
    String guid = Entities.guid(outage.service());
    if (guid != null && outage.service() != null) {
      ids.add(guid);
      called.add(outage.service().name());
    }
  }

  private static String priority(Outage outage) {
    return switch (outage.severity()) {
      case 1 -> "CRITICAL";
      case 2 -> "HIGH";
      case 3 -> "MEDIUM";
      default -> "LOW";
    };
  }

  private record Telling(long at, byte[] body) {}

  /** What a workflow with our template sent between two moments, the first one first. */
  public List<byte[]> due(long after, long upTo) {
    List<Telling> out = new ArrayList<>();
    for (Issue issue : all(upTo)) {
      if (issue.createdAt() > after) {
        Issue open = new Issue(issue.outage(), issue.createdAt(), false);
        out.add(new Telling(issue.createdAt(), body(open, "STATE_CHANGE")));
      }
      if (issue.closed() && issue.outage().resolvedAt() > after) {
        out.add(new Telling(issue.outage().resolvedAt(), body(issue, "INCIDENT_CLOSED")));
      }
    }
    out.sort(Comparator.comparingLong(Telling::at));
    return out.stream().map(Telling::body).toList();
  }

  private static byte[] body(Issue issue, String trigger) {
    Outage outage = issue.outage();
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("kind", "newrelic.issue").put("version", 1).put("id", outage.issueId());
    out.put(
        "issueUrl",
        "https://radar-api.service.newrelic.com/accounts/"
            + Entities.ACCOUNT
            + "/issues/"
            + outage.issueId());
    out.put("title", outage.title()).put("priority", priority(outage));
    out.put("state", issue.closed() ? "CLOSED" : "ACTIVATED").put("trigger", trigger);
    entities(out, outage, "entityGuids", "impactedEntities");
    out.put("createdAt", issue.createdAt()).putNull("acknowledgedAt");
    out.put("closedAt", issue.closed() ? (Long) outage.resolvedAt() : null);
    out.put("updatedAt", issue.updatedAt());
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
